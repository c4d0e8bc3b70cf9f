"""Teams, hours, trainings and the books of the time bank as workbooks; where volunteers are named, masked and recorded."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import table_file
from linli.kernel.errors import BadInput
from linli.teams.actions.record_volunteer_export import record_volunteer_export
from linli.teams.queries.hours import hours_list
from linli.teams.queries.team_list import team_list
from linli.teams.queries.time_bank import bank_moves
from linli.teams.queries.trainings import training_list
from linli.teams.rules.hours import HoursState
from linli.teams.rules.volunteers import ACCEPTERS, READERS

from .area import community
from .forms import ExportForm

MOST = 2000


@require_safe
@staff_page(roles=READERS)
def export_teams(request: StaffRequest) -> HttpResponse:
    """The open teams, of one kind where one was chosen."""
    heads = (_("队伍"), _("哪一类"), _("做什么"), _("地点"), _("成员"), _("成立"))
    rows = (
        (one.name, _(one.kind.label), one.aim, one.place, one.members, one.founded_on)
        for one in team_list(request.GET.get("kind", ""))
    )
    return table_file(_("志愿队伍"), heads, rows)


@require_safe
@staff_page(roles=READERS)
def export_hours(request: StaffRequest) -> HttpResponse:
    """The entries of hours of one state: what was done, by how many, for how many; nobody is named."""
    asked = request.GET.get("state", "")
    state = HoursState(asked) if asked in HoursState.codes() else HoursState.CONFIRMED
    heads = (_("做了什么"), _("哪天"), _("队伍"), _("从哪里来"), _("人数"), _("分钟"), _("服务人数"), _("情况"))
    rows = (
        (one.what, one.held_on, one.team, _(one.source.label), one.people, one.minutes, one.served, _(one.state.label))
        for one in hours_list(state, size=MOST).items
    )
    return table_file(_("服务时长"), heads, rows)


@require_POST
@staff_page(roles=ACCEPTERS)
def export_time_bank(request: StaffRequest) -> HttpResponse:
    """The latest moves of the time bank, names masked; what it is for is recorded."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        raise BadInput("purpose", "missing")
    record_volunteer_export(
        actor=request.actor, key=read_key(request), asked={"list": "time_bank"}, purpose=form.cleaned_data["purpose"]
    )
    heads = (_("时间"), _("为什么"), _("说明"), _("从谁"), _("给谁"), _("分钟"))
    ours = _("社区")
    rows = (
        (one.at, _(one.why.label), one.words, one.taken_from or ours, one.given_to or ours, one.minutes)
        for one in bank_moves(size=MOST).items
    )
    return table_file(_("时间银行"), heads, rows)


@require_safe
@staff_page(roles=READERS)
def export_trainings(request: StaffRequest) -> HttpResponse:
    """The trainings of the area with how many came."""
    heads = (
        _("培训"),
        _("主题"),
        _("哪一种"),
        _("时间"),
        _("多少分钟"),
        _("地点"),
        _("老师"),
        _("范围"),
        _("到场人数"),
    )
    rows = (
        (one.title, one.topic, _(one.kind.label), one.held_at, one.minutes, one.where, one.teacher, one.place, one.came)
        for one in training_list(community(request), MOST)
    )
    return table_file(_("培训"), heads, rows)
