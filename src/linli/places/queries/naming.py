"""What a place is called, up the chain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import CharField, Value
from django.db.models.functions import Cast

from linli.kernel.place_codes import PlaceLevel, street_of
from linli.ledger.street_row import scope_condition

from ..models import Building, Community, Division, Estate, Grid, Outline

UNSPOKEN = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""Divisions of the statistical code that nobody says aloud: 北京市东城区, not 北京市市辖区东城区."""

_PREFIXES = (PlaceLevel.PROVINCE, PlaceLevel.CITY, PlaceLevel.COUNTY, PlaceLevel.STREET)

PlaceKey = tuple[str, UUID | None, UUID | None]
"""A place code with the estate and the building, where known."""


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """The names of a place, each empty where the place is wider or the name is not known. `grid_then` is what its grid was called at the moment
    asked for, as far as its border was published."""

    place_code: str
    divisions: tuple[str, ...] = ()
    community: str = ""
    grid: str = ""
    grid_then: str = ""
    estate: str = ""
    building: str = ""
    longitude: float | None = None
    latitude: float | None = None

    @property
    def short(self) -> str:
        """As neighbours say it: 新湖东苑7号楼, else the grid, the community, the street."""
        if self.estate:
            return self.estate + self.building
        if self.grid:
            return self.community + self.grid
        return self.community or (self.divisions[-1] if self.divisions else "")

    @property
    def full(self) -> str:
        """As an envelope has it: 安徽省池州市贵池区清风街道东湖路社区新湖东苑7号楼."""
        spoken = "".join(name for name in self.divisions if name not in UNSPOKEN)
        return spoken + self.community + (self.estate + self.building or self.grid)


def place_facts(
    place_code: str, estate_id: UUID | None = None, building_id: UUID | None = None, *, at: datetime | None = None
) -> PlaceFacts:
    """The names of one place; with `at`, what its grid was called then. One statement."""
    return place_facts_of([(place_code, estate_id, building_id)], at=at)[place_code, estate_id, building_id]


def place_facts_of(places: Iterable[PlaceKey], *, at: datetime | None = None) -> dict[PlaceKey, PlaceFacts]:
    """The names of many places, for a list. One statement however many."""
    wanted = set(places)
    names = _names(wanted, at)
    facts = {}
    for place_code, estate_id, building_id in wanted:
        _, longitude, latitude = names.get(("building", str(building_id)), ("", None, None))
        facts[place_code, estate_id, building_id] = PlaceFacts(
            place_code=place_code,
            divisions=tuple(
                names["division", place_code[:length]][0]
                for length in _PREFIXES
                if len(place_code) >= length and ("division", place_code[:length]) in names
            ),
            community=_name(names, "community", place_code[: PlaceLevel.COMMUNITY]),
            grid=_name(names, "grid", place_code[: PlaceLevel.GRID]),
            grid_then=_name(names, "then", place_code[: PlaceLevel.GRID]),
            estate=_name(names, "estate", str(estate_id)),
            building=_name(names, "building", str(building_id)),
            longitude=longitude,
            latitude=latitude,
        )
    return facts


def division_name(code: str) -> str:
    """The name of a province, city, county or street; empty when there is none with that code. One statement."""
    return Division.objects.filter(code=code).values_list("name", flat=True).first() or ""


def parts_of(area: str) -> dict[str, str]:
    """The names of the parts of an area by code, in the order of the codes: counties of a city, streets of a county, communities of a street, grids of a
    community. Public. One statement."""
    if len(area) >= PlaceLevel.STREET:
        model = Grid if len(area) >= PlaceLevel.COMMUNITY else Community
        rows = model.public.filter(scope_condition(area)).order_by("place_code").values_list("place_code", "name")
    else:
        rows = Division.objects.filter(parent_code=area).order_by("code").values_list("code", "name")
    return dict(rows)


def full_name(place_code: str) -> str:
    """The whole name of a place, as on an envelope. One statement."""
    return place_facts(place_code).full


def is_demo() -> bool:
    """Whether this platform shows a generated community, so that every page says so. One statement."""
    return Community.public.filter(is_demo=True).exists()


def _name(names: dict, kind: str, key: str) -> str:
    return names.get((kind, key), ("",))[0]


def _names(places: set[PlaceKey], at: datetime | None) -> dict[tuple[str, str], tuple[str, float | None, float | None]]:
    codes = {code for code, _, _ in places}
    streets = {street_of(code) for code in codes if len(code) >= PlaceLevel.COUNTY}
    near = {"street_code__in": streets}
    estates = {estate for _, estate, _ in places if estate}
    buildings = {building for _, _, building in places if building}
    grids = {code[:16] for code in codes if len(code) >= PlaceLevel.GRID}
    earlier = []
    if at is not None:
        then = Outline.public.filter(**near, place_code__in=grids, valid_from__lte=at)
        earlier = [_rows("then", then.filter(models.Q(valid_until=None) | models.Q(valid_until__gt=at)), "place_code")]
    found = _rows(
        "division", Division.objects.filter(code__in={code[:n] for code in codes for n in _PREFIXES}), "code"
    ).union(
        _rows("community", Community.public.filter(**near, place_code__in={code[:12] for code in codes}), "place_code"),
        _rows("grid", Grid.public.filter(**near, place_code__in=grids), "place_code"),
        _rows("estate", Estate.public.filter(**near, id__in=estates), "id"),
        _rows("building", Building.public.filter(**near, id__in=buildings), "id", located=True),
        *earlier,
        all=True,
    )
    return {(kind, key): (name, longitude, latitude) for kind, key, name, longitude, latitude in found}


def _rows(kind: str, rows: models.QuerySet, key: str, *, located: bool = False) -> models.QuerySet:
    nowhere = Cast(Value(None), models.FloatField())
    return rows.order_by().values_list(
        Value(kind, CharField()),
        Cast(key, CharField()),
        Cast("name", CharField()),
        "longitude" if located else nowhere,
        "latitude" if located else nowhere,
    )
