"""A year's calendar from a file: first a look at what it would change, then the import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.doors.deed_key import read_key
from linli.doors.look.words_for_time import day_words
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.errors import NotAllowed
from linli.teams.actions.import_calendar import import_calendar
from linli.teams.queries import preview_calendar

from .sections import READERS, may_change_calendar

MOST_BYTES = 200_000
WHY = {
    "unreadable_date": gettext_lazy("日期读不懂，请写成 2027-10-01"),
    "unreadable_worked": gettext_lazy("第二列要写“上班”或“休息”"),
    "contradicts": gettext_lazy("和前面同一天的说法不一样"),
    "not_text": gettext_lazy("这一行的引号没有配对"),
}


class CalendarFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("文件"),
        help_text=gettext_lazy("CSV，每行一天：日期,是否上班,名称。例如 2027-10-01,休息,国庆节。"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=gettext_lazy("或者直接粘贴"),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    source = forms.CharField(
        label=gettext_lazy("依据"),
        help_text=gettext_lazy("例如：国务院办公厅关于 2027 年部分节假日安排的通知。"),
        max_length=60,
    )

    def clean(self) -> dict[str, Any]:
        """The words of the file where one was chosen, else what was pasted, in `text`."""
        asked = super().clean()
        file = asked.get("file")
        if file and file.size > MOST_BYTES:
            self.add_error("file", _("文件太大。一年的日历只有几十行，请检查是否选错了文件。"))
        elif file:
            asked["text"] = _decoded(file.read())
            if not asked["text"]:
                self.add_error("file", _("文件不是文字表格。请在表格软件里另存为 CSV 再选。"))
        elif not asked.get("text", "").strip() and not self.errors:
            self.add_error("file", _("请选择文件，或者把内容粘贴在下面。"))
        return asked


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def calendar_import(request: StaffRequest) -> HttpResponse:
    """GET asks for the file; POST shows what it would change; POST with `do=import` imports."""
    if not may_change_calendar(request.actor):
        raise NotAllowed("calendar.import", "whole_platform")
    form = CalendarFileForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    shown: dict[str, Any] = {}
    if form.is_valid():
        text, source = form.cleaned_data["text"], form.cleaned_data["source"]
        if request.POST.get("do") == "import":
            with refused_into(form):
                count = import_calendar(actor=request.actor, key=read_key(request), text=text, source=source)
                messages.success(request, _("已导入 %(count)d 天。已经定下的时限不变。") % {"count": count})
                return request.back_to(f"{reverse('staff:calendar')}?year={_year_of(text)}")
        shown = _preview(text)
    status = 422 if form.is_bound and (not form.is_valid() or shown.get("errors")) else 200
    return request.show("staff/settings/import.html", status=status, form=form, **shown)


def _preview(text: str) -> dict[str, Any]:
    found = preview_calendar(text)
    today = clock.today()
    return {
        "preview": found,
        "text": text,
        "years": _("、").join(str(year) for year in sorted(found.covered_years)),
        "errors": [{"line": one.line, "why": WHY[one.reason], "text": one.text} for one in found.errors],
        "days": [
            {"words": day_words(one.on, today=today), "is_workday": one.is_workday, "name": one.name}
            for one in found.days
        ],
        "dropped": [day_words(on, today=today) for on in found.dropped],
    }


def _year_of(text: str) -> int:
    days = preview_calendar(text).days
    return days[0].on.year if days else clock.today().year


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        return ""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""
