"""Ballots at the desk: on the telephone, by a proxy's registration, paper handed out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from linli.doors.ballots import BallotForm, OpenForm, fresh, read_ballot
from linli.doors.deed_key import read_key
from linli.doors.opening_ballots import open_ballot
from linli.doors.refusal_words import words_for
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import Conflict, NotFound, Refusal, TooMany
from linli.kernel.ids import uuid7
from linli.ledger.street_row import RowKey
from linli.votes.actions.cast_ballot import cast_ballot
from linli.votes.actions.give_proxy import give_proxy
from linli.votes.actions.hand_out_paper import hand_out_paper
from linli.votes.actions.revoke_proxy import revoke_proxy
from linli.votes.filled_ballot import FilledBallot
from linli.votes.queries.opened_right import OpenedRight
from linli.votes.queries.roll import proxies_of
from linli.votes.queries.votes_shown import VoteFacts, staff_vote
from linli.votes.rules.keepers import KEEPERS
from linli.votes.rules.slips import show_slip


class HandOutForm(forms.Form):
    """Whom a paper ballot is handed to."""

    number = forms.IntegerField(
        label=gettext_lazy("选民序号"),
        min_value=1,
        max_value=99_999,
        error_messages={"required": gettext_lazy("请输入选民序号。"), "invalid": gettext_lazy("请输入选民序号。")},
    )


class ProxyForm(HandOutForm):
    """Who votes for whom."""

    name = forms.CharField(
        label=gettext_lazy("受托人姓名"),
        max_length=40,
        error_messages={"required": gettext_lazy("请写受托人的姓名。")},
    )
    phone = forms.CharField(
        label=gettext_lazy("受托人电话"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        error_messages={"required": gettext_lazy("请写受托人的电话，投票时要用尾号四位。")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def phone_ballot(request: StaffRequest, code: str) -> HttpResponse:
    """A caller's ballot: her code and digits first, then her choice, read back to her before it is cast. What she chose is not
    shown again to anybody. Code and digits travel with the form and are asked anew at each step; nothing is kept."""
    vote = staff_vote(request.actor, code)
    posted = request.method == "POST"
    opening = OpenForm(request.POST if posted else None)
    if not opening.is_valid():
        return _phone(request, vote, "open", 422 if posted else 200, opening=opening)
    said = opening.cleaned_data
    try:
        right = open_ballot(vote, said["code"], said["word"], f"staff {request.actor.id}")
    except (NotFound, TooMany) as refusal:
        opening.add_error(None, words_for(refusal))
        return _phone(request, vote, "open", 422, opening=opening)
    go = request.POST.get("go", "open")
    if go == "open":
        form = BallotForm(initial=fresh(vote), vote=vote)
        return _phone(request, vote, "ballot", opening=opening, right=right, form=form)
    form = read_ballot(request.POST, vote)
    if not form.is_valid():
        return _phone(request, vote, "ballot", 422, opening=opening, right=right, form=form)
    if go == "back":
        return _phone(request, vote, "ballot", opening=opening, right=right, form=form)
    if go != "cast":
        return _phone(request, vote, "review", opening=opening, right=right, form=form)
    return _cast(request, vote, opening, right, form)


def _cast(
    request: StaffRequest, vote: VoteFacts, opening: OpenForm, right: OpenedRight, form: BallotForm
) -> HttpResponse:
    ballot = form.cleaned_data
    try:
        cast_ballot(
            actor=request.actor,
            key=ballot["key"],
            vote=vote.key,
            entry=right.entry_id,
            ballot=FilledBallot(ballot["marks"], ballot["receipt"]),
            proxy=right.proxy_id,
        )
    except Conflict:
        opening.add_error(None, _("这一位已经投过票，这次没有投。"))
        return _phone(request, vote, "open", 409, opening=opening)
    except Refusal as refusal:
        form.add_error(None, words_for(refusal))
        return _phone(request, vote, "ballot", 422, opening=opening, right=right, form=form)
    return _phone(request, vote, "cast", right=right, receipt=show_slip(ballot["receipt"]))


def _phone(request: StaffRequest, vote: VoteFacts, step: str, status: int = 200, **more: Any) -> HttpResponse:
    notes = {one.id: one.note for one in vote.choices if one.note}
    return request.show("staff/votes/phone.html", vote=vote, step=step, notes=notes, status=status, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def vote_proxies(request: StaffRequest, code: str) -> HttpResponse:
    """The proxies of a vote, and registering one from a signed form. At most twenty statements with the deed."""
    vote = staff_vote(request.actor, code)
    posted = request.method == "POST"
    form = ProxyForm(request.POST if posted else None)
    if form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            try:
                proxy = give_proxy(
                    actor=request.actor,
                    key=read_key(request),
                    vote=vote.key,
                    number=said["number"],
                    name=said["name"],
                    phone=said["phone"],
                )
            except NotFound:
                form.add_error("number", _("名册上没有这个序号。"))
            except Conflict:
                form.add_error("number", _("这一位已经委托了别人，请先撤销。"))
            else:
                told = {"code": show_slip(proxy.code.reveal())}
                messages.success(request, _("委托已登记。请把委托投票码交给受托人：%(code)s") % told)
                return request.back_to("staff:vote_proxies", code)
    proxies = [{"proxy": one, "code": show_slip(one.code), "key": uuid7()} for one in proxies_of(vote)]
    return request.show(
        "staff/votes/proxies.html", vote=vote, form=form, proxies=proxies, status=422 if posted else 200
    )


@require_POST
@staff_page(roles=KEEPERS)
def take_back_proxy(request: StaffRequest, code: str, proxy: UUID) -> HttpResponse:
    """Revoke a proxy."""
    vote = staff_vote(request.actor, code)
    key = RowKey(vote.key.street_code, proxy)
    revoke_proxy(actor=request.actor, key=read_key(request), vote=vote.key, proxy=key)
    messages.success(request, _("委托已撤销，本人可以自己投票。"))
    return request.back_to("staff:vote_proxies", code)


@require_POST
@staff_page(roles=KEEPERS)
def give_paper(request: StaffRequest, code: str) -> HttpResponse:
    """Hand out a paper ballot."""
    vote = staff_vote(request.actor, code)
    form = HandOutForm(request.POST)
    if form.is_valid():
        try:
            hand_out_paper(
                actor=request.actor, key=read_key(request), vote=vote.key, number=form.cleaned_data["number"]
            )
            messages.success(request, _("已记下：选民 %(n)d 号领了纸质票。") % {"n": form.cleaned_data["number"]})
        except NotFound:
            messages.error(request, _("名册上没有这个序号。"))
        except Conflict:
            messages.error(request, _("这一位已经投过票或领过票，请不要发票。"))
        except Refusal as refusal:
            messages.error(request, words_for(refusal))
    else:
        messages.error(request, _("请输入选民序号。"))
    return request.back_to("staff:vote_papers", code)
