"""Somebody takes a seat in a hall; a minor with a guardian's consent, recorded when, how and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, Conflict
from linli.kernel.labelled import Labelled
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.teams.models import Post

from ..models import Hall, HallMember
from ..rules import HallKind, MemberPart
from ..who_keeps import allow_keeper

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class ConsentWay(Labelled):
    """How a guardian consented."""

    PAPER = "paper", _("签了同意书")
    IN_PERSON = "in_person", _("当面同意")
    PHONE = "phone", _("电话里同意")


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits, in which part, for whom; for a minor the guardian and the consent."""

    name: str
    part: str
    seat: str = ""
    phone: str = ""
    post_id: UUID | None = None
    guardian: str = ""
    guardian_phone: str = ""
    consent_on: date | None = None
    consent_way: str = ""


@action
def seat_member(*, actor: Actor, key: UUID | None, hall: RowKey, seat: Seat) -> HallMember:
    """Seat a member. In a children's council members and observers are minors: without guardian and consent nobody is seated.

    Whoever holds the named post acts with the own account. Raises `BadInput`, `Conflict` on `member` for a telephone that
    sits there already, `NotAllowed`.
    """
    name, phone = clean_text(seat.name)[:40], read_phone(seat.phone)
    if not name:
        raise BadInput("name", "empty")
    if seat.part not in set(MemberPart):
        raise BadInput("part", "unknown")
    with deed(actor, key, "hall.seat") as d:
        row = d.lock(Hall, hall)
        allow_keeper(actor, row, "seat_member")
        part, today = MemberPart(seat.part), d.now.astimezone(SHANGHAI).date()
        if part is MemberPart.OBSERVER and not row.has_observers:
            raise BadInput("part", "no_observers")
        minor = row.kind == HallKind.CHILDREN and part in (MemberPart.MEMBER, MemberPart.OBSERVER)
        consent = _consent(seat, today) if minor else {}
        post = Post.public.filter(street_code=row.street_code, id=seat.post_id).first() if seat.post_id else None
        numbers = HallMember.objects.filter(street_code=row.street_code, hall=row)
        member = HallMember(
            place_code=row.place_code,
            street_code=row.street_code,
            hall=row,
            part=part.value,
            name=name,
            phone="" if minor else phone,
            seat=clean_text(seat.seat)[:40],
            post_id=post and post.id,
            user_id=post and post.holder_id,
            is_minor=minor,
            number=(numbers.aggregate(last=Max("number"))["last"] or 0) + 1,
            joined_on=today,
            **consent,
        )
        if minor:
            member.consent_recorded_by = actor.id
        try:
            with transaction.atomic():
                member.save(force_insert=True)
        except IntegrityError:
            raise Conflict("member") from None
        d.record(member)
    return member


def _consent(seat: Seat, today: date) -> dict:
    guardian, phone = clean_text(seat.guardian)[:40], read_phone(seat.guardian_phone)
    if not guardian:
        raise BadInput("guardian", "empty")
    if seat.consent_on is None or seat.consent_way not in set(ConsentWay):
        raise BadInput("consent_on", "empty")
    if seat.consent_on > today:
        raise BadInput("consent_on", "in_future")
    return {
        "guardian": guardian, "guardian_phone": phone, "consent_on": seat.consent_on, "consent_way": seat.consent_way,
    }  # fmt: skip
