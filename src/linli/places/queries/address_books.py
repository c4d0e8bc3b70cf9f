"""The register of a jurisdiction as a book to look addresses up in, kept in memory until a place changes.

A book of a community takes some milliseconds to make, one of a county with 100,000 buildings about a second and 60 MB (bench/addresses.py);
`_MOST_KEPT` are kept in a process. Whether places changed is read from the rows themselves: how many there are, and the sum of the
transactions that wrote them, so that nobody who writes places has to think of this.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from uuid import UUID

from django.db import connection, models
from django.db.models import CharField, JSONField, Q, Value
from django.db.models.functions import Cast

from linli.kernel.place_codes import PlaceLevel, street_range
from linli.ledger.street_row import scope_condition

from ..models import Building, Community, Division, Estate, Grid, GroundFeature
from ..rules import AreaEntry, BuildingEntry, EstateEntry, LandmarkEntry, PlaceIndex
from ..rules.assign import GridIndex
from ..rules.resolve_address import AddressBook
from .grid_geometry import grid_shapes

_MOST_KEPT = 8
_MARKED = (Estate, Building, Community, Grid, GroundFeature)
_LANDMARKS = ("place", "road")

_books: OrderedDict[tuple[str, str], tuple[tuple, AddressBook]] = OrderedDict()
_lock = Lock()


def address_book(prefix: str) -> AddressBook:
    """The book of a jurisdiction of a county or less. One statement, five more when places changed since it was made.

    Raises ValueError for a prefix wider than a county.
    """
    if len(prefix) < PlaceLevel.COUNTY:
        raise ValueError(f"addresses are looked up in a county or less, not in {prefix!r}")
    mark, name = _mark(prefix), (str(connection.settings_dict["NAME"]), prefix)
    with _lock:
        kept = _books.get(name)
        if kept and kept[0] == mark:
            _books.move_to_end(name)
            return kept[1]
    book = AddressBook(place_index(prefix))
    with _lock:
        _books[name] = mark, book
        while len(_books) > _MOST_KEPT:
            _books.popitem(last=False)
    return book


def place_index(prefix: str) -> PlaceIndex:
    """The estates, buildings, areas and landmarks of a jurisdiction by name. Four statements at most."""
    here = scope_condition(prefix)
    buildings: dict[UUID, list[BuildingEntry]] = {}
    spots: dict[UUID, list[tuple[float, float]]] = {}
    rows = Building.public.filter(here).order_by("id")
    for key, estate_id, number, cluster, place_code, units, longitude, latitude in rows.values_list(
        "id", "estate_id", "number", "cluster", "place_code", "units", "longitude", "latitude"
    ):
        entry = BuildingEntry(key, number, cluster, place_code, units)
        buildings.setdefault(estate_id, []).append(entry)
        if longitude is not None and latitude is not None:
            spots.setdefault(estate_id, []).append((longitude, latitude))
    estates, areas = [], []
    for key, name, place_code, aliases in _named(prefix):
        if key:
            id = UUID(key)
            entries = tuple(buildings.get(id, ()))
            estates.append(EstateEntry(id, name, place_code, tuple(aliases or ()), entries, _middle(spots.get(id, []))))
        else:
            areas.append(AreaEntry(name, place_code))
    return PlaceIndex(estates, areas, _landmarks(prefix))


def _mark(prefix: str) -> tuple:
    """What differs once any place of the streets has changed."""
    low, high = street_range(prefix)
    parts = " UNION ALL ".join(
        f"SELECT count(*), sum(xmin::text::bigint) FROM {model._meta.db_table} WHERE street_code BETWEEN %s AND %s"  # noqa: S608
        for model in _MARKED
    )
    with connection.cursor() as cursor:
        cursor.execute(parts, [low, high] * len(_MARKED))
        return tuple(cursor.fetchall())


def _named(prefix: str) -> models.QuerySet:
    # A prefix of a grid searches the community's estates too: an estate that spans grids carries the community's code.
    wider = scope_condition(prefix[: PlaceLevel.COMMUNITY])
    chain = [prefix[:length] for length in (2, 4, 6, 9)]
    low, high = (str(street) for street in street_range(prefix))
    return _names(Estate.public.filter(wider), "id", "aliases").union(
        _names(Community.public.filter(wider)),
        _names(Grid.public.filter(wider, ended_at=None)),
        _names(Division.objects.filter(Q(code__in=chain) | Q(code__range=(low, high))), code="code"),
        all=True,
    )


def _landmarks(prefix: str) -> list[LandmarkEntry]:
    """Named places and roads of the files of the ground; a place lies in the grid whose border holds its middle."""
    rows = list(
        GroundFeature.public.filter(scope_condition(prefix[: PlaceLevel.COMMUNITY]), layer__in=_LANDMARKS)
        .exclude(name="")
        .order_by("id")
        .values_list("name", "place_code", "layer", "west", "south", "east", "north")
    )
    shapes = grid_shapes(prefix[: PlaceLevel.COMMUNITY]) if rows else {}
    middles = [((west + east) / 2, (south + north) / 2) for *_one, west, south, east, north in rows]
    if shapes:
        grids = GridIndex(list(shapes), list(shapes.values())).codes_of(
            [x for x, _y in middles], [y for _x, y in middles]
        )
    else:
        grids = [""] * len(rows)
    found: dict[tuple, LandmarkEntry] = {}
    for (name, place_code, layer, *_box), at, grid in zip(rows, middles, grids, strict=True):
        is_road = layer == "road"
        code = place_code if is_road else grid or place_code
        found.setdefault((name, code), LandmarkEntry(name, code, at, is_road))
    return list(found.values())


def _middle(spots: list[tuple[float, float]]) -> tuple[float, float] | None:
    if not spots:
        return None
    return sum(x for x, _y in spots) / len(spots), sum(y for _x, y in spots) / len(spots)


def _names(rows: models.QuerySet, key: str = "", aliases: str = "", code: str = "place_code") -> models.QuerySet:
    return rows.order_by().values_list(
        Cast(key, CharField()) if key else Value("", CharField()),
        Cast("name", CharField()),
        Cast(code, CharField()),
        aliases or Cast(Value(None), JSONField()),
    )
