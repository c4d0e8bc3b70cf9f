"""What a feature is and what of its facts is kept: by OpenStreetMap's tags, by the tags of map tiles made of it, or by the columns a Chinese
surveyor's table has."""

from __future__ import annotations

from typing import Any

from .things import Layer

NAMES = ("name:zh", "name", "网格名称", "社区名称", "小区名称", "小区名", "楼栋名称", "名称", "wgmc", "xqmc", "mc")
CODES = ("网格编码", "网格代码", "社区代码", "编码", "代码", "place_code", "code", "wgbm", "bm")
NUMBERS = ("addr:housenumber", "addr_housenumber", "housenumber", "楼号", "门牌号")
STREETS = ("addr:street", "addr_street", "路名", "街路巷")
GRID_KINDS = ("网格类型", "网格类别", "grid_kind", "wglx")
LEVELS = ("building:levels", "levels", "层数", "floors")
HOUSEHOLDS = ("households", "户数", "总户数", "building:flats")
MAIN_ROADS = frozenset(
    {"motorway", "trunk", "primary", "secondary", "highway", "major_road", "快速路", "主干路", "次干路"}
)
RAILS = frozenset({"rail", "light_rail", "tram"})
TUNNELS = frozenset({"subway"})
NOT_WALKED = RAILS | TUNNELS | {"motorway", "motorway_link", "highway", "ferry", "快速路", "construction", "proposed"}
PATHS = frozenset({"footway", "path", "pedestrian", "steps", "cycleway", "living_street", "步行街", "人行道"})
DITCHES = frozenset({"ditch", "drain", "stream", "brook", "fountain", "swimming_pool", "dam", "weir"})
PLACE_KEYS = ("amenity", "shop", "healthcare", "leisure", "office")


def layer_of(facts: dict[str, Any]) -> Layer | None:
    """The layer told by the tags; None for what Linli has no use for."""
    kind = str(facts.get("kind", ""))
    if facts.get("building") not in (None, "", "no") or kind == "building":
        return Layer.BUILDING
    if (
        "highway" in facts
        or facts.get("railway") in RAILS
        or kind in ("path", "minor_road", "major_road", "highway", "rail")
    ):
        return Layer.ROAD
    if (
        "waterway" in facts
        or facts.get("natural") == "water"
        or kind in ("water", "river", "canal", "stream", "riverbank", "dock", "lake")
    ):
        return Layer.WATER
    if any(key in facts for key in PLACE_KEYS) or "min_zoom" in facts:
        return Layer.PLACE
    return None


def facts_kept(layer: Layer, facts: dict[str, Any]) -> dict[str, Any]:
    """Of a feature's facts those Linli reads: name, code, house number and street, levels, households, the kind of a road, place or grid, and
    whether a road is a bridge or a tunnel."""
    told = {str(name).strip().lower(): value for name, value in facts.items()}
    kept: dict[str, Any] = {}
    for name, columns in (("name", NAMES), ("code", CODES), ("number", NUMBERS), ("street", STREETS)):
        words = next((_words(told[one]) for one in columns if _words(told.get(one))), "")
        if words:
            kept[name] = words
    for name, columns, most in (("levels", LEVELS, 200), ("households", HOUSEHOLDS, 5_000)):
        amount = next((n for one in columns if (n := _count(told.get(one), most)) is not None), None)
        if amount is not None and layer is Layer.BUILDING:
            kept[name] = amount
    kind = _kind(layer, told)
    if kind:
        kept["kind"] = kind
    if layer is Layer.WATER:
        # A ditch is stepped over, and what runs in a pipe divides nothing.
        kept["main"] = kind not in DITCHES and _over(told) != "tunnel"
    if layer is Layer.ROAD and kind:
        # Under the ground it divides nothing; `main` is what people do not cross without thinking.
        is_main = kind in MAIN_ROADS or kind in RAILS or told.get("kind") in MAIN_ROADS
        if over := _over(told):
            kept["over"] = over
        kept["main"] = is_main and over != "tunnel" and kind not in TUNNELS
    return kept


def _kind(layer: Layer, told: dict[str, Any]) -> str:
    keys = {
        Layer.BUILDING: ("building", "kind_detail", "用途"),
        Layer.ROAD: ("highway", "railway", "kind_detail", "kind", "道路等级"),
        Layer.WATER: ("waterway", "natural", "kind"),
        Layer.PLACE: (*PLACE_KEYS, "kind", "类型", "类别"),
        Layer.GRID: GRID_KINDS,
    }.get(layer, ())
    return next((_words(told[key])[:40] for key in keys if _words(told.get(key))), "")


def _over(told: dict[str, Any]) -> str:
    """`tunnel` for what runs under the ground, `bridge` for what leads over something, else empty; by OpenStreetMap's tags (a layer without either tells it
    too) or those of its tiles."""
    level = _words(told.get("layer"))
    if told.get("is_tunnel") in (True, "true") or told.get("tunnel") not in (None, "", "no"):
        return "tunnel"
    if told.get("is_bridge") in (True, "true") or told.get("bridge") not in (None, "", "no"):
        return "bridge"
    return "tunnel" if level.startswith("-") else "bridge" if level.isdecimal() and level != "0" else ""


def _words(value: Any) -> str:
    if value is None or isinstance(value, bool | dict | list):
        return ""
    return "".join(one if one.isprintable() else " " for one in str(value)).strip()[:120]


def _count(value: Any, most: int) -> int | None:
    try:
        amount = int(float(str(value).strip()))
    except (ValueError, OverflowError, TypeError):
        return None
    return amount if 0 <= amount <= most else None
