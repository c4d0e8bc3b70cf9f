"""What is in view on a map as a workbook: the same things, the same layers, within the same rights."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.cases.queries.cases_on_map import open_cases_by_building, open_cases_by_place
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import table_file
from linli.insight.blind_spots import last_looks
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.places.queries import grids_of
from linli.places.queries.map_counts import areas_at, buildings_at
from linli.places.queries.map_layers import in_counting_order
from linli.places.rules.tiles import Box, box_asked

from .area import WIDEST, area_asked
from .shared_layers import READERS, may_see

MOST = 20_000
CHINA = Box(73.0, 3.0, 136.0, 54.0)
"""Where all of a jurisdiction is asked for rather than a view."""


@require_safe
@staff_page(roles=READERS)
def map_table(request: StaffRequest) -> HttpResponseBase:
    """The buildings in a box (`?box=west,south,east,north`), or at `level=grids` and `communities` these with their counts. Without a box all of
    the area. At most 20,000 rows; five statements besides the frame's."""
    area = area_asked(request.actor, request.GET.get("in", ""))
    if len(area) < WIDEST:
        raise NotFound("place", area)
    text = request.GET.get("box", "")
    box = box_asked(text) if text else CHINA
    if box is None:
        raise NotFound("box", text[:60])
    level = {"grids": PlaceLevel.GRID, "communities": PlaceLevel.COMMUNITY}.get(request.GET.get("level", ""))
    if level is None:
        return table_file(_("地图上的楼栋"), *_buildings(request, area, box))
    return table_file(
        _("地图上的网格") if level == PlaceLevel.GRID else _("地图上的社区"), *_areas(request, area, box, level)
    )


def _areas(request: StaffRequest, area: str, box: Box, level: PlaceLevel) -> tuple[list[str], list[list[Any]]]:
    heads = [_("名称"), _("编号"), _("楼栋")]
    rows: list[list[Any]] = [[name, code, count] for code, name, count in areas_at(box, area, level)]
    if may_see("cases", request.actor):
        cases = open_cases_by_place(request.actor, area, level)
        heads += [_("没办完"), _("超期")]
        rows = [[*row, *cases.get(row[1], (0, 0))] for row in rows]
    return heads, rows


def _buildings(request: StaffRequest, area: str, box: Box) -> tuple[list[str], list[list[Any]]]:
    grids = dict(grids_of(area))
    found = in_counting_order(buildings_at(box, area, MOST))
    heads = [_("楼栋"), _("网格"), _("单元"), _("楼层"), _("经度"), _("纬度")]
    rows: list[list[Any]] = [
        [one.words, grids.get(one.place_code[: PlaceLevel.GRID], ""), one.units, one.floors, *_at(one.middle)]
        for one in found
    ]
    if may_see("cases", request.actor):
        cases = {one.building_id: one for one in open_cases_by_building(request.actor, area)}
        heads += [_("没办完"), _("超期")]
        for row, one in zip(rows, found, strict=True):
            case = cases.get(one.key.id)
            row += [case.open, case.late] if case else [0, 0]
    if may_see("looks", request.actor):
        last = last_looks(area)
        heads.append(_("最近一次有人看"))
        for row, one in zip(rows, found, strict=True):
            row.append(f"{last[one.key.id][0]}" if one.key.id in last else "")
    return heads, rows


def _at(point: tuple[float, float] | None) -> tuple[Any, Any]:
    return (round(point[0], 6), round(point[1], 6)) if point else ("", "")
