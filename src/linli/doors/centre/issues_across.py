"""Hot issues of several streets that are one place and one problem: for whoever answers for all of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.cases.actions.record_case_export import record_case_export
from linli.doors.deed_key import read_key
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import table_file
from linli.insight.hot_issues import issue_row
from linli.insight.issue_rights import READERS
from linli.insight.issues_across import Across, issues_across, issues_beside

from .hot_issue_list import asked_issues
from .hot_issue_words import heat_words, shown_line


@require_safe
@staff_page(roles=READERS)
def issues_across_page(request: StaffRequest) -> HttpResponse:
    """`?place=`, `?days=`, `?people=`, `?q=` as the list has them. Ten statements with the frame."""
    form, asked, _homes = asked_issues(request, request.GET)
    found = issues_across(asked)
    return request.show(
        "centre/issues_across.html",
        form=form,
        groups=[_shown(one) for one in found],
        list_url=f"{reverse('centre:hot_issues')}?{urlencode({'place': asked.place})}",
        is_narrowed=bool(asked.words or asked.people != 2),
    )


@require_POST
@staff_page(roles=READERS)
def export_issues_across(request: StaffRequest) -> FileResponse:
    """The groups as filtered, as a workbook; no names of persons are in it. The export is recorded."""
    form, asked, _homes = asked_issues(request, request.POST)
    given = {name: str(value) for name, value in form.cleaned_data.items() if value}
    record_case_export(actor=request.actor, key=read_key(request), asked={"list": "issues_across", **given})
    heads = [_("同一处"), _("问题"), _("地点"), _("热度"), _("人数"), _("条数"), _("也遇到"), _("最近一次")]
    rows = [
        [
            one.place,
            line.name,
            line.place_full,
            round(line.heat, 1),
            line.people,
            line.messages,
            line.votes,
            line.last_at,
        ]
        for one in issues_across(asked)
        for line in one.issues
    ]
    return table_file(_("跨街道的热点问题"), heads, rows)


@require_safe
@staff_page(roles=READERS)
def issues_beside_one(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """What other streets tell of the same: for htmx a panel, empty where they tell nothing; else the whole list. Ten statements
    with the frame."""
    if not request.htmx:
        issue_row(issue_id)
        return redirect("centre:issues_across")
    found = issues_beside(issue_id)
    return request.show("centre/issues_beside.html", found=found and _shown(found))


def _shown(one: Across) -> dict[str, Any]:
    return {
        "one": one,
        "heat": heat_words(one.heat),
        "rows": [shown_line(line) for line in one.issues],
    }
