"""Who sits in a hall, masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.audit import looked_at
from linli.teams.models import Post

from ..models import Hall, HallMember
from ..rules import MemberPart, Part
from ..who_keeps import parts_in_hall
from .find import find_hall


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One seat. Names of grown-ups who serve in public are shown whole to the desk; a child's name to who keeps the hall."""

    id: UUID
    number: int
    part: MemberPart
    name: str
    phone: str
    seat: str
    post: str
    is_minor: bool
    guardian: str
    guardian_phone: str
    consent_on: date | None
    consent_way: str
    withdrawn_at: datetime | None
    joined_on: date
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class MemberList:
    hall: Hall
    may_keep: bool
    members: tuple[MemberLine, ...]


def member_list(actor: Actor, hall_id: UUID) -> MemberList:
    """The seats of a hall, standing first; looking is recorded. Raises `NotFound`. Five statements."""
    hall = find_hall(hall_id)
    looked_at(actor, "hall.look_at_members", hall)
    keeps = bool(parts_in_hall(actor, hall) & {Part.DESK, Part.CHAIR})
    rows = list(
        HallMember.objects.filter(street_code=hall.street_code, hall=hall).order_by("left_at", "number")
    )  # fmt: skip
    rows.sort(key=lambda row: (row.left_at is not None, list(MemberPart).index(MemberPart(row.part)), row.number))
    posts = dict(
        Post.public.filter(
            street_code=hall.street_code, id__in=[row.post_id for row in rows if row.post_id]
        ).values_list("id", "title")
    )
    return MemberList(hall, keeps, tuple(_line(row, posts, keeps) for row in rows))


def _line(row: HallMember, posts: dict[UUID, str], keeps: bool) -> MemberLine:
    return MemberLine(
        id=row.id,
        number=row.number,
        part=MemberPart(row.part),
        name=row.name.reveal() if keeps else "" if row.is_minor else str(row.name),
        phone=str(row.phone),
        seat=row.seat,
        post=posts.get(row.post_id, ""),
        is_minor=row.is_minor,
        guardian=str(row.guardian),
        guardian_phone=str(row.guardian_phone),
        consent_on=row.consent_on,
        consent_way=row.consent_way,
        withdrawn_at=row.consent_withdrawn_at,
        joined_on=row.joined_on,
        left_at=row.left_at,
    )


def minors_of(hall: Hall) -> list[tuple[UUID, int]]:
    """Id and number of the children who sit in the hall. One statement."""
    rows = HallMember.objects.filter(
        street_code=hall.street_code, hall=hall, left_at__isnull=True, is_minor=True
    ).order_by("number")  # fmt: skip
    return list(rows.values_list("id", "number"))
