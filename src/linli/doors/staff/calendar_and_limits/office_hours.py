"""When offices are open: what working hours are counted in."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.cases.queries.category_sets import kept_prefix
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.actor import Role
from linli.places.queries import place_facts_of
from linli.teams.actions.set_office_hours import set_office_hours
from linli.teams.queries import office_hours, work_calendar

from .sections import READERS, sections


def _time(label: str, *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("时间没有读懂，请重新选。")},
    )


class HoursForm(forms.Form):
    opens = _time(gettext_lazy("上午从"))
    closes = _time(gettext_lazy("到"))
    opens_again = _time(gettext_lazy("下午从"), required=False)
    closes_again = _time(gettext_lazy("到"), required=False)

    def clean(self) -> dict[str, Any]:
        """An afternoon has both ends or neither."""
        asked = super().clean()
        if bool(asked.get("opens_again")) != bool(asked.get("closes_again")):
            self.add_error("closes_again", _("下午要么两个时间都填，要么都空着。"))
        return asked

    def hours(self) -> tuple[tuple[time, time], ...]:
        """The spans of a day."""
        asked = self.cleaned_data
        spans = [(asked["opens"], asked["closes"])]
        if asked["opens_again"]:
            spans.append((asked["opens_again"], asked["closes_again"]))
        return tuple(spans)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def set_hours(request: StaffRequest) -> HttpResponse:
    """The hours of the reader's jurisdiction and of those within it; the administrator and the street's lead change theirs."""
    prefix = kept_prefix(request.actor)
    may_change = request.actor.may({Role.ADMINISTRATOR, Role.STREET_LEAD}, prefix or "*")
    now_open = work_calendar(prefix).hours
    names = ("opens", "closes", "opens_again", "closes_again")
    first = dict(zip(names, [edge for span in now_open for edge in span], strict=False))
    form = HoursForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        with refused_into(form):
            set_office_hours(actor=request.actor, key=read_key(request), prefix=prefix, hours=form.hours())
            messages.success(request, _("已改办公时间。以后算的时限按新的时间，已经定下的时限不变。"))
            return request.back_to("staff:office_hours")
    known = office_hours(prefix)
    places = place_facts_of((code, None, None) for code, _hours in known)
    return request.show(
        "staff/settings/hours.html",
        status=422 if form.is_bound else 200,
        sections=sections("office_hours", request.actor),
        form=form,
        may_change=may_change,
        now_open=_words(now_open),
        known=[(places[code, None, None].short or code or _("整个平台"), _words(hours)) for code, hours in known],
    )


def _words(hours: tuple[tuple[time, time], ...]) -> str:
    return _("，").join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in hours)
