"""One day of the work calendar, changed by hand."""

from __future__ import annotations

from datetime import date

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
from linli.kernel.errors import NotAllowed, NotFound
from linli.teams.actions.set_workday import set_workday
from linli.teams.queries import workdays

from .sections import READERS, may_change_calendar

USUAL = "usual"


class DayForm(forms.Form):
    worked = forms.ChoiceField(
        label=gettext_lazy("这一天"),
        choices=(
            (USUAL, gettext_lazy("按平常（周一至周五上班）")),
            ("off", gettext_lazy("休息")),
            ("on", gettext_lazy("上班（调休补班）")),
        ),
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=gettext_lazy("名称"), help_text=gettext_lazy("例如：国庆节、国庆调休。"), max_length=40, required=False
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def calendar_day(request: StaffRequest, day: str) -> HttpResponse:
    """The form of a day (ISO date), and the change of it. Deadlines already set stay as they are."""
    if not may_change_calendar(request.actor):
        raise NotAllowed("calendar.set_day", "whole_platform")
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise NotFound("day", day) from None
    known = next((one for one in workdays(on.year) if one.day == on), None)
    first = {
        "worked": USUAL if known is None else "on" if known.is_workday else "off",
        "name": known.name if known else "",
    }
    form = DayForm(request.POST if request.method == "POST" else None, initial=first)
    back = f"{reverse('staff:calendar')}?year={on.year}"
    if form.is_valid():
        asked = form.cleaned_data
        is_workday = {USUAL: None, "on": True, "off": False}[asked["worked"]]
        with refused_into(form):
            set_workday(actor=request.actor, key=read_key(request), day=on, is_workday=is_workday, name=asked["name"])
            messages.success(request, _("已改。以后算的时限按新的日历，已经定下的时限不变。"))
            return request.back_to(back)
    return request.show(
        "staff/settings/day.html",
        status=422 if form.is_bound else 200,
        form=form,
        words=day_words(on, today=clock.today()),
        source=known.source if known else "",
        back_url=back,
    )
