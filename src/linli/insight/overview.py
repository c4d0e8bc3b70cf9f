"""The governance centre's page of one jurisdiction: what is overdue where, and what came of it all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from linli.cases.models import Case
from linli.cases.queries.case_lines import lines_of, with_names
from linli.kernel import clock
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel, is_within, level_of
from linli.kernel.scope import EVERYTHING, Scope
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.places.queries import PlaceFacts, place_facts_of
from linli.places.queries.naming import PlaceKey

from .arrivals import Arrivals, arrivals_of
from .counted import SETTLED, Counted, condition_of
from .where_overdue import LEVELS_SHOWN, PlaceCounts, cases_of, counts_below, level_below, total_of

READERS = frozenset({Role.GOVERNANCE_CENTRE, Role.STREET_LEAD, Role.STREET_STAFF, Role.COMMUNITY_LEAD})
"""Who answers for a jurisdiction as a whole."""

DAYS = (30, 90, 365)
"""The spans over which settled matters and arrivals are counted."""

OLDEST = 10


@dataclass(frozen=True, slots=True)
class OldestCase:
    """One of the cases longest overdue, with the post that holds it; nobody's name."""

    code: str
    subject: str
    place: str
    state: str
    due_at: datetime
    uncertain_years: tuple[int, ...]
    holder: str


@dataclass(frozen=True, slots=True)
class Overview:
    """`above` leads down to the place from the reader's own jurisdiction; `names` has the name of every place shown, `facts`
    what `overview` was asked to read along."""

    prefix: str
    above: tuple[str, ...]
    names: dict[str, str]
    facts: dict[PlaceKey, PlaceFacts]
    below: PlaceLevel | None
    total: PlaceCounts
    places: tuple[PlaceCounts, ...]
    arrivals: tuple[Arrivals, ...]
    oldest: tuple[OldestCase, ...]
    since: datetime
    at: datetime


def homes_of(actor: Actor, roles: frozenset[Role] = READERS) -> list[str]:
    """The jurisdictions the actor answers for as a whole, by one of `roles`, widest first; the empty prefix is the whole
    platform."""
    held = Scope.of(grant.prefix for grant in actor.grants if grant.role in roles)
    return sorted(("" if prefix == EVERYTHING else prefix for prefix in held.prefixes), key=lambda one: (len(one), one))


def chosen_place(actor: Actor, place: str, roles: frozenset[Role] = READERS) -> str:
    """The place asked for, or the widest of the actor's own. Raises `NotFound` beyond what the actor answers for, and for
    text that is no place code."""
    homes = homes_of(actor, roles)
    if not place:
        return homes[0]
    try:
        level_of(place)
    except ValueError:
        raise NotFound("place", place) from None
    if len(place) > PlaceLevel.GRID or not any(is_within(place, home) for home in homes):
        raise NotFound("place", place)
    return place


def oldest_cases(prefix: str, now: datetime) -> QuerySet[Case]:
    """The cases longest overdue, ten at most."""
    late = cases_of(prefix).filter(condition_of(Counted.OVERDUE, now, now))
    return late.order_by("handle_due_at", "id")[:OLDEST]


def overview(
    actor: Actor, prefix: str, days: int, *, oldest: list[Case] | None = None, also: Iterable[PlaceKey] = ()
) -> Overview:
    """The page of a place `chosen_place` allowed. Four statements, whatever the size of the jurisdiction; three where the caller
    has read the `oldest` cases. The names of places in `also` are read along."""
    now = clock.now()
    since = now - timedelta(days=days)
    places = counts_below(prefix, now, since)
    arrivals = arrivals_of(prefix, now, since)
    oldest = list(oldest_cases(prefix, now)) if oldest is None else oldest
    above = way_down_to(actor, prefix)
    facts = place_facts_of(
        [
            *((case.place_code, case.estate_id, case.building_id) for case in oldest),
            *((code, None, None) for code in {prefix, *above, *homes_of(actor), *(row.code for row in places)}),
            *also,
        ]
    )
    names = {code: name_of(found) for (code, estate, building), found in facts.items() if not (estate or building)}
    return Overview(
        prefix=prefix,
        above=above,
        names=names,
        facts=facts,
        below=level_below(prefix),
        total=total_of(prefix, places),
        places=tuple(sorted(places, key=lambda row: (-row.counts[Counted.OVERDUE], row.code))),
        arrivals=tuple(arrivals),
        oldest=tuple(
            OldestCase(
                case.code,
                case.subject,
                facts[case.place_code, case.estate_id, case.building_id].short,
                case.state,
                case.handle_due_at,
                tuple(case.uncertain_years),
                case.lead_title,
            )
            for case in oldest
        ),
        since=since,
        at=now,
    )


def counted_cases(counted: Counted, prefix: str, days: int, at: Position | None = None, size: int = 30) -> Slice:
    """The cases behind a number of the page, as `CaseLine`s: settled ones in the order they were closed, open ones in
    the order they last moved. Two statements."""
    now = clock.now()
    rows = cases_of(prefix).filter(condition_of(counted, now, now - timedelta(days=days)))
    order = ("closed_at", "id") if counted in SETTLED else ("moved_at", "id")
    page = keyset_slice(with_names(rows), order, at, size)
    return Slice(lines_of(page.items), page.next, page.previous)


def name_of(facts: PlaceFacts) -> str:
    """A place as its row is called: 第三网格, 东湖路社区, 清风街道."""
    named = facts.grid or facts.community or (facts.divisions[-1] if facts.divisions else "")
    return named or facts.place_code


def way_down_to(actor: Actor, prefix: str) -> tuple[str, ...]:
    """The places that lead down to `prefix` from the reader's own jurisdiction, widest first."""
    home = next((home for home in homes_of(actor) if is_within(prefix, home)), prefix)
    return tuple(prefix[:level] for level in (0, *LEVELS_SHOWN) if len(home) <= level < len(prefix))
