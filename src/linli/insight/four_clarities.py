"""Four clarities (practices.md D1): how complete and how fresh what is known of a place is. Counts with their base, each with its rows behind it;
about what is known of a grid, not about who works in it.

底数清 buildings with position, homes on record, a captain, residents bound to grid and building; 情况清 residents verified and buildings looked at within
90 days; 矛盾清 disputes that are open; 问题清 other matters that are open, and how old the oldest is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Func, Min, Q, QuerySet, UUIDField
from django.db.models.functions import Cast, Substr

from linli.cases.models import Case
from linli.cases.rules import OPEN, State
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.read_together import read_together, summed_up
from linli.ledger.street_row import scope_condition
from linli.people.models import Household, Resident, UnboundRow
from linli.places.models import Building, Dwelling
from linli.teams.models import Post

from .blind_spots import LONG, seen_since
from .rules.clarity_figures import FIGURES

FRESH = timedelta(days=LONG)
DISPUTES = "01"
"""The first two digits of a kind of dispute (矛盾纠纷, standards.zh.md §2)."""


BELOW = {
    PlaceLevel.CITY: PlaceLevel.COUNTY,
    PlaceLevel.COUNTY: PlaceLevel.STREET,
    PlaceLevel.STREET: PlaceLevel.COMMUNITY,
    PlaceLevel.COMMUNITY: PlaceLevel.GRID,
}
"""The places a table of an area has a line for."""


@dataclass(slots=True)
class PartClarity:
    """One part's figures: code → [numerator, denominator]; open disputes and matters with the oldest's moment."""

    code: str
    counts: dict[str, list[int]] = field(default_factory=lambda: {one.code: [0, 0] for one in FIGURES})
    disputes: int = 0
    oldest_dispute: datetime | None = None
    problems: int = 0
    oldest_problem: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClarityRow:
    """A building behind a figure: what is missing there, as a count where it is one."""

    building_id: str
    words: str
    place_code: str
    numerator: int
    denominator: int


def four_clarities(area: str) -> dict[str, PartClarity]:
    """The figures of each part of an area, by the part's code: counties of a city, streets of a county, communities of a street, grids of a community
    (empty: of no part). One statement, whatever the size; a county of 300,000 buildings takes some seconds."""
    here, level = scope_condition(area), BELOW[PlaceLevel(len(area))]
    buildings, dwellings, households, residents, unbound, cases = read_together(
        _by_part(Building, here, level).annotate(
            n=Count("id"),
            located=Count("longitude"),
            captained=Count("id", filter=_captained(area)),
            seen=Count("id", filter=_seen(area)),
        ).values_list("part", "n", "located", "captained", "seen"),
        _by_part(Dwelling, here, level)
        .annotate(n=Count("id"), houses=Count("building_id", distinct=True))
        .values_list("part", "n", "houses"),
        _by_part(Household, here, level).annotate(n=Count("dwelling_id", distinct=True)).values_list("part", "n"),
        _by_part(Resident, here, level).annotate(
            n=Count("id"),
            home=Count("household_id"),
            fresh=Count("household_id", filter=_verified()),
            bound=Count("household_id", filter=Q(place_code__regex=IN_A_GRID)),
        ).values_list("part", "n", "home", "fresh", "bound"),
        _by_part(UnboundRow, here, level).annotate(n=Count("id")).values_list("part", "n"),
        _open_cases(here, level),
    )  # fmt: skip
    found: dict[str, PartClarity] = {}

    def add(part: str, code: str, numerator: int, denominator: int) -> None:
        counted = _of(found, part, level).counts[code]
        counted[0] += numerator
        counted[1] += denominator

    for part, n, located, captained, seen in buildings:
        for code, some in (("located", located), ("captains", captained), ("seen", seen), ("homes", 0)):
            add(part, code, some, n)
    for part, n, houses in dwellings:
        add(part, "homes", houses, 0)
        add(part, "lived", 0, n)
    for part, n in households:
        add(part, "lived", n, 0)
    for part, n, home, fresh, bound in residents:
        add(part, "verified", fresh, home)
        add(part, "bound", bound, n)
    for part, n in unbound:
        add(part, "bound", 0, n)
    for part, disputes, problems, oldest_dispute, oldest_problem in cases:
        one = _of(found, part, level)
        one.disputes += disputes
        one.problems += problems
        one.oldest_dispute = min(filter(None, (one.oldest_dispute, oldest_dispute)), default=None)
        one.oldest_problem = min(filter(None, (one.oldest_problem, oldest_problem)), default=None)
    return found


def _of(found: dict[str, PartClarity], part: str, level: PlaceLevel) -> PartClarity:
    code = part if len(part) == level else ""
    return found.setdefault(code, PartClarity(code))


def clarity_rows(area: str, figure: str) -> list[ClarityRow]:
    """The buildings of a community or grid where something of the figure is missing, most missing first. One statement."""
    here = scope_condition(area)
    had, should, names = read_together(
        *_by_building(area, here)[figure],
        Building.objects.filter(here)
        .order_by("estate__name", "name", "id")
        .values_list("id", "estate__name", "name", "place_code"),
    )
    numerators, denominators = dict(had), dict(should)
    rows = [
        ClarityRow(str(id), estate + name, place_code, numerators.get(id, 0), denominators.get(id, 0))
        for id, estate, name, place_code in names
    ]
    lacking = [row for row in rows if row.numerator < row.denominator]
    return sorted(lacking, key=lambda row: row.numerator - row.denominator)


def _by_building(area: str, here: Q) -> dict[str, tuple[QuerySet, QuerySet]]:
    """By figure: (building, how much of it there is) and (building, how much there should be)."""
    each = Building.objects.filter(here).order_by().annotate(n=Count("id"))
    at_home = here & Q(household__isnull=False)
    to_home = ("household__dwelling__building_id", "id")
    with_homes = Q(id__in=Dwelling.objects.filter(here).values("building_id"))

    def those(condition: Q) -> tuple[QuerySet, QuerySet]:
        return each.filter(condition).values_list("id", "n"), each.values_list("id", "n")

    return {
        "located": those(Q(longitude__isnull=False)),
        "homes": those(with_homes),
        "captains": those(_captained(area)),
        "seen": those(_seen(area)),
        "lived": (
            _tally(Household, here, "dwelling__building_id", "dwelling_id"),
            _tally(Dwelling, here, "building_id", "id"),
        ),
        "verified": (_tally(Resident, at_home & _verified(), *to_home), _tally(Resident, at_home, *to_home)),
    }


@dataclass(frozen=True, slots=True)
class UnboundLine:
    """A row of a register whose address was not bound to a building, or a resident on record without one; nothing of who it is."""

    register_id: str
    file_name: str
    number: int
    why: str


def unbound_lines(area: str, most: int = 300) -> tuple[list[UnboundLine], int]:
    """The rows behind `bound`: rows of registers that wait to be mended (the first `most`, by register and number), and how many residents on record
    have no home in a grid. One statement."""
    here = scope_condition(area)
    rows, homeless = read_together(
        UnboundRow.objects.filter(here)
        .order_by("register__begun_at", "number", "id")
        .values_list("register_id", "register__file_name", "number", "why")[:most],
        summed_up(
            Resident.objects.filter(here).exclude(household__isnull=False, place_code__regex=IN_A_GRID), Count("id")
        ),
    )
    return [UnboundLine(str(id), name, number, why) for id, name, number, why in rows], homeless[0][
        0
    ] if homeless else 0


IN_A_GRID = r"^\d{16}"


def _by_part(model, condition: Q, level: PlaceLevel) -> QuerySet:
    rows = model.objects.filter(condition).order_by()
    return rows.annotate(part=Substr("place_code", 1, level.value)).values("part")


def _tally(model, condition: Q, column: str, counted: str) -> QuerySet:
    rows = model.objects.filter(condition).order_by().values(column)
    return rows.annotate(n=Count(counted, distinct=True)).values_list(column, "n")


def _captained(area: str) -> Q:
    """The buildings that a post of a captain who is there names."""
    posts = Post.public.filter(scope_condition(area[: PlaceLevel.COMMUNITY]), role=Role.BUILDING_CAPTAIN.value)
    named = Func(F("building_ids"), function="jsonb_array_elements_text")
    held = posts.filter(closed_at=None).exclude(holder_name="").order_by()
    return Q(id__in=held.annotate(building=Cast(named, UUIDField())).values("building"))


def _seen(area: str) -> Q:
    return seen_since(area[: PlaceLevel.COMMUNITY], clock.today() - FRESH)


def _verified() -> Q:
    return Q(checked_at__gte=clock.now() - FRESH)


def _open_cases(here: Q, level: PlaceLevel) -> QuerySet:
    is_dispute = Q(category_code__startswith=DISPUTES)
    counted = _by_part(Case, here & _open(), level).annotate(
        disputes=Count("id", filter=is_dispute),
        problems=Count("id", filter=~is_dispute),
        oldest_dispute=Min("raised_at", filter=is_dispute),
        oldest_problem=Min("raised_at", filter=~is_dispute),
    )
    return counted.values_list("part", "disputes", "problems", "oldest_dispute", "oldest_problem")


def _open() -> Q:
    """Open for others too: a draft is nobody else's."""
    return Q(state__in=[one.value for one in OPEN]) & ~Q(state=State.DRAFT.value)


def open_matters(area: str, *, disputes: bool) -> list[Case]:
    """The open disputes, or the other open matters, of an area, the oldest first, at most 200. One statement."""
    is_dispute = Q(category_code__startswith=DISPUTES)
    rows = Case.objects.filter(scope_condition(area), _open(), is_dispute if disputes else ~is_dispute).defer("search")
    return list(rows.order_by("raised_at", "id")[:200])


def age_in_days(moment: datetime | None, today: date) -> int | None:
    """Whole days since a moment; None without one."""
    return None if moment is None else max(0, (today - moment.astimezone(clock.SHANGHAI).date()).days)
