"""The indicators of the other rooms over a span of days, of the places just below, with the rows behind each number; and what
filling in forms costs (减负), told to those who lead and never of a person.

Counted afresh: a city has some thousands of these, where it has millions of cases.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import CharField, Count, DurationField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Left

from linli.alliance.models import Wish
from linli.cases.rules import Rate
from linli.forms.models import FormFilling, RegisteredForm
from linli.kernel.actor import Actor, Role
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.read_together import read_together, summed_up
from linli.ledger.street_row import scope_condition
from linli.places.queries import place_facts_of
from linli.teams.models import Post

from .arrivals import Median
from .overview import name_of, way_down_to
from .rooms_counted import ROOM_BY_CODE, ROOM_INDICATORS, RoomIndicator
from .rules import Period
from .rules.indicators import Part
from .where_overdue import level_below

Counts = dict[str, tuple[int, int]]
"""Numerator and denominator by the indicator's code."""


@dataclass(frozen=True, slots=True)
class Burden:
    """What the registered forms in force ask of the place's people: `forms` of them, `again` the labels that more than one of
    them asks for, `typed` fields written by hand in `fillings` of the span, `prefilled` those the platform filled in;
    `typed_by_officers` those written by the grid officers in post now, of whom there are `officers`."""

    forms: int
    again: tuple[str, ...]
    fillings: int
    typed: int
    prefilled: int
    officers: int
    typed_by_officers: int

    def typed_a_week(self, period: Period) -> Decimal | None:
        """What a grid officer wrote by hand in a week on average, None where there is no officer."""
        if not self.officers:
            return None
        return (
            (Decimal(self.typed_by_officers * 7) / (self.officers * len(period.days)))
            .quantize(Decimal("0.1"))
            .normalize()
        )


@dataclass(frozen=True, slots=True)
class RoomIndicators:
    """The page of a jurisdiction; `places` has those just below with anything to show. `claim_days` is the median from the
    publication of a wish of the span to its first claim, of `claimed` wishes."""

    prefix: str
    period: Period
    counts: Counts
    previous: Counts
    places: tuple[tuple[str, Counts], ...]
    below: PlaceLevel | None
    burden: Burden
    claim_days: float | None
    claimed: int
    above: tuple[str, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One row behind a number. `counts` are its own two numbers where rows weigh more than one each."""

    id: UUID
    code: str
    title: str
    place: str
    at: datetime
    counts: tuple[int, int] | None


def room_indicators(actor: Actor, prefix: str, period: Period) -> RoomIndicators:
    """The page of a place `chosen_place` allowed. Four statements."""
    level = int(level_below(prefix) or PlaceLevel.GRID)
    places = _by_place(prefix, period, level)
    previous = _by_place(prefix, period.previous, int(PlaceLevel.PROVINCE), now_too=False)
    above = way_down_to(actor, prefix)
    facts = place_facts_of((code, None, None) for code in {prefix, *above, *places})
    burden, claim_days, claimed = _figures(prefix, period)
    return RoomIndicators(
        prefix=prefix,
        period=period,
        counts=_sum(places),
        previous=_sum(previous),
        places=tuple(sorted(places.items())),
        below=level_below(prefix),
        burden=burden,
        claim_days=claim_days,
        claimed=claimed,
        above=above,
        names={code: name_of(found) for (code, _, _), found in facts.items()},
    )


def room_rate(one: RoomIndicator, counts: Counts) -> Rate:
    """The value with its base and formula; no value where there is nothing to divide."""
    above, below = counts.get(one.code, (0, 0))
    return Rate(Decimal(above) / 60 if one.is_time else Decimal(above), below, one.formula)


def room_rows(prefix: str, period: Period, code: str, part: Part, at: Position | None = None, size: int = 30) -> Slice:
    """The rows of an indicator's numerator or denominator as `RoomRow`s, oldest first. Two statements."""
    one = ROOM_BY_CODE[code]
    rows = _of(one.rows(period), prefix)
    if part is Part.NUMERATOR:
        rows = rows.filter(one.holds(period))
        rows = rows.exclude(**{one.above: 0}) if one.above else rows
    page = keyset_slice(rows, (one.at, "id"), at, size)
    facts = place_facts_of((row.place_code, None, None) for row in page.items) if page.items else {}
    shown = [
        RoomRow(
            row.id,
            getattr(row, "code", ""),
            getattr(row, one.title) if one.title else "",
            facts[row.place_code, None, None].short,
            getattr(row, one.at),
            (getattr(row, one.above) or 0, getattr(row, one.below)) if one.below else None,
        )
        for row in page.items
    ]
    return Slice(shown, page.next, page.previous)


def _by_place(prefix: str, period: Period, below: int, *, now_too: bool = True) -> dict[str, Counts]:
    """One statement for all rooms together."""
    parts = []
    for one in ROOM_INDICATORS:
        if one.is_now and not now_too:
            continue
        above, under = one.counted(period)
        rows = _of(one.rows(period), prefix).order_by().values(below_code=Left("place_code", below))
        parts.append(
            rows.annotate(
                which=Value(one.code, output_field=CharField()), above_line=above, below_line=under
            ).values_list("which", "below_code", "above_line", "below_line")
        )
    found: dict[str, Counts] = {}
    for which, place, above, under in parts[0].union(*parts[1:], all=True):
        found.setdefault(place, {})[which] = (above, under)
    return found


def _sum(places: dict[str, Counts]) -> Counts:
    total: Counts = {}
    for counts in places.values():
        for code, (above, below) in counts.items():
            had = total.get(code, (0, 0))
            total[code] = (had[0] + above, had[1] + below)
    return total


def _figures(prefix: str, period: Period) -> tuple[Burden, float | None, int]:
    """What the forms ask, and how soon wishes are claimed. One statement."""
    reaching = [prefix[:length] for length in (PlaceLevel.STREET, PlaceLevel.COMMUNITY) if length <= len(prefix)]
    in_force = RegisteredForm.public.filter(
        stopped_at__isnull=True, first_on__lte=period.last, last_on__gte=period.first
    )
    chosen = in_force.filter(place_code__in=reaching)
    if len(prefix) < PlaceLevel.COMMUNITY:
        chosen = chosen | (in_force.filter(scope_condition(prefix)) if prefix else in_force)
    officers = _of(
        Post.public.filter(role=Role.GRID_OFFICER.value, holder_id__isnull=False, closed_at__isnull=True), prefix
    ).order_by()
    filled = _of(FormFilling.objects.filter(filled_at__gte=period.start, filled_at__lt=period.end), prefix)
    wishes = _of(Wish.objects.filter(published_at__gte=period.start, published_at__lt=period.end), prefix)
    forms, fillings, posts, claims = read_together(
        chosen.order_by().values_list("id", "fields"),
        summed_up(
            filled,
            Count("id"),
            Sum("typed", default=0),
            Sum("prefilled", default=0),
            Sum("typed", filter=Q(filled_by__in=officers.values("holder_id")), default=0),
        ),
        summed_up(officers, Count("holder_id", distinct=True)),
        summed_up(
            wishes,
            Median(F("first_claimed_at") - F("published_at"), output_field=DurationField()),
            Count("first_claimed_at"),
        ),
    )
    asked = [{label for label, _master in fields} for _id, fields in forms]
    again = sorted(label for label, times in Counter(label for one in asked for label in one).items() if times > 1)
    times, typed, prefilled, by_officers = fillings[0] if fillings else (0, 0, 0, 0)
    heads = posts[0][0] if posts else 0
    median, claimed = claims[0] if claims else (None, 0)
    days = None if median is None else round(median / timedelta(days=1), 1)
    return Burden(len(asked), tuple(again), times, typed, prefilled, heads, by_officers), days, claimed


def _of(rows: QuerySet, prefix: str) -> QuerySet:
    return rows.filter(scope_condition(prefix)) if prefix else rows
