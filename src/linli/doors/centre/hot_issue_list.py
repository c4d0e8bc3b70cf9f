"""The list of hot issues of a jurisdiction, on the page and as a workbook."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import xlsxwriter
from django import forms
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.cases.actions.record_case_export import record_case_export
from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.hot_issues import Asked, all_hot_issues, hot_issues
from linli.insight.issue_rights import READERS
from linli.insight.overview import chosen_place, homes_of
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.kernel.place_codes import PlaceLevel
from linli.places.queries import place_facts_of

from .hot_issue_words import formula_words, shown_line

PERIODS = (("30", gettext_lazy("近 30 天")), ("90", gettext_lazy("近 90 天")), ("365", gettext_lazy("近一年")))
PEOPLE = (
    ("2", gettext_lazy("2 人以上")),
    ("5", gettext_lazy("5 人以上")),
    ("10", gettext_lazy("10 人以上")),
    ("1", gettext_lazy("不限人数")),
)


class IssueFilter(forms.Form):
    """What the list is narrowed by; a value nobody offers counts as not given."""

    place = forms.CharField(required=False, widget=forms.HiddenInput)
    days = forms.ChoiceField(label=gettext_lazy("多久以内"), choices=PERIODS, required=False)
    people = forms.ChoiceField(label=gettext_lazy("多少人反映"), choices=PEOPLE, required=False)
    q = forms.CharField(label=gettext_lazy("名称或地点"), max_length=40, required=False)
    muted = forms.BooleanField(label=gettext_lazy("只看不再提示的"), required=False)

    def asked(self, place: str) -> Asked:
        """What the query is asked for."""
        self.is_valid()
        said = self.cleaned_data
        days = int(said.get("days") or PERIODS[0][0])
        return Asked(
            place=place,
            since=clock.now() - timedelta(days=days),
            people=int(said.get("people") or PEOPLE[0][0]),
            muted=bool(said.get("muted")),
            words=(said.get("q") or "").strip(),
        )


@require_safe
@staff_page(roles=READERS)
def hot_issue_list(request: StaffRequest) -> HttpResponse:
    """`?place=` a place the reader answers for, `?days=`, `?people=`, `?q=`, `?muted=`. Ten statements with the frame."""
    form, asked, homes = asked_issues(request, request.GET)
    place = asked.place
    page = read_page(request, lambda at: hot_issues(asked, at))
    names = place_facts_of((code, None, None) for code in {place, *homes} if code)
    return request.show(
        "centre/hot_issues.html",
        form=form,
        page=page,
        rows=[shown_line(line) for line in page.items],
        asked=asked,
        formula=formula_words(),
        place_name=names[place, None, None].short if place else _("整个平台"),
        homes=[
            {
                "label": names[home, None, None].short if home else _("整个平台"),
                "url": f"{reverse('centre:hot_issues')}?{urlencode({'place': home})}",
                "current": place.startswith(home),
            }
            for home in homes
        ],
        across_url=f"{reverse('centre:issues_across')}?{urlencode({'place': place})}"
        if len(place) < PlaceLevel.STREET
        else "",
        is_narrowed=bool(asked.words or asked.muted or asked.people != 2),
    )


@require_POST
@staff_page(roles=READERS)
def export_hot_issues(request: StaffRequest) -> FileResponse:
    """The list as filtered, as a workbook; no names of persons are in it. The export is recorded."""
    form, asked, _homes = asked_issues(request, request.POST)
    lines = all_hot_issues(asked)
    given = {name: str(value) for name, value in form.cleaned_data.items() if value}
    record_case_export(actor=request.actor, key=read_key(request), asked={"list": "hot_issues", **given})
    name = f"{_('热点问题')}-{clock.today():%Y%m%d}.xlsx"
    return FileResponse(
        _workbook([shown_line(line) for line in lines], request.actor.name), as_attachment=True, filename=name
    )


def asked_issues(request: StaffRequest, given: Mapping[str, str]) -> tuple[IssueFilter, Asked, list[str]]:
    """The filter as it stands, what it asks for, and the places the reader answers for. Raises `NotFound` for a place beyond
    them."""
    place = chosen_place(request.actor, given.get("place", "").strip(), READERS)
    form = IssueFilter(_filled(given, place))
    return form, form.asked(place), homes_of(request.actor, READERS)


def _filled(given: Mapping[str, str], place: str) -> dict[str, str]:
    """The filter as it stands, with what a fresh page begins with."""
    begun = {"days": PERIODS[0][0], "people": PEOPLE[0][0]}
    return (
        begun | {name: given[name] for name in ("days", "people", "q", "muted") if given.get(name)} | {"place": place}
    )


def _workbook(rows: list[dict[str, Any]], by: str) -> io.BytesIO:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    bold, sheet = book.add_format({"bold": True}), book.add_worksheet(_("热点问题"))
    heads = [
        _("问题"),
        _("地点"),
        _("热度"),
        _("人数"),
        _("条数"),
        _("也遇到"),
        _("近 7 天"),
        _("前 7 天"),
        _("走势"),
        _("第一次反映"),
        _("最近一次"),
    ]
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 1, 32)
    sheet.set_column(9, 10, 18)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(rows, 1):
        line = row["line"]
        for column, words in ((0, line.name), (1, line.place), (8, str(row["trend"]))):
            sheet.write_string(number, column, words)
        for column, value in (
            (2, round(line.heat, 1)),
            (3, line.people),
            (4, line.messages),
            (5, line.votes),
            (6, line.this_week),
            (7, line.week_before),
        ):
            sheet.write_number(number, column, value)
        for column, at in ((9, line.first_at), (10, line.last_at)):
            sheet.write_string(number, column, f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")
    about = book.add_worksheet(_("说明"))
    about.set_column(0, 0, 90)
    about.write_string(0, 0, formula_words())
    about.write_string(
        1, 0, _("%(by)s 于 %(at)s 导出。") % {"by": by, "at": f"{clock.now().astimezone(SHANGHAI):%Y-%m-%d %H:%M}"}
    )
    book.close()
    file.seek(0)
    return file
