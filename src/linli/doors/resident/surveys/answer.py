"""Answering a survey: one page, or in elder mode one question a page; and its results once it is over."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.doors.answer_form import AnswerForm
from linli.doors.client_ip import client_ip
from linli.doors.refusal_words import too_many_words, words_for
from linli.doors.resident.frame import ResidentRequest, community_at, resident_page
from linli.doors.resident.keyed_form import AnybodysForm
from linli.doors.resident.raise_form import as_id
from linli.doors.staff.surveys.shown import question_rows
from linli.forms.actions.answer_survey import answer_survey
from linli.forms.asked import asked_in
from linli.forms.queries.answering import buildings_asked
from linli.forms.queries.find_survey import SurveyFacts, public_survey
from linli.forms.queries.results import public_results
from linli.forms.rules.survey import Channel, OncePer
from linli.kernel.actor import reporter
from linli.kernel.errors import BadInput, Conflict, KeyReused, Refusal, TooMany
from linli.ledger.attempts import check_attempts, note_attempt
from linli.places.queries import CommunityChoice

MOST_AN_HOUR = 30
"""Answers from one address within an hour: a family, or neighbours in the community's reading room."""


class ResidentAnswerForm(AnybodysForm, AnswerForm):
    """The survey with a key under which it counts once, and a trap for machines."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.survey.once_per is OncePer.SLIP:
            self.fields["slip"] = forms.CharField(
                label=_("纸条上的六位数字"),
                help_text=_("送到您家的纸条上印着；没有收到，请问楼栋长或社区。"),
                max_length=20,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-keep-not": ""}),
                error_messages={"required": _("请填纸条上的六位数字。")},
            )

    def faults_in(self, step: tuple[str, ...]) -> bool:
        """Whether what was answered on one page cannot stand."""
        return any(name in self.errors for name in step)

    def judge_only(self, step: tuple[str, ...]) -> None:
        """Leave the errors of other pages for when they are asked."""
        for name in [name for name in self.errors if name not in step]:
            del self.errors[name]


@resident_page
def survey(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """The form while it may be answered, the results once it is over. Five statements to show the form."""
    community, facts = community_at(code), public_survey(code, id)
    if not facts.is_answerable:
        return _over(request, community, facts)
    asked, buildings = asked_in(facts.key), buildings_asked(facts)

    def form_of(*data: Any, **options: Any) -> ResidentAnswerForm:
        return ResidentAnswerForm(*data, survey=facts, asked=asked, buildings=buildings, **options)

    if request.method != "POST":
        return _show(request, community, facts, form_of(initial={"key": uuid4()}))
    form = form_of(request.POST)
    steps, go = form.steps(), request.POST.get("go", "send")
    step = _step(request.POST.get("step", ""), len(steps))
    if go == "back" or (go == "next" and not form.faults_in(steps[step])):
        typed = {name: _typed(request, form, name) for name in form.fields} | {"website": ""}
        typed["key"] = as_id(request.POST.get("key", "")) or uuid4()
        beside = min(max(step + (1 if go == "next" else -1), 0), len(steps) - 1)
        return _show(request, community, facts, form_of(initial=typed), step=beside)
    if go == "next":
        form.judge_only(steps[step])
        return _show(request, community, facts, form, step=step, status=422)
    if not form.is_valid():
        if "key" in form.errors:
            form.with_fresh_key()
        first = next((n for n, names in enumerate(steps) if form.faults_in(names)), len(steps) - 1)
        return _show(request, community, facts, form, step=first, status=422)
    return _send(request, community, facts, form)


@resident_page
def survey_thanks(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """The answer is in. Two statements."""
    return request.show("surveys/thanks.html", community=community_at(code), survey=public_survey(code, id))


def _send(
    request: ResidentRequest, community: CommunityChoice, facts: SurveyFacts, form: ResidentAnswerForm
) -> HttpResponse:
    said, ip = form.cleaned_data, client_ip(request)
    by = Channel.QR if request.GET.get("by") == "qr" and Channel.QR in facts.channels else Channel.PAGE
    if by not in facts.channels:
        by = Channel.QR
    last = len(form.steps()) - 1
    try:
        check_attempts("survey", ip, limit=MOST_AN_HOUR, minutes=60)
        answer_survey(
            actor=reporter(uuid5(NAMESPACE_OID, str(said["key"])), community.place_code, ip),
            key=said["key"],
            survey=facts.key,
            who=form.respondent(),
            sheet=form.sheet(),
            channel=by,
        )
        note_attempt("survey", ip)
    except TooMany as refusal:
        form.add_error(
            None, gettext("这个网络一小时里提交得太多了。您填的内容都还在。") + too_many_words(refusal.retry_after)
        )
        return _show(request, community, facts, form, step=last, status=429)
    except Conflict:
        form.add_error(None, gettext("这一户（这个手机号）已经答过了，每份只算一次。要是不是您家答的，请告诉社区。"))
    except KeyReused:
        form.with_fresh_key()
        form.add_error(None, gettext("这一页刚才已经提交过，第一次的内容已经收到。"))
    except Refusal as refusal:
        if _is_slip(refusal):
            # A wrong guess counts like an answer, so that nobody tries them all.
            note_attempt("survey", ip)
        form.add_error("slip" if _is_slip(refusal) else None, words_for(refusal))
    else:
        return redirect("resident:survey_thanks", community.place_code, facts.id)
    return _show(request, community, facts, form, step=last, status=422)


def _over(request: ResidentRequest, community: CommunityChoice, facts: SurveyFacts) -> HttpResponse:
    found = public_results(facts)
    return request.show(
        "surveys/results.html",
        community=community,
        survey=facts,
        found=found,
        rows=question_rows(found) if found else [],
    )


def _show(
    request: ResidentRequest,
    community: CommunityChoice,
    facts: SurveyFacts,
    form: ResidentAnswerForm,
    *,
    step: int = 0,
    status: int = 200,
) -> HttpResponse:
    steps = form.steps()
    asked = set(steps[step]) | {"website", "key"}
    return request.show(
        "surveys/answer.html",
        community=community,
        status=status,
        survey=facts,
        form=form,
        step=step,
        number=step + 1,
        all=len(steps),
        now=[form[name] for name in steps[step]],
        hidden=[one for one in form if one.name not in asked],
        is_last=step == len(steps) - 1,
    )


def _is_slip(refusal: Refusal) -> bool:
    return isinstance(refusal, BadInput) and refusal.field == "slip"


def _step(text: str, count: int) -> int:
    return min(int(text), count - 1) if text.isascii() and text.isdigit() and len(text) < 4 else count - 1


def _typed(request: ResidentRequest, form: ResidentAnswerForm, name: str) -> Any:
    if isinstance(form.fields[name], forms.MultipleChoiceField):
        return request.POST.getlist(name)
    return request.POST.get(name, "")
