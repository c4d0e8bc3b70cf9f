"""The four clarities of an area by its parts (practices.md D1), each figure with its rows behind it. Parts stand in the order of their codes: nobody is
ranked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.staff.communities_read import AreaRead, area_read, communities_read, home_area
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import table_file
from linli.insight.four_clarities import (
    PartClarity,
    age_in_days,
    clarity_rows,
    four_clarities,
    open_matters,
    unbound_lines,
)
from linli.insight.rules.clarity_figures import BY_BUILDING, FIGURES
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.people.rules.home_rows import BINDERS
from linli.places.queries import grid_names, parts_of
from linli.places.rules.keepers import GROUND_READERS

MATTERS = ("disputes", "problems")
SHOWN = 300
Lines = list[tuple[str, PartClarity]]


@require_safe
@staff_page(roles=GROUND_READERS)
def all_clarities(request: StaffRequest) -> HttpResponse:
    """The figures of where the reader works, from a community to a city; above that the communities to choose from."""
    home = home_area(request.actor)
    if home:
        return request.back_to("staff:clarities", home)
    lines = [(one.name, reverse("staff:clarities", args=[one.place_code])) for one in communities_read(request.actor)]
    return request.show("staff/circle/communities.html", lines=lines, heading=_("四清底数"))


@require_safe
@staff_page(roles=GROUND_READERS)
def clarities(request: StaffRequest, code: str) -> HttpResponse:
    """The figures by part: grids of a community, communities of a street, streets of a county, counties of a city. Three statements besides the
    frame's, however many there are."""
    area, today = area_read(request.actor, code), clock.today()
    lines = _lines(area)
    address = reverse("staff:clarities", args=[code])
    opens = len(code) >= PlaceLevel.STREET
    whole = {one.code: [sum(line.counts[one.code][n] for _name, line in lines) for n in (0, 1)] for one in FIGURES}
    return request.show(
        "staff/knowing/clarities.html",
        area=area,
        above=_above(request, code),
        unseen_url=reverse("staff:unseen", args=[code]) if opens else "",
        figures=[(one, whole[one.code], f"{address}{one.code}/" if opens else "") for one in FIGURES],
        matters=[
            (_("没办完的矛盾纠纷"), _together(lines, "dispute", today), f"{address}disputes/" if opens else ""),
            (_("没办完的问题"), _together(lines, "problem", today), f"{address}problems/" if opens else ""),
        ],
        part_head={12: _("网格"), 9: _("社区"), 6: _("街道")}.get(len(code), _("区县")),
        rows=[_row(area, name, line, today) for name, line in lines],
    )


@require_safe
@staff_page(roles=GROUND_READERS)
def clarity_figure(request: StaffRequest, code: str, figure: str) -> HttpResponse:
    """The rows behind a figure of a community or a street: the buildings where something is missing, the rows of registers not bound, the open
    matters. Three statements besides the frame's."""
    area, grids = area_read(request.actor, code, PlaceLevel.STREET), grid_names(code)
    asked = request.GET.get("grid", "")
    prefix = asked if asked in grids else code
    context: dict[str, Any] = {
        "area": area,
        "where": grids.get(asked, area.name),
        "back": reverse("staff:clarities", args=[code]),
    }
    if figure in MATTERS:
        today = clock.today()
        cases = open_matters(prefix, disputes=figure == "disputes")
        title = _("没办完的矛盾纠纷") if figure == "disputes" else _("没办完的问题")
        rows = [(one, age_in_days(one.raised_at, today)) for one in cases]
        return request.show("staff/knowing/matters.html", title=title, rows=rows, **context)
    found = next((one for one in FIGURES if one.code == figure), None)
    if found is None:
        raise NotFound("clarity", figure)
    if figure not in BY_BUILDING:
        lines, homeless = unbound_lines(prefix)
        opens = bool(request.actor.roles & BINDERS)
        return request.show(
            "staff/knowing/unbound.html", figure=found, rows=lines, homeless=homeless, opens=opens, **context
        )
    rows = clarity_rows(prefix, figure)
    shown = [(one, grids.get(one.place_code[:16], "")) for one in rows[:SHOWN]]
    return request.show(
        "staff/knowing/lacking.html", figure=found, rows=shown, total=len(rows), is_whole=len(rows) <= SHOWN, **context
    )


@require_safe
@staff_page(roles=GROUND_READERS)
def export_clarities(request: StaffRequest, code: str) -> HttpResponse:
    """The figures by part as a workbook: numerator and denominator each. Three statements besides the frame's."""
    area, today = area_read(request.actor, code), clock.today()
    heads = [_("地方")]
    for one in FIGURES:
        heads += [_(one.label), _("总数")]
    heads += [_("没办完的矛盾纠纷"), _("最早的（天）"), _("没办完的问题"), _("最早的（天）")]
    rows = [
        [
            name,
            *(n for one in FIGURES for n in line.counts[one.code]),
            line.disputes,
            age_in_days(line.oldest_dispute, today),
            line.problems,
            age_in_days(line.oldest_problem, today),
        ]
        for name, line in _lines(area)
    ]
    return table_file(f"{area.name}{_('四清底数')}", heads, rows)


def _lines(area: AreaRead) -> Lines:
    """Each part with its figures. Of a street every community stands there, of a wider place those that use the platform."""
    names, found = parts_of(area.place_code), four_clarities(area.place_code)
    if len(area.place_code) == PlaceLevel.STREET:
        found = {code: PartClarity(code) for code in names} | found
    without = _("没有网格") if area.is_community else _("没有细分")
    return [(names.get(code) or without, found[code]) for code in sorted(found, key=lambda one: (not one, one))]


def _row(area: AreaRead, name: str, line: PartClarity, today: date) -> dict[str, Any]:
    """A line of the table: a community's own figures open from the table of its street; of a wider part one goes into it first."""
    if area.is_community:
        own, address, asked = "", reverse("staff:clarities", args=[area.place_code]), f"?grid={line.code}"
    elif line.code:
        own, asked = reverse("staff:clarities", args=[line.code]), ""
        address = own if len(line.code) >= PlaceLevel.STREET else ""
    else:
        own, address, asked = "", "", ""
    return {
        "name": name,
        "url": own,
        "cells": [(one, line.counts[one.code], f"{address}{one.code}/{asked}" if address else "") for one in FIGURES],
        "disputes": line.disputes,
        "dispute_days": age_in_days(line.oldest_dispute, today),
        "disputes_url": f"{address}disputes/{asked}" if address else "",
        "problems": line.problems,
        "problem_days": age_in_days(line.oldest_problem, today),
        "problems_url": f"{address}problems/{asked}" if address else "",
    }


def _together(lines: Lines, what: str, today: date) -> tuple[int, int | None]:
    ages = [age_in_days(getattr(line, f"oldest_{what}"), today) for _name, line in lines]
    return sum(getattr(line, f"{what}s") for _name, line in lines), max(
        (a for a in ages if a is not None), default=None
    )


def _above(request: StaffRequest, code: str) -> str:
    """The address of the place one level up, where the reader's jurisdiction holds it."""
    up = max((level for level in PlaceLevel if PlaceLevel.CITY <= level < len(code)), default=0)
    return reverse("staff:clarities", args=[code[:up]]) if up and request.actor.scope.holds(code[:up]) else ""
