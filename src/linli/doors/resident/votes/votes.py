"""A community's votes, one vote with its result, and everything with which anybody checks it."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.matter import read_phone
from linli.doors.ballots import ReceiptForm
from linli.doors.client_ip import client_ip
from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.refusals import refused_into
from linli.doors.resident.frame import ResidentRequest, community_at, community_of, resident_page
from linli.doors.resident.raise_form import Words
from linli.doors.vote_words import log_words, outcome_words, percent_of
from linli.kernel.actor import reporter
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import BadInput
from linli.ledger.attempts import check_attempts, note_attempt
from linli.places.queries import place_facts
from linli.votes.actions.nominate_officer import nominate_officer
from linli.votes.actions.object_to_roll import object_to_roll
from linli.votes.queries.nominations import may_be_nominated
from linli.votes.queries.recount_file import recount_file
from linli.votes.queries.roll import is_on_roll
from linli.votes.queries.vote_log import latest_log
from linli.votes.queries.votes_shown import (
    VoteFacts,
    ballot_with,
    outcome_counted,
    public_vote,
    public_votes,
    published_ballots,
    turnout_of,
)
from linli.votes.rules.phases import Phase
from linli.votes.rules.slips import show_slip

MOST_AN_HOUR = 10
SPREADSHEET_STARTS = ("=", "+", "-", "@")


class ObjectionForm(forms.Form):
    """What is wrong with the roll; only the community reads it."""

    words = forms.CharField(
        label=_("名册哪里不对"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写一写哪里不对。"), "max_length": _("写得太长了，请不要超过 1000 字。")},
    )
    name = Words(label=_("怎么称呼您"), required=False, max_length=40)
    phone = forms.CharField(
        label=_("您的电话"), required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )


class OnRollForm(forms.Form):
    """A telephone number, looked up on the roll."""

    phone = forms.CharField(
        label=_("您的电话（完整号码）"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"required": _("请输入完整的电话号码。"), "max_length": _("这不像一个电话号码，请检查。")},
    )

    def clean_phone(self) -> str:
        """Digits."""
        try:
            return read_phone(self.cleaned_data["phone"])
        except BadInput:
            raise forms.ValidationError(gettext("这不像一个电话号码，请检查。")) from None


class NominationForm(forms.Form):
    """Who is put forward, and why."""

    post = forms.ChoiceField(
        label=_("推荐谁"), error_messages={"required": _("请选一位。"), "invalid_choice": _("请选一位。")}
    )
    words = forms.CharField(
        label=_("推荐的理由"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请用一两句话说说为什么推荐。"), "max_length": _("理由请不要超过 200 字。")},
    )
    by_name = Words(label=_("怎么称呼您"), required=False, max_length=40)

    def __init__(self, *args: Any, vote: VoteFacts, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = [
            ("", gettext("请选择")),
            *((str(id), words) for id, words in may_be_nominated(vote)),
        ]


@require_safe
@resident_page
def votes(request: ResidentRequest, code: str) -> HttpResponse:
    """The votes of a community, latest first. Three statements."""
    community = community_at(code)
    page = read_page(request, lambda at: public_votes(code, at))
    return request.show("votes/votes.html", community=community, page=page)


@require_safe
@resident_page
def vote(request: ResidentRequest, code: str) -> HttpResponse:
    """One vote: question, rule, turnout as a count; once counted the result, how the rule was applied, the log and whether its
    chain holds; a receipt looked up. At most fourteen statements."""
    one = public_vote(code)
    log, declared = latest_log(one), one.result is not None
    form = ReceiptForm(request.GET if declared and "receipt" in request.GET else None)
    found, looked = None, form.is_valid()
    if looked:
        found = ballot_with(one, form.cleaned_data["receipt"])
    begun = one.phase not in (Phase.PREPARING, Phase.ROLL_PUBLISHED)
    turnout = turnout_of(one) if begun else None
    outcome = outcome_words(one, outcome_counted(one)) if declared else None
    return _show(
        request,
        one,
        "vote",
        turnout=turnout,
        turnout_percent=percent_of(turnout.total, one.roll_heads) if turnout else None,
        outcome=outcome,
        returned_percent=percent_of(outcome.outcome.returned, one.roll_heads) if outcome else None,
        valid_percent=percent_of(outcome.outcome.valid, outcome.outcome.returned) if outcome else None,
        log=log,
        log_lines=log_words(one, log.lines),
        form=form,
        looked=looked,
        found=found,
        found_marks=[one.label_of(mark) for mark in found["marks"]] if found else [],
        receipt=show_slip(form.cleaned_data["receipt"]) if looked else "",
    )


@require_safe
@resident_page
def ballots_json(request: ResidentRequest, code: str) -> HttpResponse:
    """The file to recount by, once the result is declared. At most seven statements."""
    one = public_vote(code)
    text = json.dumps(recount_file(one), ensure_ascii=False, indent=1)
    return _file(text.encode(), "application/json; charset=utf-8", f"{one.title}-{one.code}.json")


@require_safe
@resident_page
def ballots_csv(request: ResidentRequest, code: str) -> HttpResponse:
    """The ballots as a table, once the result is declared. At most four statements."""
    one = public_vote(code)
    text = io.StringIO()
    writer = csv.writer(text)
    named = [gettext("名册序号"), gettext("面积（平方米）")] if one.named else []
    writer.writerow([gettext("回执"), *(_plain(choice.label) for choice in one.choices), gettext("废票"), *named])
    for ballot in published_ballots(one):
        marks = ["1" if choice.id in ballot["marks"] else "" for choice in one.choices]
        more = [ballot["number"], ballot["area"]] if one.named else []
        writer.writerow([show_slip(ballot["receipt"]), *marks, ballot["spoiled"], *more])
    return _file(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"{one.title}-{one.code}.csv")


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def on_roll(request: ResidentRequest, code: str) -> HttpResponse:
    """Whether a telephone number stands on the roll. At most eight statements; ten tries an hour from one address."""
    one = public_vote(code)
    posted = request.method == "POST"
    form = OnRollForm(request.POST if posted else None)
    found = None
    if form.is_valid():
        with refused_into(form):
            check_attempts("vote.on_roll", client_ip(request), limit=MOST_AN_HOUR, minutes=60)
            note_attempt("vote.on_roll", client_ip(request))
            found = is_on_roll(one, form.cleaned_data["phone"])
    status = 422 if posted and found is None else 200
    return _show(request, one, "on_roll", form=form, found=found, looked=found is not None, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def object_to(request: ResidentRequest, code: str) -> HttpResponse:
    """Say that the roll is wrong. At most eleven statements."""
    one = public_vote(code)
    posted = request.method == "POST"
    form = ObjectionForm(request.POST if posted else None)
    if form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            check_attempts("vote.object", client_ip(request), limit=MOST_AN_HOUR, minutes=60)
            object_to_roll(
                actor=reporter(uuid4(), one.place_code, client_ip(request)),
                key=read_key(request),
                vote=one.key,
                words=said["words"],
                name=said["name"],
                phone=said["phone"],
            )
            note_attempt("vote.object", client_ip(request))
            messages.success(request, gettext("社区已收到您的异议，答复以前不会开始投票。"))
            return redirect("resident:vote", code)
    return _show(request, one, "object", form=form, status=422 if posted else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def nominate(request: ResidentRequest, code: str) -> HttpResponse:
    """Put an officer forward. At most twelve statements."""
    one = public_vote(code)
    posted = request.method == "POST"
    form = NominationForm(request.POST if posted else None, vote=one)
    if form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            check_attempts("vote.nominate", client_ip(request), limit=MOST_AN_HOUR, minutes=60)
            nominate_officer(
                actor=reporter(uuid4(), one.place_code, client_ip(request)),
                key=read_key(request),
                vote=one.key,
                post=forms.UUIDField().clean(said["post"]),
                words=said["words"],
                by_name=said["by_name"],
            )
            note_attempt("vote.nominate", client_ip(request))
            messages.success(request, gettext("谢谢您的推荐。要先问本人愿不愿意，同意了才列上选票。"))
            return redirect("resident:vote", code)
    return _show(request, one, "nominate", form=form, status=422 if posted else 200)


def _show(request: ResidentRequest, one: VoteFacts, page: str, *, status: int = 200, **more: Any) -> HttpResponse:
    return request.show(
        f"votes/{page}.html",
        community=community_of(place_facts(one.place_code)),
        vote=one,
        shown_code=show_case_code(one.code),
        status=status,
        **more,
    )


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def _plain(text: str) -> str:
    """The text so that a spreadsheet does not take it for a formula."""
    return f"'{text}" if text.startswith(SPREADSHEET_STARTS) else text
