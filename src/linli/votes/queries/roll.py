"""The roll of a vote, for those who keep it: masked, with who has voted and never how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, Sum

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.audit import looked_at
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey, scope_condition
from linli.people.models import Household, Resident
from linli.people.sealing import fingerprint
from linli.places.models import Dwelling
from linli.teams.queries import posts_within

from ..models import PaperBallot, Proxy, RollEntry, RollMark, RollObjection, Vote
from ..poll import missing_before_opening
from ..rules.phases import Channel
from ..rules.roll_rows import RollRow
from .votes_shown import VoteFacts


@dataclass(frozen=True, slots=True)
class RollLine:
    """One entry, masked; `channel` by which its right was used (None: not yet)."""

    key: RowKey
    number: int
    name: str
    phone: str
    home: str
    area: Decimal | None
    channel: Channel | None
    voted_on: date | None
    has_proxy: bool


@dataclass(frozen=True, slots=True)
class RollSum:
    """How many are on the roll, with what area, and how many of them have none."""

    heads: int
    area: Decimal
    without_area: int
    without_phone: int


def _here(vote: VoteFacts) -> dict[str, object]:
    return {"street_code": vote.key.street_code, "vote_id": vote.key.id}


def roll_page(vote: VoteFacts, at: Position | None = None, size: int = 50, number: int | None = None) -> Slice:
    """Entries in the order of their numbers, or the one with `number`. At most three statements."""
    rows = RollEntry.objects.filter(**_here(vote))
    if number is not None:
        rows = rows.filter(number=number)
    found = keyset_slice(rows, ("number",), at, size)
    ids = [row.id for row in found.items]
    marks = {one.entry_id: one for one in RollMark.objects.filter(**_here(vote), entry_id__in=ids)} if ids else {}
    standing = Proxy.objects.filter(**_here(vote), entry_id__in=ids, revoked_at__isnull=True)
    proxied = set(standing.values_list("entry_id", flat=True)) if ids else set()
    return Slice([_line(row, marks.get(row.id), row.id in proxied) for row in found.items], found.next, found.previous)


def _line(row: RollEntry, mark: RollMark | None, has_proxy: bool) -> RollLine:
    return RollLine(
        key=row.key,
        number=row.number,
        name=str(row.name),
        phone=str(row.phone),
        home=row.home.reveal(),
        area=row.area,
        channel=Channel(mark.channel) if mark else None,
        voted_on=mark.marked_on if mark else None,
        has_proxy=has_proxy,
    )


def roll_sum(vote: VoteFacts) -> RollSum:
    """The totals of the roll. One statement."""
    found = RollEntry.objects.filter(**_here(vote)).aggregate(
        heads=Count("id"),
        whole=Sum("area"),
        without_area=Count("id", filter=Q(area__isnull=True)),
        without_phone=Count("id", filter=Q(phone_mark="")),
    )
    return RollSum(found["heads"], found["whole"] or Decimal(0), found["without_area"], found["without_phone"])


def what_is_missing(vote: VoteFacts) -> list[str]:
    """What keeps the next turn: `choices`, `roll`, `area`, `objections`. At most four statements."""
    return missing_before_opening(Vote.objects.get(street_code=vote.key.street_code, id=vote.key.id))


@dataclass(frozen=True, slots=True)
class EntryToCorrect:
    """An entry in clear, for the one who corrects it: looking is recorded."""

    key: RowKey
    number: int
    name: str
    phone: str
    home: str
    area: Decimal | None


def entry_to_correct(actor: Actor, vote: VoteFacts, number: int) -> EntryToCorrect:
    """Raises `NotFound`. Two statements."""
    row = RollEntry.objects.filter(**_here(vote), number=number).first()
    if row is None:
        raise NotFound("roll_entry", number)
    looked_at(actor, "vote.look_at_entry", row, "correct the roll")
    return EntryToCorrect(row.key, row.number, row.name.reveal(), row.phone.reveal(), row.home.reveal(), row.area)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with a voting code. `by_phone` says whether the last four digits open it, or the number on the roll."""

    number: int
    name: str
    home: str
    code: str
    by_phone: bool


def letters(vote: VoteFacts, first: int, last: int) -> list[Letter]:
    """The letters of the entries numbered `first` to `last`; the printing is recorded by `print_letters`. One statement."""
    rows = RollEntry.objects.filter(**_here(vote), number__gte=first, number__lte=last).order_by("number")
    return [
        Letter(row.number, row.name.reveal(), row.home.reveal(), row.code.reveal(), bool(row.phone)) for row in rows
    ]


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A paper ballot to print; `number` only in a vote by name."""

    serial: str
    number: int | None
    area: Decimal | None


def papers_to_print(vote: VoteFacts) -> list[PaperShown]:
    """The papers printed last, one printing at a time. Three statements."""
    rows = PaperBallot.objects.filter(**_here(vote))
    latest = rows.order_by("-printed_at").values_list("printed_at", flat=True).first()
    found = list(rows.filter(printed_at=latest)) if latest else []
    entries = {one.id: one for one in RollEntry.objects.filter(**_here(vote), id__in=[one.entry_id for one in found])}
    shown = [
        PaperShown(one.serial, entries[one.entry_id].number, entries[one.entry_id].area)
        if one.entry_id in entries
        else PaperShown(one.serial, None, None)
        for one in found
    ]
    return sorted(shown, key=lambda one: (one.number or 0, one.serial))


@dataclass(frozen=True, slots=True)
class ProxyLine:
    key: RowKey
    number: int
    holder: str
    phone: str
    given_at: datetime
    revoked: bool
    used: bool
    code: str


def proxies_of(vote: VoteFacts) -> list[ProxyLine]:
    """Every proxy of the vote, the latest first. Three statements. The code is shown to who registers it, to hand over."""
    rows = list(Proxy.objects.filter(**_here(vote)).order_by("-given_at")[:500])
    numbers = dict(
        RollEntry.objects.filter(**_here(vote), id__in=[one.entry_id for one in rows]).values_list("id", "number")
    )
    used = set(RollMark.objects.filter(**_here(vote), proxy_id__isnull=False).values_list("proxy_id", flat=True))
    return [
        ProxyLine(
            one.key, numbers[one.entry_id], str(one.holder_name), str(one.holder_phone), one.given_at,
            one.revoked_at is not None, one.id in used, one.code.reveal(),
        )
        for one in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    key: RowKey
    words: str
    name: str
    phone: str
    at: datetime
    answer: str


def objections_to(vote: VoteFacts) -> list[ObjectionLine]:
    """Every objection to the roll, open ones first. One statement."""
    rows = RollObjection.objects.filter(**_here(vote)).order_by("-answered_at", "-at")[:200]
    return [
        ObjectionLine(one.key, one.words.reveal(), str(one.name), str(one.phone), one.at, one.answer) for one in rows
    ]


def is_on_roll(vote: VoteFacts, phone: str) -> tuple[int, ...]:
    """The numbers on the roll that carry this telephone. One statement and the scope."""
    with acting_in(Scope.of([vote.place_code])):
        rows = RollEntry.objects.filter(**_here(vote), phone_mark=fingerprint(phone)).order_by("number")
        return tuple(rows.values_list("number", flat=True)[:20])


def rows_from_dwellings(prefix: str, home_of: dict[UUID, str]) -> list[RollRow]:
    """One row for every dwelling of some buildings, with a resident of its household where one is registered. `home_of` names the
    buildings. Three statements."""
    dwellings = list(
        Dwelling.objects.filter(scope_condition(prefix), building_id__in=home_of).order_by(
            "building_id", "unit", "room"
        )
    )
    homes = {
        one.dwelling_id: one.id
        for one in Household.objects.filter(scope_condition(prefix), dwelling_id__in=[one.id for one in dwellings])
    }
    people: dict[UUID, Resident] = {}
    for one in Resident.objects.filter(scope_condition(prefix), household_id__in=homes.values()).order_by("-id"):
        people[one.household_id] = one
    rows = []
    for one in dwellings:
        person = people.get(homes.get(one.id))
        where = f"{home_of[one.building_id]}{one.unit}单元{one.room}室"
        rows.append(
            RollRow(
                person.name.reveal() if person else "", person.phone.reveal() if person else "", where,
                dwelling_id=one.id,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: row.home)


def rows_from_posts(prefix: str, roles: frozenset[Role]) -> list[RollRow]:
    """One row for everybody who holds an open post of one of `roles` within a place. One statement."""
    held = {post.holder_id: post for post in posts_within(prefix) if post.role in roles and post.holder_id}
    return [RollRow(post.holder_name, "", post.title) for post in held.values()]
