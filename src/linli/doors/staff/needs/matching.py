"""Matching needs with pledges: search, read the receipts, confirm or reject."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.alliance.actions.confirm_matches import confirm_matches
from linli.alliance.actions.join_alliance import KEEPERS
from linli.alliance.actions.reject_match import reject_match
from linli.alliance.actions.run_matching import run_matching
from linli.alliance.queries.match_runs import RunPage, latest_run, match_key, open_for_matching
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import BadInput, NotFound
from linli.ledger.audit import home_of

from .deed_forms import words_field
from .receipt_words import change_words, far_words, unmet_words, why_words

COMMUNITY_DIGITS = 12
STATES = {
    "proposed": (gettext_lazy("等您定"), "accent"),
    "stale": (gettext_lazy("已过时"), "calm"),
    "confirmed": (gettext_lazy("已采用"), "settled"),
    "rejected": (gettext_lazy("没有采用"), "calm"),
}


class RejectForm(forms.Form):
    """Why not."""

    reason = words_field(
        gettext_lazy("为什么不采用"), gettext_lazy("例如：这家本月已经帮过一次；居民想要别的样式。"), 200
    )


@require_safe
@staff_page(roles=KEEPERS)
def matching(request: StaffRequest) -> HttpResponse:
    """The latest search of the own community. At most fifteen statements with the frame."""
    community = _community(request)
    run = latest_run(community)
    waiting = open_for_matching(request.actor, community)
    return request.show("staff/needs/matching.html", run=run, waiting=waiting, **(_shown(run) if run else {}))


@require_POST
@staff_page(roles=KEEPERS)
def start_matching(request: StaffRequest) -> HttpResponse:
    """Search anew."""
    run_matching(actor=request.actor, key=read_key(request), community=_community(request))
    messages.success(request, _("已重新对接。下面是建议，由您来定。"))
    return request.back_to("staff:matching")


@require_POST
@staff_page(roles=KEEPERS)
def confirm_picked(request: StaffRequest) -> HttpResponse:
    """Confirm what was picked of the latest run."""
    run = latest_run(_community(request))
    if run is None:
        raise NotFound("match_run")
    picked = {one.id: one for one in run.proposals if str(one.id) in set(request.POST.getlist("pick"))}
    if not picked:
        raise BadInput("matches", "empty")
    why = {id: _("、").join(why_words(code, one) for code in one.why)[:200] for id, one in picked.items()}
    done = confirm_matches(actor=request.actor, key=read_key(request), run=run.key, matches=list(picked), why=why)
    words = ngettext(
        "已采用 %(n)d 条，请联系单位，答复后记在需求的页面里。",
        "已采用 %(n)d 条，请联系单位，答复后记在需求的页面里。",
        done,
    )
    messages.success(request, words % {"n": done})
    return request.back_to("staff:matching")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def reject_one(request: StaffRequest, match: UUID) -> HttpResponse:
    """Reject a proposal with a reason."""
    key = match_key(match)
    posted = request.method == "POST"
    form = RejectForm(request.POST if posted else None)
    if posted and form.is_valid():
        with refused_into(form):
            reject_match(actor=request.actor, key=read_key(request), match=key, reason=form.cleaned_data["reason"])
            messages.success(request, _("已记下没有采用的理由。下次对接时可以重新比较。"))
            return request.back_to("staff:matching")
    return request.show("staff/needs/reject.html", form=form, status=422 if posted else 200)


def _community(request: StaffRequest) -> str:
    return home_of(request.actor)[:COMMUNITY_DIGITS]


def _shown(run: RunPage) -> dict[str, Any]:
    items = [
        {
            "one": one,
            "why": [why_words(code, one) for code in one.why],
            "changes": [change_words(code, one) for code in one.changes],
            "candidates": [{"one": c, "far": far_words(c.far)} for c in one.candidates],
            "open": one.state == "proposed" and not one.stale,
            "word": STATES["stale" if one.stale else one.state][0],
            "tone": STATES["stale" if one.stale else one.state][1],
        }
        for one in run.proposals
    ]
    return {
        "items": items,
        "open_ones": sum(one["open"] for one in items),
        "unmet": [{"one": one, "why": unmet_words(one)} for one in run.unmet],
        "shares": [{"label": one.name, "value": round(one.share * 100)} for one in run.shares[:12]],
    }
