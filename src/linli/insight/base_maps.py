"""The base map in use somewhere, and what a jurisdiction has set up."""

from __future__ import annotations

from dataclasses import dataclass

from .models import BaseMap
from .rules.base_map import BaseMapSaid, origin_of


@dataclass(frozen=True, slots=True)
class BaseMapInUse:
    """Somebody else's tiles under a map: their addresses with the key in place, the host a page may fetch pictures from, and what must be
    written on it."""

    prefix: str
    templates: tuple[str, ...]
    origin: str
    source: str
    deepest: int


def base_maps_in_use() -> list[BaseMapInUse]:
    """Every base map that is turned on, the nearest jurisdiction first; a handful. One statement."""
    rows = sorted(BaseMap.objects.filter(is_on=True), key=lambda row: -len(row.prefix))
    return [_in_use(row) for row in rows]


def base_map_as_set(prefix: str) -> tuple[bool, BaseMapSaid, bool] | None:
    """What a jurisdiction has set up: whether it is on, what is said, whether a key is kept (it is shown to nobody). One statement."""
    row = BaseMap.objects.filter(prefix=prefix).first()
    if row is None:
        return None
    return row.is_on, BaseMapSaid(row.template, row.names, row.source, row.review, row.deepest), bool(row.secret)


def _in_use(row: BaseMap) -> BaseMapInUse:
    key = row.secret.reveal()
    templates = tuple(one.replace("{key}", key) for one in (row.template, row.names) if one)
    return BaseMapInUse(row.prefix, templates, origin_of(row.template), f"{row.source} {row.review}", row.deepest)
