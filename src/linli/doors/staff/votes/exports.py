"""The votes as a workbook: what was asked, by which rule, and what came of it. No ballot is in it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import table_file
from linli.votes.queries.votes_shown import vote_list

from .votes import READERS, TABS

MOST = 2000


@require_safe
@staff_page(roles=READERS)
def export_votes(request: StaffRequest) -> HttpResponse:
    """One tab of the list, 2,000 rows at most."""
    heads = (_("投票"), _("问题"), _("规则"), _("现在"), _("投票编号"), _("开始"), _("截止"), _("名册人数"))
    rows = (
        (
            one.title,
            one.question,
            _(one.rule.label),
            _(one.phase.label),
            one.code,
            one.opens_at,
            one.closes_at,
            one.roll_heads,
        )
        for one in vote_list(size=MOST, open_only=TABS.get(request.GET.get("tab", "open"), True)).items
    )
    return table_file(_("投票"), heads, rows)
