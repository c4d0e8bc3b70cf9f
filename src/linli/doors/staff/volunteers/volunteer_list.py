"""The list of volunteers with its figures, and the list as a workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from typing import IO, Any
from uuid import UUID

import xlsxwriter
from django import forms
from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput
from linli.places.queries import grids_of, place_facts
from linli.teams.actions.record_volunteer_export import record_volunteer_export
from linli.teams.queries.volunteer_figures import volunteer_figures
from linli.teams.queries.volunteer_list import (
    VolunteerFilter,
    VolunteerLine,
    all_volunteers,
    team_choices,
    volunteer_list,
)
from linli.teams.rules.volunteers import ACCEPTERS, READERS, REGISTRARS, Skill, VolunteerState

from .area import COMMUNITY_DIGITS, community, home, volunteer_tabs
from .forms import ExportForm

MOST_EXPORTED = 20_000
STATES = (VolunteerState.ACTIVE, VolunteerState.APPLIED, VolunteerState.REFUSED)


class ListFilter(forms.Form):
    """What is asked for; nonsense is left out."""

    state = forms.ChoiceField(
        label=gettext_lazy("状态"), required=False, choices=[(one.value, gettext_lazy(one.label)) for one in STATES]
    )
    skill = forms.ChoiceField(label=gettext_lazy("能帮什么"), required=False)
    team = forms.ChoiceField(label=gettext_lazy("队伍"), required=False)
    grid = forms.ChoiceField(label=gettext_lazy("网格"), required=False)
    active = forms.ChoiceField(
        label=gettext_lazy("活跃"),
        required=False,
        choices=[("", gettext_lazy("不限")), ("90", gettext_lazy("90 天内服务过"))],
    )
    phone = forms.CharField(label=gettext_lazy("电话"), required=False, max_length=30)

    def __init__(self, *args: Any, place: str) -> None:
        super().__init__(*args)
        anything = ("", _("不限"))
        self.fields["skill"].choices = [anything, *((one.value, _(one.label)) for one in Skill)]
        self.fields["team"].choices = [anything, *team_choices()]
        self.fields["grid"].choices = [anything, *(grids_of(place) if len(place) >= 9 else [])]

    def asked(self) -> VolunteerFilter:
        """The filter; the telephone is only ever sent, never part of an address."""
        said = getattr(self, "cleaned_data", {})
        return VolunteerFilter(
            state=VolunteerState(said.get("state") or VolunteerState.ACTIVE.value),
            skill=said.get("skill") or "",
            team=UUID(said["team"]) if said.get("team") else None,
            grid=said.get("grid") or "",
            active=bool(said.get("active")),
            phone=said.get("phone") or "",
        )


@staff_page(roles=READERS)
def volunteers(request: StaffRequest) -> HttpResponse:
    """The list as filtered. A search by telephone is posted, so that the number stays out of addresses, and is recorded. Nine
    statements with the frame, one more for a telephone."""
    posted = request.method == "POST"
    form = ListFilter(request.POST if posted else request.GET, place=home(request))
    form.is_valid()
    asked = form.asked()
    if not posted:
        asked = VolunteerFilter(asked.state, asked.skill, asked.team, asked.grid, asked.active)
    wrong_phone = False
    try:
        page = read_page(request, lambda at: volunteer_list(request.actor, asked, at))
    except BadInput:
        wrong_phone = True
        page = read_page(request, lambda at: volunteer_list(request.actor, VolunteerFilter(), at))
    figures = volunteer_figures()
    return request.show(
        "staff/volunteers/list.html",
        status=422 if wrong_phone else 200,
        page=page,
        form=form,
        chips=_chips(request, form),
        figures=figures,
        wrong_phone=wrong_phone,
        searched=bool(asked.phone) and not wrong_phone,
        tabs=volunteer_tabs("staff:volunteers"),
        may_keep=bool(request.actor.roles & ACCEPTERS),
        may_register=bool(request.actor.roles & REGISTRARS),
        export_form=ExportForm(auto_id="id_export_%s"),
        query=[(name, value) for name, value in request.GET.items() if name in ListFilter.base_fields],
    )


@require_POST
@staff_page(roles=ACCEPTERS)
def export_volunteers(request: StaffRequest) -> HttpResponse:
    """The list as filtered, masked, as a workbook of at most 20,000 rows; what it is for is recorded."""
    asked, form = ListFilter(request.POST, place=home(request)), ExportForm(request.POST)
    asked.is_valid()
    if not form.is_valid():
        raise BadInput("purpose", "missing")
    narrowed = asked.asked()
    words = {name: str(value) for name, value in asked.cleaned_data.items() if value and name != "phone"}
    record_volunteer_export(
        actor=request.actor, key=read_key(request), asked=words, purpose=form.cleaned_data["purpose"]
    )
    narrowed = VolunteerFilter(narrowed.state, narrowed.skill, narrowed.team, narrowed.grid, narrowed.active)
    file = _workbook(
        all_volunteers(request.actor, narrowed, MOST_EXPORTED), request.actor.name, form.cleaned_data["purpose"]
    )
    return FileResponse(file, as_attachment=True, filename=f"{_('志愿者')}-{clock.today():%Y%m%d}.xlsx")


@require_safe
@staff_page(roles=ACCEPTERS)
def volunteer_card(request: StaffRequest) -> HttpResponse:
    """The QR card of the registration page, to print. One statement besides the frame's."""
    place = community(request)
    path = reverse("resident:register_volunteer", args=[place[:COMMUNITY_DIGITS]])
    return request.show(
        "staff/wishes/card.html",
        address=f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path),
        title=_("%(community)s志愿者招募") % {"community": place_facts(place).community},
        lines=[_("手机扫一扫，登记成为志愿者"), _("不用注册；随时可以退出")],
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:volunteers"),
    )


def _chips(request: StaffRequest, form: ListFilter) -> list[dict[str, str]]:
    chips = []
    for name in ("skill", "team", "grid", "active"):
        value = getattr(form, "cleaned_data", {}).get(name)
        if value:
            rest = request.GET.copy()
            for gone in (name, "at"):
                rest.pop(gone, None)
            label = dict(form.fields[name].choices).get(value, value)
            chips.append({"label": f"{form.fields[name].label} {label}", "remove_url": f"?{rest.urlencode()}"})
    return chips


def _workbook(lines: Iterable[VolunteerLine], by: str, purpose: str) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(_("志愿者"))
    heads = (_("编号"), _("姓名"), _("电话"), _("地点"), _("能帮什么"), _("注册"), _("最近服务"))
    for column, (words, width) in enumerate(zip(heads, (13, 10, 16, 22, 36, 12, 12), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, bold)
    for row, line in enumerate(lines, start=1):
        for column, text in enumerate(
            (line.code, line.name, line.phone, line.place, _("、").join(map(_, line.skills)))
        ):
            sheet.write_string(row, column, text)
        for column, moment in ((5, line.registered_at), (6, line.helped_at)):
            if moment:
                sheet.write_datetime(row, column, moment.astimezone(SHANGHAI).replace(tzinfo=None), day)
    about = book.add_worksheet(_("说明"))
    about.write_string(0, 0, _("%(by)s 于 %(day)s 导出，用途：%(purpose)s。姓名和电话已脱敏，本次导出已记入审计。") % {
        "by": by, "day": clock.today().isoformat(), "purpose": purpose,
    })  # fmt: skip
    book.close()
    file.seek(0)
    return file
