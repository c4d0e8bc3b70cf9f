"""Four clarities (practices.md D1): how complete and how fresh the knowledge of each grid is. Counts with their base, each with its rows behind it;
about what is known of a grid, not about who works in it.

底数清 buildings with position, homes on record, a captain; 情况清 residents verified and buildings looked at within 90 days; 矛盾清 disputes that are open;
问题清 other matters that are open, and how old the oldest is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from linli.cases.models import Case
from linli.cases.rules import OPEN, State
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.read_together import read_together
from linli.ledger.street_row import scope_condition
from linli.people.models import Household, Resident
from linli.places.models import Building, Dwelling
from linli.places.queries.walk_days import PlaceToSee, places_to_see
from linli.teams.models import Post

from .blind_spots import LONG, unseen_places

_ = str  # marks a Chinese source string for the catalogue; the door translates it

FRESH = timedelta(days=LONG)
DISPUTES = "01"
"""The first two digits of a kind of dispute (矛盾纠纷, standards.zh.md §2)."""


@dataclass(frozen=True, slots=True)
class ClarityFigure:
    """A figure: what it counts, of what, and under which of the four it stands. `formula` says it in words."""

    code: str
    clarity: str
    label: str
    base: str
    formula: str


FIGURES = (
    ClarityFigure("located", _("底数清"), _("有位置的楼"), _("栋楼"), _("登记了位置的楼 ÷ 登记的楼")),
    ClarityFigure("homes", _("底数清"), _("住房登记了的楼"), _("栋楼"), _("登记了住房（单元、房号）的楼 ÷ 登记的楼")),
    ClarityFigure("lived", _("底数清"), _("有住户登记的住房"), _("套住房"), _("登记了住户的住房 ÷ 登记的住房")),
    ClarityFigure("captains", _("底数清"), _("有楼长的楼"), _("栋楼"), _("有楼长的楼 ÷ 登记的楼")),
    ClarityFigure("verified", _("情况清"), _("90 天内核实的居民"), _("位居民"), _("90 天内核实过的居民 ÷ 登记的居民")),
    ClarityFigure(
        "seen",
        _("情况清"),
        _("90 天内有人看过的楼"),
        _("栋楼"),
        _("90 天内有发现、办理、核查或下村日记录的楼 ÷ 登记的楼"),
    ),
)


@dataclass(slots=True)
class GridClarity:
    """One grid's figures: code → (numerator, denominator); open disputes and matters with the oldest's day."""

    code: str
    counts: dict[str, list[int]] = field(default_factory=lambda: {one.code: [0, 0] for one in FIGURES})
    disputes: int = 0
    oldest_dispute: datetime | None = None
    problems: int = 0
    oldest_problem: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClarityRow:
    """A building behind a figure: what is missing there, as a count where it is one."""

    building: PlaceToSee
    numerator: int
    denominator: int


def four_clarities(prefix: str) -> dict[str, GridClarity]:
    """The figures of each grid of a jurisdiction by code (empty: no grid). Four statements however many grids there are."""
    grids: dict[str, GridClarity] = {}

    def of(place_code: str) -> GridClarity:
        code = place_code[: PlaceLevel.GRID] if len(place_code) >= PlaceLevel.GRID else ""
        return grids.setdefault(code, GridClarity(code))

    by_building, open_cases = _read(prefix)
    for rows in by_building.values():
        for figure, row in rows.items():
            counted = of(row.building.place_code).counts[figure]
            counted[0] += row.numerator
            counted[1] += row.denominator
    for place_code, disputes, problems, oldest_dispute, oldest_problem in open_cases:
        one = of(place_code)
        one.disputes += disputes
        one.problems += problems
        one.oldest_dispute = min(filter(None, (one.oldest_dispute, oldest_dispute)), default=None)
        one.oldest_problem = min(filter(None, (one.oldest_problem, oldest_problem)), default=None)
    return grids


def clarity_rows(prefix: str, figure: str) -> list[ClarityRow]:
    """The buildings behind a figure where something is missing, most missing first. Four statements."""
    rows = [row for of_building in _read(prefix)[0].values() if (row := of_building.get(figure))]
    lacking = [row for row in rows if row.numerator < row.denominator]
    return sorted(lacking, key=lambda row: row.numerator - row.denominator)


def _read(prefix: str) -> tuple[dict[UUID, dict[str, ClarityRow]], list[tuple]]:
    here, at_home = scope_condition(prefix), Q(household__isnull=False)
    fresh = Q(checked_at__gte=clock.now() - FRESH)
    captains = Post.public.filter(here, role=Role.BUILDING_CAPTAIN.value, closed_at=None).exclude(holder_id=None)
    mine, homes, lived, residents, verified, posts, open_cases = read_together(
        Building.objects.filter(here).order_by().values_list("id", "longitude"),
        _counted(Dwelling, here, "building_id"),
        _counted(Household, here, "dwelling__building_id", distinct="dwelling_id"),
        _counted(Resident, here & at_home, "household__dwelling__building_id"),
        _counted(Resident, here & at_home & fresh, "household__dwelling__building_id"),
        captains.order_by().values_list("id", "building_ids"),
        _open_cases(prefix),
    )
    homes, lived, residents, verified = dict(homes), dict(lived), dict(residents), dict(verified)
    known, located = {id for id, _at in mine}, {id for id, at in mine if at is not None}
    captained = {str(id) for _post, ids in posts for id in ids}
    places = [one for one in places_to_see([prefix]) if not one.is_facility and one.id in known]
    today = clock.today()
    seen = {one.place.id for one in unseen_places(prefix, places, today) if not one.is_long(today)}
    told: dict[str, Callable[[UUID], tuple[int, int]]] = {
        "located": lambda id: (int(id in located), 1),
        "homes": lambda id: (int(id in homes), 1),
        "lived": lambda id: (lived.get(id, 0), homes.get(id, 0)),
        "captains": lambda id: (int(str(id) in captained), 1),
        "verified": lambda id: (verified.get(id, 0), residents.get(id, 0)),
        "seen": lambda id: (int(id in seen), 1),
    }
    return {
        one.id: {code: ClarityRow(one, *count(one.id)) for code, count in told.items()} for one in places
    }, open_cases


def _counted(model, condition: Q, column: str, distinct: str = "id") -> QuerySet:
    rows = model.objects.filter(condition).order_by().values(column)
    return rows.annotate(n=Count(distinct, distinct=True)).values_list(column, "n")


def _open_cases(prefix: str) -> QuerySet:
    is_dispute = Q(category_code__startswith=DISPUTES)
    rows = Case.objects.filter(scope_condition(prefix), state__in=[one.value for one in OPEN])
    rows = rows.exclude(state=State.DRAFT.value).order_by().values("place_code")
    counted = rows.annotate(
        disputes=Count("id", filter=is_dispute),
        problems=Count("id", filter=~is_dispute),
        oldest_dispute=Min("raised_at", filter=is_dispute),
        oldest_problem=Min("raised_at", filter=~is_dispute),
    )
    return counted.values_list("place_code", "disputes", "problems", "oldest_dispute", "oldest_problem")


def open_matters(prefix: str, *, disputes: bool) -> list[Case]:
    """The open disputes, or the other open matters, of a jurisdiction, the oldest first, at most 200. Drafts are nobody else's. One statement."""
    is_dispute = Q(category_code__startswith=DISPUTES)
    rows = Case.objects.filter(scope_condition(prefix), is_dispute if disputes else ~is_dispute)
    rows = rows.filter(state__in=[one.value for one in OPEN]).exclude(state=State.DRAFT.value).defer("search")
    return list(rows.order_by("raised_at", "id")[:200])


def age_in_days(moment: datetime | None, today: date) -> int | None:
    """Whole days since a moment; None without one."""
    return None if moment is None else max(0, (today - moment.astimezone(clock.SHANGHAI).date()).days)
