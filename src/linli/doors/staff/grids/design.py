"""A proposal of grids: asked for, watched, held beside today's, edited as a draft."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.queries.cases_on_map import cases_by_building
from linli.doors.deed_key import read_key
from linli.doors.map.base_map import with_pictures_from
from linli.doors.map.on_page import map_of
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.people.elders import elders_by_building
from linli.places.actions.ask_for_grid_design import ask_for_grid_design
from linli.places.queries.grid_drafts import divided_community, grid_design, grid_draft
from linli.places.queries.grid_geometry import located_buildings
from linli.places.queries.grid_rules import grid_rule_in_force
from linli.places.queries.map_counts import counted
from linli.places.rules.grid_design.asked import WEIGHTS
from linli.places.rules.keepers import KEEPERS

from .rule import WEIGHT_LABELS, SizesAndWeights
from .words import reason_words

ELDER = 60
"""Years: 老年人 by the law on the rights of the elderly, article 2."""


class DesignForm(SizesAndWeights):
    """What is asked for once: the street's sizes and weights, to be changed, and a number to begin the search from."""

    seed = forms.IntegerField(
        label=gettext_lazy("方案编号"),
        min_value=1,
        max_value=99,
        help_text=gettext_lazy("同样的条件和编号，得到同样的方案；换一个编号，会从别的起点再找。"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def new_design(request: StaffRequest, code: str) -> HttpResponse:
    """The sizes and weights; asked, the proposal is worked out in the background."""
    community = divided_community(request.actor, code)
    asked, _version = grid_rule_in_force(code[:9])
    form = DesignForm(request.POST if request.method == "POST" else None, asked=asked)
    if form.is_valid():
        with refused_into(form):
            row = ask_for_grid_design(
                actor=request.actor, key=read_key(request), community=code, asked=form.cleaned_data, load=_load(code)
            )
            messages.success(request, _("已经开始算，算好会显示在这一页。"))
            return request.back_to("staff:grid_design", code, row.id)
    buildings = located_buildings(code)
    return request.show(
        "staff/grids/new_design.html",
        status=422 if form.is_bound else 200,
        community=community,
        form=form,
        located=sum(1 for one in buildings if one.at is not None),
        buildings=len(buildings),
        households=sum(one.households[0] for one in buildings),
        counted=sum(1 for one in buildings if one.households[1]),
    )


def _load(code: str) -> dict[str, list[int]]:
    """Elders and last year's cases of each building. Two statements."""
    elders = elders_by_building(code, clock.today().year - ELDER)
    cases = cases_by_building(code, clock.now() - timedelta(days=365))
    return {str(id): [elders.get(id, 0), cases.get(id, 0)] for id in sorted(elders.keys() | cases.keys(), key=str)}


@require_safe
@staff_page(roles=KEEPERS)
def design(request: StaffRequest, code: str, design_id: UUID) -> HttpResponse:
    """A proposal beside today's grids; while it is being worked out, how far it is. Three statements besides the frame's."""
    community = divided_community(request.actor, code)
    row = grid_design(code, design_id)
    context: dict[str, Any] = {
        "community": community,
        "design": row,
        "is_under_way": row.state in ("waiting", "working"),
    }
    if request.headers.get("HX-Request") and context["is_under_way"]:
        return request.show("staff/grids/design_progress.html", **context)
    if row.state == "done":
        context |= {
            "compared": _compared(row.result),
            "grids": row.result["grids"],
            **_drawn(request, code, row.draft_id),
            "asked": [(WEIGHT_LABELS[name], row.asked[name]) for name in WEIGHTS],
        }
    page = request.show("staff/grids/design.html", **context)
    return with_pictures_from(page, context["map"]["host"]) if "map" in context else page


def _drawn(request: StaffRequest, code: str, draft_id: UUID | None) -> dict[str, Any]:
    """The draft the proposal led to, as it is now: its plan, why its borders run where they do, and the map under it. Two statements."""
    if draft_id is None:
        return {}
    draft = grid_draft(code, draft_id)
    return {
        "plan": json.dumps(draft.plan, separators=(",", ":")),
        "reasons": [reason_words(reason) for reason in draft.reasons],
        "map": map_of(
            request.actor, code, counted(code).box, layers=("ground",), always=("estates", "numbers"), drawn=False
        ),
    }


def _apart_words(figures: Mapping[str, Any]) -> str:
    """How many, and how many of them cannot be helped."""
    islands = figures.get("by_islands", 0)
    if not islands:
        return str(figures["apart"])
    return _("%(apart)d（其中 %(islands)d 个带着桥路不通、单独划不成格的小片）") % {
        "apart": figures["apart"],
        "islands": islands,
    }


def _compared(result: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Name, today's figure, the proposal's."""
    today, proposed = result.get("today"), result["proposed"]
    has_elders, has_cases = (any(grid[name] for grid in result["grids"]) for name in ("elders", "cases"))
    lines = (
        (_("网格"), lambda one: one["grids"]),
        (_("最小到最大（户）"), lambda one: f"{one['smallest']}–{one['largest']}"),
        (_("户数不在范围里的网格"), lambda one: f"{one['out_of_size']}/{one['grids']}"),
        (_("户数差异（标准差÷平均）"), lambda one: f"{one['spread'][0]:.0%}"),
        (_("老人差异"), lambda one: f"{one['spread'][1]:.0%}" if has_elders else "—"),
        (_("事项差异"), lambda one: f"{one['spread'][2]:.0%}" if has_cases else "—"),
        (_("紧凑度（圆为 1）"), lambda one: "—" if one["compactness"] is None else f"{one['compactness']:.2f}"),
        (_("被拆开的小区"), lambda one: one["cut_estates"]),
        (_("隔水不连片的网格"), _apart_words),
        (_("要换网格的户"), lambda one: one.get("moved", "—")),
    )
    return [(str(name), str(told(today)) if today else "—", str(told(proposed))) for name, told in lines]
