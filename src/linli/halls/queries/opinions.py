"""The desk's list of opinions, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.target import Target
from linli.ledger.audit import home_of, line, looked_at
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.street_row import RowKey
from linli.people.follow_word import follow_word
from linli.places.queries import PlaceFacts, place_facts, place_facts_of

from ..models import Hall, HallMember, Opinion
from ..rules import OpinionTab, OpinionWay, Sorting
from ..who_keeps import KEEPERS
from .find import find_opinion
from .hall_figures import OpinionFigures, opinion_figures
from .targets import target_of


@dataclass(frozen=True, slots=True)
class OpinionLine:
    code: str
    subject: str
    place: str
    source: OpinionWay
    sorted_as: Sorting | None
    target_code: str
    due_at: datetime | None
    collected_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpinionList:
    page: Slice
    figures: OpinionFigures


@dataclass(frozen=True, slots=True)
class OpinionPage:
    """One opinion. Name and number are masked; a child of a council is known by its number."""

    key: RowKey
    code: str
    words: str
    name: str
    phone: str
    child_number: int | None
    place: PlaceFacts
    source: OpinionWay
    hall: Hall | None
    collected_at: datetime
    due_at: datetime | None
    sorted_as: Sorting | None
    sorted_at: datetime | None
    answer: str
    target: Target | None
    settled_at: datetime | None
    word: str
    may_sort: bool


def visible_opinions(actor: Actor):
    """Who keeps no hall sees what she wrote down herself."""
    rows = Opinion.objects.all()
    return rows if actor.roles & KEEPERS else rows.filter(registered_by=actor.id)


def opinion_by_code(actor: Actor, code: str) -> Opinion:
    """The opinion of a code, if the actor may see it. Raises `NotFound`. One statement."""
    row = find_opinion(code)
    if not actor.roles & KEEPERS and row.registered_by != actor.id:
        raise NotFound("opinion", code)
    return row


def opinion_list(actor: Actor, tab: OpinionTab, at: Position | None = None, size: int = 30) -> OpinionList:
    """The opinions of a tab, latest first, and the figures. Three statements and those of the places."""
    rows = visible_opinions(actor)
    if tab is OpinionTab.OPEN:
        rows = rows.filter(sorted_at__isnull=True)
    elif tab is OpinionTab.SETTLED:
        rows = rows.filter(settled_at__isnull=False)
    else:
        rows = rows.filter(sorted_as=tab.value)
    found = keyset_slice(rows, ("-collected_at", "-id"), at, size)
    places = place_facts_of({(row.place_code, row.estate_id, None) for row in found.items}) if found.items else {}
    lines = [_line(row, places[row.place_code, row.estate_id, None].short) for row in found.items]
    return OpinionList(Slice(lines, found.next, found.previous), opinion_figures())


def opinions_to_export(actor: Actor, most: int = 5000) -> list[OpinionLine]:
    """The latest opinions, for a table in a file: words, never names; recorded. Statements as of a list and one."""
    line(actor, "opinion.export", home_of(actor), Opinion._meta.label_lower, None, {}).save(force_insert=True)
    rows = list(visible_opinions(actor).order_by("-collected_at", "-id")[:most])
    places = place_facts_of({(row.place_code, row.estate_id, None) for row in rows}) if rows else {}
    return [_line(row, places[row.place_code, row.estate_id, None].short, 400) for row in rows]


def opinion_page(actor: Actor, code: str) -> OpinionPage:
    """The page; looking at it is recorded. Raises `NotFound`. At most eight statements."""
    row = opinion_by_code(actor, code)
    looked_at(actor, "opinion.look", row)
    member = HallMember.objects.filter(street_code=row.street_code, id=row.member_id).first() if row.member_id else None
    child = member is not None and member.is_minor
    return OpinionPage(
        key=row.key,
        code=row.code,
        words=row.words.reveal(),
        name=str(row.name),
        phone=str(row.phone),
        child_number=member.number if child else None,
        place=place_facts(row.place_code, row.estate_id),
        source=OpinionWay(row.source),
        hall=Hall.public.filter(street_code=row.street_code, id=row.hall_id).first() if row.hall_id else None,
        collected_at=row.collected_at,
        due_at=row.due_at,
        sorted_as=Sorting(row.sorted_as) if row.sorted_as else None,
        sorted_at=row.sorted_at,
        answer=row.answer,
        target=target_of(row.street_code, row.sorted_as, row.target_id),
        settled_at=row.settled_at,
        word="" if row.phone or child or row.registered_by != actor.id else follow_word(row.id),
        may_sort=row.sorted_at is None and actor.may(KEEPERS, row.place_code),
    )


def phone_of_opinion(actor: Actor, code: str) -> str:
    """The whole number, to call and ask; recorded with that purpose. Raises `NotFound`. At most two statements."""
    row = find_opinion(code)
    if not row.phone or not actor.may(KEEPERS, row.place_code):
        raise NotFound("phone")
    looked_at(actor, "opinion.reveal_phone", row, "contact")
    return row.phone.reveal()


def key_of_hall(id: UUID) -> RowKey | None:
    """The key of a hall of the caller's scope. One statement."""
    row = Hall.objects.filter(id=id).first()
    return row.key if row else None


def _line(row: Opinion, place: str, longest: int = 40) -> OpinionLine:
    words = " ".join(row.words.reveal().split())
    return OpinionLine(
        code=row.code,
        subject=words if len(words) <= longest else words[: longest - 1] + "…",
        place=place,
        source=OpinionWay(row.source),
        sorted_as=Sorting(row.sorted_as) if row.sorted_as else None,
        target_code=row.target_code,
        due_at=row.due_at,
        collected_at=row.collected_at,
        settled_at=row.settled_at,
    )
