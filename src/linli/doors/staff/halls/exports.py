"""The motions and the meetings of a hall as workbooks: nobody who raised, backed or attended is named."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import table_file
from linli.halls.queries.hall_tables import meetings_of_hall, motions_of_hall

from .halls import READERS


@require_safe
@staff_page(roles=READERS)
def export_motions(request: StaffRequest, hall: UUID) -> HttpResponse:
    """Every motion of the hall with what was resolved."""
    found, motions = motions_of_hall(hall)
    heads = (
        _("议题"), _("查询码"), _("现在"), _("提出"), _("决议"), _("怎么说"), _("赞成"), _("反对"), _("弃权"), _("到会成员"),
        _("议决"), _("落实"),
    )  # fmt: skip
    rows = (
        (
            one.title, one.code, _(one.state.label), one.raised_at, _(one.outcome.label) if one.outcome else "", one.text,
            one.in_favour, one.against, one.abstained, one.attending, one.resolved_at, one.done_at,
        )
        for one in motions
    )  # fmt: skip
    return table_file(_("%(hall)s议题") % {"hall": found.name}, heads, rows)


@require_safe
@staff_page(roles=READERS)
def export_hall_meetings(request: StaffRequest, hall: UUID) -> HttpResponse:
    """Every meeting and lecture of the hall with how many attended."""
    found, meetings = meetings_of_hall(hall)
    heads = (_("会议"), _("哪一种"), _("时间"), _("地点"), _("情况"), _("会议记录"), _("到会人数"), _("其中成员"))
    rows = (
        (
            one.title, _(one.kind.label), one.starts_at, one.place, _(one.state.label), _(one.minutes.label), one.attended,
            one.members,
        )
        for one in meetings
    )  # fmt: skip
    return table_file(_("%(hall)s会议") % {"hall": found.name}, heads, rows)
