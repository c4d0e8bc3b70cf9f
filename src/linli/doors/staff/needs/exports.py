"""The needs list and the latest matching as workbooks: nobody's name is in them."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.alliance.queries.match_runs import latest_run
from linli.alliance.queries.need_list import NeedTab, need_list
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import table_file
from linli.kernel.errors import NotFound
from linli.ledger.audit import home_of

from .matching import COMMUNITY_DIGITS, KEEPERS, STATES
from .need_list import READERS
from .receipt_words import unmet_words, why_words

MOST = 2000


@require_safe
@staff_page(roles=READERS)
def export_needs(request: StaffRequest) -> HttpResponse:
    """One tab of the list, 2,000 rows at most."""
    asked = request.GET.get("tab", "")
    tab = NeedTab(asked) if asked in set(NeedTab) else NeedTab.ASKED
    heads = (
        _("需求"), _("哪一类"), _("从哪里来"), _("地点"), _("数量"), _("还没有联系到"), _("单位"), _("惠及人数"), _("急"), _("状态"),
        _("最晚要"), _("最近一步"),
    )  # fmt: skip
    rows = (
        (
            one.title, _(one.kind), _(one.origin), one.place, one.quantity, one.missing, one.unit, one.people,
            _("急") if one.is_urgent else "", _(one.state.label), one.wanted_by_on, one.moved_at,
        )
        for one in need_list(request.actor, tab, size=MOST).page.items
    )  # fmt: skip
    return table_file(_("需求清单"), heads, rows)


@require_safe
@staff_page(roles=KEEPERS)
def export_matching(request: StaffRequest) -> HttpResponse:
    """The latest search: what is proposed and why, then what stays unmet and why. 404 before the first."""
    run = latest_run(home_of(request.actor)[:COMMUNITY_DIGITS])
    if run is None:
        raise NotFound("match_run")
    heads = (_("需求"), _("地点"), _("急"), _("提供的单位"), _("资源"), _("数量"), _("单位"), _("情况"), _("理由"))
    proposed = [
        (
            one.need, one.need_place, _("急") if one.is_urgent else "", one.unit_name, one.pledge, one.quantity, one.unit,
            _(str(STATES["stale" if one.stale else one.state][0])), _("；").join(why_words(code, one) for code in one.why),
        )
        for one in run.proposals
    ]  # fmt: skip
    unmet = [
        (
            one.need, one.need_place, _("急") if one.is_urgent else "", "", "", one.missing, one.unit, _("没有对上"),
            unmet_words(one),
        )
        for one in run.unmet
    ]  # fmt: skip
    return table_file(_("对接结果"), heads, [*proposed, *unmet])
