"""The circle as workbooks: coverage by kind, grid and age, every building's ways; what several new sites bring."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.staff.communities_read import community_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import Workbook
from linli.places.queries.circle import names_on_ground
from linli.places.queries.site_runs import site_run
from linli.places.rules.circle.standard import Whom
from linli.places.rules.keepers import GROUND_READERS

from .around import around_home, circle_reckoned, kind_asked


@require_safe
@staff_page(roles=GROUND_READERS)
@around_home
def export_circle(request: StaffRequest, code: str) -> HttpResponse:
    """Coverage by kind and grid with its numerators and denominators, and every building's metres to each kind. Four statements."""
    community, read = community_read(request.actor, code), circle_reckoned(code)
    grids, names = names_on_ground(code)
    kinds = [one for one in read.standard.kinds if one.code in read.run.ways["metres"]]
    book = Workbook()
    groups = (("homes", _("住户")), ("elders", _("老人")), ("children", _("孩子")))
    heads = [_("服务"), _("网格"), _("标准（米）")]
    for _code, words in groups:
        heads += [_("走得到的%(whom)s") % {"whom": words}, _("%(whom)s总数") % {"whom": words}]
    covered = []
    for kind in kinds:
        told = read.kind(kind.code)
        parts = [
            (_("全社区"), told),
            *((grids.get(grid) or _("没有网格"), one) for grid, one in sorted(told["grids"].items())),
        ]
        covered += [
            [_(kind.label), name, kind.radius, *(n for group, _words in groups for n in one[group])]
            for name, one in parts
        ]
    book.sheet(_("覆盖"), heads, covered)
    heads = [_("楼栋"), _("网格"), _("住户"), *(f"{_(one.label)}（{_('米')}）" for one in kinds)]
    ways = {one.code: {building: metres for building, metres, _service in read.ways(one.code)} for one in kinds}
    rows = [
        [name, grids.get(grid, ""), read.homes[building], *(ways[one.code][building] for one in kinds)]
        for building, (name, grid) in names.items()
        if building in read.homes
    ]
    book.sheet(_("每栋楼的步行距离"), heads, rows)
    return _file(book, f"{community.name}-{_('15分钟便民圈')}-{read.run.as_of}")


@require_safe
@staff_page(roles=GROUND_READERS)
@around_home
def export_sites(request: StaffRequest, code: str, id: UUID) -> HttpResponse:
    """The sites with what each brings, and every building's way before and after. Three statements."""
    community, run = community_read(request.actor, code), site_run(code, id)
    _grids, names = names_on_ground(code)
    book = Workbook()
    heads = [
        _("第几处"), _("在哪里附近"), _("新增走得到"), _("新增的住户"), _("其中老人"), _("其中孩子"), _("楼栋"), _("原来平均走（米）"),
        _("以后平均走（米）"), _("单独设这一处"), _("少了它会少"),
    ]  # fmt: skip
    sites = [
        [
            number, _name(names, one["building"]), one["gained"], one["homes"], one["elders"], one["children"],
            len(one["buildings"]), one["before"], one["after"], one["alone"], one["needed"],
        ]
        for number, one in enumerate(run.result.get("sites", ()), 1)
    ]  # fmt: skip
    book.sheet(_("选出的地方"), heads, sites)
    ways = run.result.get("ways", {"buildings": [], "weights": [], "today": [], "after": [], "site": []})
    rows = [
        [_name(names, building), *rest]
        for building, *rest in zip(
            ways["buildings"], ways["weights"], ways["today"], ways["after"], ways["site"], strict=True
        )
    ]
    book.sheet(
        _("每栋楼"), [_("楼栋"), _(Whom(run.whom).label), _("现在（米）"), _("以后（米）"), _("由第几处服务")], rows
    )
    return _file(book, f"{community.name}-{_(kind_asked(run.kind).label)}-{_('选址')}-{run.as_of}")


def _name(names: dict[str, tuple[str, str]], building: str) -> str:
    return names.get(building, (_("（楼已不在册）"), ""))[0]


def _file(book: Workbook, title: str) -> FileResponse:
    return FileResponse(book.close(), as_attachment=True, filename=f"{title}.xlsx")
