"""The page of one vote, and its turns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.vote_words import log_words, missing_words, outcome_words, percent_of
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import BadInput
from linli.places.queries import place_facts
from linli.votes.actions.ask_turn import ask_turn
from linli.votes.actions.confirm_turn import confirm_turn
from linli.votes.queries.nominations import nominations_of
from linli.votes.queries.paper_batches import papers_shown
from linli.votes.queries.roll import roll_sum, what_is_missing
from linli.votes.queries.vote_log import latest_log
from linli.votes.queries.votes_shown import VoteFacts, outcome_counted, staff_vote, turnout_of
from linli.votes.rules.keepers import KEEPERS, READERS
from linli.votes.rules.phases import BY_THE_CLOCK, CHOICES_READABLE, NEXT, ROLL_OPEN, MovesBy, Phase

TURN_WORDS = {
    Phase.ROLL_PUBLISHED: (gettext_lazy("提请公示名册"), gettext_lazy("题目和规则从此不能再改；名册还可以更正")),
    Phase.VOTING: (gettext_lazy("提请开始投票"), gettext_lazy("名册从此不能再改")),
    Phase.COUNTING: (gettext_lazy("提请截止投票"), gettext_lazy("不再收票，开箱打乱后计票")),
    Phase.DECLARED: (gettext_lazy("提请公布结果"), gettext_lazy("结果连同全部选票公开，不能再改")),
}


class AnnulForm(forms.Form):
    """Why a vote is annulled; everybody reads it."""

    reason = forms.CharField(label=gettext_lazy("作废的理由（公开）"), max_length=400)


@require_safe
@staff_page(roles=READERS)
def vote(request: StaffRequest, code: str) -> HttpResponse:
    """Everything of a vote but what anybody chose. At most eighteen statements with the frame."""
    one = staff_vote(request.actor, code)
    log = latest_log(one)
    readable = one.phase in CHOICES_READABLE and one.result is not None
    missing = what_is_missing(one) if one.phase in ROLL_OPEN else []
    turnout, papers = turnout_of(one), papers_shown(one)
    may_keep = bool(KEEPERS & request.actor.roles_at(one.place_code))
    return request.show(
        "staff/votes/vote.html",
        vote=one,
        shown_code=show_case_code(one.code),
        place=place_facts(one.place_code).short,
        roll=roll_sum(one),
        turnout=turnout,
        turnout_percent=percent_of(turnout.total, one.roll_heads),
        papers=papers,
        papers_percent=percent_of(papers.handed_out, papers.issued),
        missing=missing_words(missing),
        nominations=nominations_of(one) if one.takes_nominations else [],
        outcome=outcome_words(one, outcome_counted(one)) if readable else None,
        log=log,
        log_lines=log_words(one, log.lines)[:12],
        phases=[_(phase.label) for phase in Phase if phase is not Phase.ANNULLED],
        step=list(Phase).index(one.phase) + 1 if one.phase is not Phase.ANNULLED else 0,
        may_keep=may_keep,
        turns=_turns(one, request, missing_words(missing)) if may_keep else [],
        annul=AnnulForm(),
    )


@require_POST
@staff_page(roles=KEEPERS)
def turn_vote(request: StaffRequest, code: str, deed: str) -> HttpResponse:
    """`ask` for a turn, or `confirm` what somebody else asked for; `to` names the phase in both."""
    one = staff_vote(request.actor, code)
    target = _phase(request.POST.get("to", ""))
    told: dict[str, Any] = {"actor": request.actor, "key": read_key(request), "vote": one.key, "target": target}
    if deed == "confirm":
        confirm_turn(**told)
        messages.success(request, _("已确认，现在是：%(phase)s。") % {"phase": _(target.label)})
    else:
        ask_turn(**told, reason=request.POST.get("reason", ""))
        messages.success(request, _("已提请，等另一位工作人员确认。"))
    return request.back_to("staff:vote", code)


def _phase(text: str) -> Phase:
    if text not in set(Phase):
        raise BadInput("to", "unknown")
    return Phase(text)


def _turns(one: VoteFacts, request: StaffRequest, not_ready: list[str]) -> list[dict[str, Any]]:
    """The turns this person may make now: to confirm, to ask for."""
    found = []
    if one.asked_phase is not None:
        mine = one.asked_by == request.actor.id
        found.append(
            {
                "deed": "confirm",
                "to": one.asked_phase.value,
                "label": _("确认：%(phase)s") % {"phase": _(one.asked_phase.label)},
                "consequence": _("%(name)s 提请，需要另一位确认") % {"name": one.asked_name},
                "why_not": _("您自己提请的，请另一位工作人员确认") if mine else "",
                "tone": "danger" if one.asked_phase is Phase.ANNULLED else "primary",
                "reason": one.asked_reason,
            }
        )
    target = NEXT.get(one.phase)
    if target is not None and one.asked_phase is not target:
        by_clock = target in BY_THE_CLOCK and one.moves_by is MovesBy.CLOCK
        label, consequence = TURN_WORDS[target]
        lacks = _("还差：%(what)s") % {"what": "；".join(map(str, not_ready))} if not_ready else ""
        why = _("到点自动，不用人工") if by_clock else lacks
        found.append(
            {
                "deed": "ask",
                "to": target.value,
                "label": label,
                "consequence": consequence,
                "why_not": why,
                "tone": "plain" if found else "primary",
            }
        )
    if one.phase is not Phase.ANNULLED and one.asked_phase is not Phase.ANNULLED:
        found.append(
            {
                "deed": "ask",
                "to": Phase.ANNULLED.value,
                "label": _("提请作废"),
                "consequence": _("写明理由，另一位确认后公开"),
                "tone": "danger",
                "why_not": "",
                "asks_reason": True,
            }
        )
    return found
