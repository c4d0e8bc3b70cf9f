"""Pairings (masked, recorded) and the joint meetings with their points, as workbooks."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.alliance.actions.join_alliance import KEEPERS
from linli.alliance.actions.record_pairing_export import record_pairing_export
from linli.alliance.queries.meeting_table import points_of_meetings
from linli.alliance.queries.pairings import pairings
from linli.doors.deed_key import read_key
from linli.doors.rail import AT_A_DESK
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.volunteers.forms import ExportForm
from linli.doors.workbook import table_file
from linli.kernel.errors import BadInput

from .alliance import community_of_actor

MOST = 2000
STATES = {"called": gettext_lazy("已召集"), "held": gettext_lazy("已召开"), "cancelled": gettext_lazy("已取消")}


@require_POST
@staff_page(roles=KEEPERS)
def export_pairings(request: StaffRequest) -> HttpResponse:
    """One tab of the pairings, masked; what it is for is recorded."""
    form, ended = ExportForm(request.POST), request.POST.get("show") == "ended"
    if not form.is_valid():
        raise BadInput("purpose", "missing")
    purpose = form.cleaned_data["purpose"]
    record_pairing_export(actor=request.actor, key=read_key(request), ended=ended, purpose=purpose)
    rows = (
        (
            one.household,
            one.unit,
            one.purpose,
            one.place,
            one.next_on,
            _("该联系了") if one.is_due else "",
            one.ended_on,
        )
        for one in pairings(ended=ended, size=MOST).items
    )
    heads = (_("家庭"), _("结对单位"), _("帮什么"), _("地点"), _("下次联系"), _("情况"), _("结束"))
    return table_file(_("结对"), heads, rows)


@require_safe
@staff_page(roles=AT_A_DESK)
def export_joint_meetings(request: StaffRequest) -> HttpResponse:
    """Every point of every joint meeting: who does what by when, and whether it is done."""
    rows = (
        (
            one.starts_at, one.venue, STATES[one.state], one.attended, one.number or "", _(one.subject), one.title,
            one.outcome, one.who, one.due_on, one.done_at,
        )
        for one in points_of_meetings(community_of_actor(request))
    )  # fmt: skip
    heads = (
        _("会议时间"), _("地点"), _("会议"), _("到会单位"), _("第几项"), _("议的是"), _("议题"), _("定了什么"), _("谁来办"),
        _("哪天以前"), _("办完"),
    )  # fmt: skip
    return table_file(_("联席会议"), heads, rows)
