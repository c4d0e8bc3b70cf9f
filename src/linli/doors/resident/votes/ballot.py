"""One's ballot: opened by the letter, marked, looked at once more, cast."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from linli.doors.ballots import BallotForm, OpenForm, ReceiptForm, fresh, read_ballot
from linli.doors.client_ip import client_ip
from linli.doors.opening_ballots import open_ballot
from linli.doors.refusal_words import status_of, words_for
from linli.doors.resident.following import NAME, remember, remembered
from linli.doors.resident.frame import ResidentRequest, community_of, resident_page
from linli.kernel.actor import reporter
from linli.kernel.case_codes import read_case_code, show_case_code
from linli.kernel.errors import Conflict, NotFound, Refusal, TooMany
from linli.places.queries import place_facts
from linli.votes.actions.cast_ballot import cast_ballot
from linli.votes.actions.replace_ballot import replace_ballot
from linli.votes.filled_ballot import FilledBallot
from linli.votes.open_vote import FOLLOWED_AS
from linli.votes.queries.opened_right import OpenedRight, opened_right
from linli.votes.queries.votes_shown import VoteFacts, public_vote
from linli.votes.rules.phases import Phase
from linli.votes.rules.slips import show_slip

OLD = "old"
"""Before the name of the receipt by which a ballot is changed: the ballot's own form has one too."""


class FindVoteForm(forms.Form):
    """The ten digits at the head of a voting letter."""

    code = forms.CharField(
        label=_("投票编号"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("请输入信上的投票编号。"), "max_length": _("投票编号是 10 位数字，请检查。")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def find_vote(request: ResidentRequest) -> HttpResponse:
    """Which vote, for who types the letter instead of scanning it. One statement."""
    form = FindVoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = read_case_code(form.cleaned_data["code"])
        try:
            return redirect("resident:open_ballot", public_vote(code or "").code)
        except NotFound:
            form.add_error("code", gettext("没有这个编号的投票，请对照信再看一看。"))
    return request.show("votes/find.html", form=form, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def open_by_letter(request: ResidentRequest, code: str) -> HttpResponse:
    """Voting code and last four digits; then the ballot, for half an hour in this browser. At most ten statements."""
    vote = public_vote(code)
    posted = request.method == "POST"
    form = OpenForm(
        request.POST if posted else None, initial={"code": request.GET.get("k", "")[:40].replace("\x00", "")}
    )
    status = 422 if posted else 200
    if form.is_valid():
        try:
            right = open_ballot(vote, form.cleaned_data["code"], form.cleaned_data["word"], client_ip(request))
        except TooMany as refusal:
            status = 429
            form.add_error(None, words_for(refusal))
        except NotFound:
            form.add_error(None, gettext("投票码和尾号对不上。请对照信再输一次；留的是别的号码，请用那个号码的尾号。"))
        else:
            remember(request, code, right.acts_as)
            return redirect("resident:ballot", code)
    return _show(request, vote, "open", form=form, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def ballot(request: ResidentRequest, code: str) -> HttpResponse:
    """The ballot (GET), the look before it is cast (`go=review`), the casting (`go=cast`). At most 15 statements.

    The page after casting is the answer itself and not a redirect: the receipt is shown once and kept nowhere beside the voter.
    """
    followed = remembered(request, code, FOLLOWED_AS)
    vote = public_vote(code)
    right = opened_right(vote, followed.as_id) if followed else None
    if right is None:
        return redirect("resident:open_ballot", code)
    if request.method == "POST" and request.POST.get("go") == "close":
        return _close(request, code)
    if vote.phase is not Phase.VOTING or (right.has_voted and not _is_change(request, vote, right)):
        return _posted_again(request, vote, right) or _show(request, vote, "not_now", right=right)
    changing = right.has_voted
    receipt_form = ReceiptForm(request.POST if request.method == "POST" else None, prefix=OLD) if changing else None
    if request.method != "POST":
        form = BallotForm(initial=fresh(vote), vote=vote)
        return _ballot(request, vote, right, form, receipt_form)
    typed = ""
    if receipt_form is not None and receipt_form.is_valid():
        typed = receipt_form.cleaned_data["receipt"]
    form = _form_of(request, vote, typed, changing)
    if not form.is_valid() or (receipt_form is not None and not typed):
        return _ballot(request, vote, right, form, receipt_form, status=422)
    go = request.POST.get("go")
    if go == "back":
        return _ballot(request, vote, right, form, receipt_form)
    if go != "cast":
        return _show(request, vote, "review", right=right, form=form, changing=changing, receipt=typed)
    return _cast(request, vote, right, form, receipt_form)


def _form_of(request: ResidentRequest, vote: VoteFacts, typed: str, changing: bool) -> BallotForm:
    return read_ballot(request.POST, vote, receipt=typed if changing else "")


def _is_change(request: ResidentRequest, vote: VoteFacts, right: OpenedRight) -> bool:
    asked = request.GET.get("change") or request.POST.get("change")
    return vote.changeable and right.proxy_id is None and asked == "1"


def _cast(
    request: ResidentRequest, vote: VoteFacts, right: OpenedRight, form: BallotForm, receipt_form: ReceiptForm | None
) -> HttpResponse:
    said = form.cleaned_data
    told: dict[str, Any] = {
        "actor": reporter(right.acts_as, vote.place_code, client_ip(request)),
        "key": said["key"],
        "vote": vote.key,
        "entry": right.entry_id,
        "ballot": FilledBallot(said["marks"], said["receipt"]),
    }
    try:
        if receipt_form is None:
            cast_ballot(**told, proxy=right.proxy_id)
        else:
            replace_ballot(**told)
    except Conflict:
        return _show(request, vote, "not_now", right=right, taken=True, status=409)
    except Refusal as refusal:
        form.add_error(None, words_for(refusal))
        return _ballot(request, vote, right, form, receipt_form, status=status_of(refusal))
    return _cast_page(request, vote, right, said["receipt"], changed=receipt_form is not None)


def _posted_again(request: ResidentRequest, vote: VoteFacts, right: OpenedRight) -> HttpResponse | None:
    """The same ballot sent a second time (a page loaded again): its receipt once more, where the deed under this key was hers."""
    if request.method != "POST" or request.POST.get("go") != "cast" or not right.has_voted:
        return None
    form = read_ballot(request.POST, vote)
    return _cast(request, vote, right, form, None) if form.is_valid() else None


def _cast_page(
    request: ResidentRequest, vote: VoteFacts, right: OpenedRight, receipt: str, *, changed: bool
) -> HttpResponse:
    return _show(request, vote, "cast", right=right, receipt=show_slip(receipt), changed=changed)


def _ballot(
    request: ResidentRequest,
    vote: VoteFacts,
    right: OpenedRight,
    form: BallotForm,
    receipt_form: ReceiptForm | None,
    status: int = 200,
) -> HttpResponse:
    notes = {one.id: gettext(one.note) for one in vote.choices if one.note}
    return _show(request, vote, "ballot", right=right, form=form, receipt_form=receipt_form, notes=notes, status=status)


def _close(request: ResidentRequest, code: str) -> HttpResponse:
    open_ones = dict(request.session.get(NAME, {}))
    open_ones.pop(code, None)
    request.session[NAME] = open_ones
    return redirect("resident:open_ballot", code)


def _show(request: ResidentRequest, vote: VoteFacts, page: str, *, status: int = 200, **more: Any) -> HttpResponse:
    place = place_facts(vote.place_code)
    return request.show(
        f"votes/{page}.html",
        community=community_of(place),
        vote=vote,
        shown_code=show_case_code(vote.code),
        status=status,
        **more,
    )
