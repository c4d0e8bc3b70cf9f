"""The four clarities of a community by grid (practices.md D1), each figure with its rows behind it. Grids stand in the order of their codes: nobody is ranked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.staff.communities_read import communities_read, community_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.table_file import as_csv
from linli.insight.four_clarities import FIGURES, GridClarity, age_in_days, clarity_rows, four_clarities, open_matters
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.places.queries import grid_names
from linli.places.rules.keepers import GROUND_READERS

MATTERS = ("disputes", "problems")
SHOWN = 300


@require_safe
@staff_page(roles=GROUND_READERS)
def all_clarities(request: StaffRequest) -> HttpResponse:
    """The communities to choose from; the only one at once."""
    found = communities_read(request.actor)
    if len(found) == 1:
        return request.back_to("staff:clarities", found[0].place_code)
    lines = [(one.name, reverse("staff:clarities", args=[one.place_code])) for one in found]
    return request.show("staff/circle/communities.html", lines=lines, heading=_("四清底数"))


@require_safe
@staff_page(roles=GROUND_READERS)
def clarities(request: StaffRequest, code: str) -> HttpResponse:
    """The figures by grid. Sixteen statements besides the frame's, however many grids."""
    community = community_read(request.actor, code)
    lines = _lines(code)
    whole = {one.code: [sum(line.counts[one.code][n] for _name, line in lines) for n in (0, 1)] for one in FIGURES}
    today, address = clock.today(), reverse("staff:clarities", args=[code])
    return request.show(
        "staff/knowing/clarities.html",
        community=community,
        figures=[(one, whole[one.code], f"{address}{one.code}/") for one in FIGURES],
        disputes=_together(lines, "dispute", today),
        problems=_together(lines, "problem", today),
        address=address,
        rows=[
            {
                "name": name,
                "cells": [(one, line.counts[one.code], f"{address}{one.code}/?grid={line.code}") for one in FIGURES],
                "disputes": line.disputes,
                "dispute_days": age_in_days(line.oldest_dispute, today),
                "problems": line.problems,
                "problem_days": age_in_days(line.oldest_problem, today),
                "code": line.code,
            }
            for name, line in lines
        ],
    )


def _together(lines: list[tuple[str, GridClarity]], what: str, today: Any) -> tuple[int, int | None]:
    ages = [age_in_days(getattr(line, f"oldest_{what}"), today) for _name, line in lines]
    return sum(getattr(line, f"{what}s") for _name, line in lines), max(
        (a for a in ages if a is not None), default=None
    )


@require_safe
@staff_page(roles=GROUND_READERS)
def clarity_figure(request: StaffRequest, code: str, figure: str) -> HttpResponse:
    """The rows behind a figure: the buildings where something is missing, or the open matters. At most fourteen statements besides the frame's."""
    community, grids = community_read(request.actor, code), grid_names(code)
    asked = request.GET.get("grid", "")
    prefix = asked if asked in grids else code
    context: dict[str, Any] = {
        "community": community,
        "where": grids.get(asked, community.name),
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
    rows = clarity_rows(prefix, figure)
    shown = [(one, grids.get(one.building.place_code[:16], "")) for one in rows[:SHOWN]]
    return request.show(
        "staff/knowing/lacking.html", figure=found, rows=shown, total=len(rows), is_whole=len(rows) <= SHOWN, **context
    )


@require_safe
@staff_page(roles=GROUND_READERS)
def export_clarities(request: StaffRequest, code: str) -> HttpResponse:
    """The figures by grid as a table: numerator and denominator each."""
    community, today = community_read(request.actor, code), clock.today()
    heads = [_("网格")]
    for one in FIGURES:
        heads += [_(one.label), _("总数")]
    heads += [_("没办完的矛盾纠纷"), _("最早的（天）"), _("没办完的问题"), _("最早的（天）")]
    rows = []
    for name, line in _lines(code):
        counts = [n for one in FIGURES for n in line.counts[one.code]]
        ages = age_in_days(line.oldest_dispute, today), age_in_days(line.oldest_problem, today)
        rows.append(
            [
                name,
                *counts,
                line.disputes,
                "" if ages[0] is None else ages[0],
                line.problems,
                "" if ages[1] is None else ages[1],
            ]
        )
    answer = HttpResponse(as_csv(heads, rows).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="clarity-{community.place_code}-{today}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _lines(code: str) -> list[tuple[str, GridClarity]]:
    names, found = grid_names(code), four_clarities(code)
    return [(names.get(grid) or _("没有网格"), found[grid]) for grid in sorted(found, key=lambda one: (not one, one))]
