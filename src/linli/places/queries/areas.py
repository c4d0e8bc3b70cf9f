"""Finding one's community among many: only the areas in which a community uses the platform."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import scope_condition

from ..models import Community, Division
from .choosing import CommunityChoice, communities


@dataclass(frozen=True, slots=True)
class Area:
    """A province, city, county or street with at least one community on the platform."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What to choose next: areas, or at last the communities of one street."""

    areas: tuple[Area, ...] = ()
    communities: tuple[CommunityChoice, ...] = ()


def communities_or_areas(prefix: str = "") -> Choices:
    """The next choice below a prefix of digits (empty: the whole platform); levels with a single answer are passed over.

    Two statements.
    """
    rows = Community.public.filter(scope_condition(prefix)) if prefix else Community.public.all()
    streets = [str(code).zfill(9) for code in rows.order_by().values_list("street_code", flat=True).distinct()]
    for level in (PlaceLevel.PROVINCE, PlaceLevel.CITY, PlaceLevel.COUNTY, PlaceLevel.STREET):
        codes = {street[:level] for street in streets}
        if level > len(prefix) and len(codes) > 1:
            names = Division.objects.filter(code__in=codes).order_by("code").values_list("code", "name")
            return Choices(areas=tuple(Area(code, name) for code, name in names))
    return Choices(communities=tuple(communities(streets[0]))) if streets else Choices()
