"""The list of votes, registering one, and changing one in preparation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import WrongState
from linli.kernel.scope import EVERYTHING
from linli.places.queries import communities
from linli.votes.actions.change_vote import change_vote
from linli.votes.actions.register_vote import register_vote
from linli.votes.queries.votes_shown import staff_vote, vote_list
from linli.votes.rules.keepers import KEEPERS, READERS
from linli.votes.rules.phases import MovesBy, Phase

from .vote_form import VoteForm, initial_of

COMMUNITY_DIGITS = 12
TABS = {"open": True, "over": False}


@require_safe
@staff_page(roles=READERS)
def votes(request: StaffRequest) -> HttpResponse:
    """Those under way, or those that are over. Five statements with the frame."""
    tab = request.GET.get("tab", "open")
    tab = tab if tab in TABS else "open"
    page = read_page(request, lambda at: vote_list(at, open_only=TABS[tab]))
    labels = {"open": _("进行中"), "over": _("已结束")}
    return request.show(
        "staff/votes/votes.html",
        page=page,
        tab=tab,
        may_keep=bool(KEEPERS & request.actor.roles),
        tabs=[{"label": labels[one], "url": f"?tab={one}", "current": one == tab} for one in TABS],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def new_vote(request: StaffRequest) -> HttpResponse:
    """Register a vote. The frame's statements, the communities, and the deed's own."""
    posted = request.method == "POST"
    start = (clock.now().astimezone(SHANGHAI) + timedelta(days=7)).replace(hour=8, minute=0, second=0, microsecond=0)
    initial = {
        "moves_by": MovesBy.CLOCK.value,
        "opens_at": start,
        "closes_at": start.replace(hour=18) + timedelta(days=3),
        "rule": "simple_majority",
    }
    form = VoteForm(request.POST if posted else None, initial=initial, places=places_of(request.actor))
    if posted and form.is_valid():
        with refused_into(form):
            vote = register_vote(
                actor=request.actor,
                key=read_key(request),
                place_code=form.cleaned_data["place"],
                settings=form.settings(),
            )
            messages.success(request, _("投票已登记。接下来做名册，再由两位工作人员公示。"))
            return request.back_to("staff:vote", vote.code)
    return _show(request, form, posted)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def vote_settings(request: StaffRequest, code: str) -> HttpResponse:
    """Change a vote in preparation."""
    vote = staff_vote(request.actor, code)
    if vote.phase is not Phase.PREPARING:
        raise WrongState("vote.change", vote.phase)
    posted = request.method == "POST"
    places = places_of(request.actor, vote.place_code)
    form = VoteForm(request.POST if posted else None, initial=initial_of(vote), places=places)
    if posted and form.is_valid():
        with refused_into(form):
            change_vote(actor=request.actor, key=read_key(request), vote=vote.key, settings=form.settings(vote.choices))
            messages.success(request, _("已保存。"))
            return request.back_to("staff:vote", code)
    return _show(request, form, posted, vote)


def places_of(actor: Actor, only: str = "") -> list[tuple[str, str]]:
    """The communities an actor may hold a vote in, by name; or the one it is held in."""
    prefixes = [only] if only else sorted(p for p in actor.scope.prefixes if p != EVERYTHING)
    found = {one.place_code: one.name for prefix in prefixes for one in communities(prefix[:COMMUNITY_DIGITS])}
    return list(found.items())


def _show(request: StaffRequest, form: VoteForm, posted: bool, vote: Any = None) -> HttpResponse:
    return request.show(
        "staff/votes/settings.html", form=form, vote=vote, rules=form.rule_words(), status=422 if posted else 200
    )
