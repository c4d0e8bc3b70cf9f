"""The officer's own map: she draws on her grid, keeps it, prints it (practices.md D3)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict, NotFound
from linli.places.actions.keep_own_map import DRAWS, keep_own_map
from linli.places.queries.map_counts import counted
from linli.places.queries.map_layers import BuildingOnMap, buildings_on_map, in_counting_order
from linli.places.queries.own_maps import OwnMapShown, grids_one_walks, own_map_of
from linli.places.rules.own_map import Drawing, LineKind, MarkKind, read_drawing

from .on_page import map_of, show_map
from .own_map_form import OwnMapForm, as_typed


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=DRAWS)
def own_map(request: StaffRequest) -> HttpResponse:
    """Draw, and keep. Reading takes eight statements with the frame's."""
    grids = grids_one_walks(_walks(request.actor))
    if not grids:
        return request.show("map/no_grid.html")
    asked = request.GET.get("grid", "") or grids[0][0]
    name = dict(grids).get(asked)
    if name is None:
        raise NotFound("grid", asked)
    buildings = in_counting_order(buildings_on_map(asked))
    shown = own_map_of(request.actor, asked)
    if request.method != "POST":
        return _page(request, grids, asked, buildings, shown, OwnMapForm(initial=as_typed(shown), buildings=buildings))
    form = OwnMapForm(request.POST, buildings=buildings)
    newer = 0
    if form.is_valid():
        with refused_into(form):
            try:
                drawing = form.drawn(request.POST.get("deed", ""))
                began_from = _over(request) or form.cleaned_data["began_from"]
                keep_own_map(
                    actor=request.actor, key=read_key(request), grid=asked, drawing=drawing, began_from=began_from
                )
                messages.success(request, _("已保存。现在可以打印出来贴在墙上。"))
                return request.back_to(_address(asked))
            except Conflict as refusal:
                newer = refusal.by
                form.add_error(
                    None, _("这张图刚才在别的手机或电脑上改过。您这次画的还在下面，没有丢：可以用它替换，也可以不要。")
                )
    return _page(request, grids, asked, buildings, shown, form, newer=newer, status=409 if newer else 422)


def _page(
    request: StaffRequest,
    grids: list[tuple[str, str]],
    grid: str,
    buildings: list[BuildingOnMap],
    shown: OwnMapShown,
    form: OwnMapForm,
    newer: int = 0,
    status: int = 200,
) -> HttpResponse:
    drawing = _typed(form) if form.is_bound else shown.drawing
    return show_map(
        request,
        "map/own_map.html",
        status=status,
        form=form,
        newer=newer,
        grid=grid,
        name=dict(grids)[grid],
        grids=[{"label": name, "url": _address(code), "current": code == grid} for code, name in grids],
        address=_address(grid),
        shown=shown,
        drawing=drawing,
        mark_kinds=_kinds(MarkKind),
        line_kinds=_kinds(LineKind),
        has_places=any(one.ring for one in buildings),
        map=map_of(
            request.actor,
            grid,
            counted(grid).box,
            layers=("cases",),
            hidden=("cases",),
            by_page=("ground", "facilities"),
            drawn=False,
        ),
    )


def _kinds(kinds: type) -> list[dict[str, Any]]:
    return [{"value": one.value, "label": _(one.label), "glyph": getattr(one, "glyph", "")} for one in kinds]


def _typed(form: OwnMapForm) -> Drawing:
    try:
        return read_drawing(form.data.get("drawing", ""))
    except BadInput:
        return Drawing()


def _over(request: StaffRequest) -> int:
    """The version she chose to replace with what she drew, 0 for none."""
    number = request.POST.get("over", "")
    return int(number) if number.isdecimal() and len(number) < 9 else 0


def _walks(actor: Actor) -> list[str]:
    return sorted({grant.prefix for grant in actor.grants if grant.role in DRAWS and grant.prefix.isdigit()})


def _address(grid: str) -> str:
    return f"{reverse('field:own_map')}?{urlencode({'grid': grid})}"
