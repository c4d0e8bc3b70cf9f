"""An officer fills a survey in for somebody at the door; papers are entered twice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from linli.doors.answer_form import AGE, AnswerForm
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.forms.actions.answer_survey import answer_survey
from linli.forms.actions.enter_paper import enter_paper
from linli.forms.actions.settle_paper import settle_paper
from linli.forms.asked import Asked, asked_in
from linli.forms.paper import COUNTED, DIFFERS
from linli.forms.queries.answering import buildings_asked
from linli.forms.queries.find_survey import find_survey
from linli.forms.queries.papers import DifferingPaper, differing_paper, papers_of
from linli.forms.rules.survey import AT_THE_DOOR, KEEPERS, Channel
from linli.kernel.errors import Conflict

from .survey import frame_of


class PaperForm(AnswerForm):
    """A paper: its serial number first, then the home, then the answers by their numbers."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, typed=True, **options)
        self.fields["serial"] = forms.CharField(
            label=gettext("纸上的编号"),
            max_length=12,
            widget=forms.TextInput(attrs={"autocomplete": "off", "data-answer-keys": "line"}),
            error_messages={"required": _("请填纸上的编号。"), "max_length": _("编号最多 12 个字。")},
        )
        self.order_fields(["serial", "building", "unit", "room"])


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=AT_THE_DOOR | KEEPERS)
def answer_at_door(request: StaffRequest, survey_id: UUID) -> HttpResponse:
    """Fill it in with somebody at the door, on a telephone or a desk."""
    survey = find_survey(request.actor, survey_id)
    if not survey.is_answerable or Channel.DOOR not in survey.channels:
        messages.info(request, gettext("这份问卷现在不能上门代填。"))
        return request.back_to("staff:survey", survey_id)
    asked, buildings = asked_in(survey.key), buildings_asked(survey)
    posted = request.method == "POST"
    form = AnswerForm(request.POST if posted else None, survey=survey, asked=asked, buildings=buildings)
    if posted and form.is_valid():
        with refused_into(form):
            try:
                answer_survey(
                    actor=request.actor,
                    key=read_key(request),
                    survey=survey.key,
                    who=form.respondent(),
                    sheet=form.sheet(),
                    channel=Channel.DOOR,
                )
            except Conflict:
                form.add_error(None, gettext("这一户（这个号码）已经答过了，没有再计一份。"))
            else:
                messages.success(request, gettext("已收下这一份，可以接着填下一户。"))
                return request.back_to("staff:answer_at_door", survey_id)
    return request.show(
        "staff/surveys/door.html", status=422 if posted else 200, **frame_of(request.actor, survey), form=form
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def papers(request: StaffRequest, survey_id: UUID) -> HttpResponse:
    """Enter a paper, by keyboard alone; below it what waits for a second entry."""
    survey = find_survey(request.actor, survey_id)
    if not survey.once_per.asks_the_home or Channel.PAPER not in survey.channels:
        messages.info(request, gettext("这份问卷不收纸质的：纸质问卷只用于每户一份的调查。"))
        return request.back_to("staff:survey", survey_id)
    asked, buildings = asked_in(survey.key), buildings_asked(survey)
    posted = request.method == "POST"
    form = PaperForm(request.POST if posted else None, survey=survey, asked=asked, buildings=buildings)
    if posted and form.is_valid():
        with refused_into(form):
            try:
                slip = enter_paper(
                    actor=request.actor,
                    key=read_key(request),
                    survey=survey.key,
                    serial=form.cleaned_data["serial"],
                    dwelling=form.respondent().dwelling,
                    sheet=form.sheet(),
                )
            except Conflict as refusal:
                form.add_error(None, _paper_words(refusal))
            else:
                return _after(request, survey_id, slip.state, slip.id, slip.serial)
    return request.show(
        "staff/surveys/papers.html",
        status=422 if posted else 200,
        **frame_of(request.actor, survey),
        form=form,
        rows=_typed_rows(form, asked),
        papers=papers_of(survey),
        me=request.actor.id,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def settle(request: StaffRequest, survey_id: UUID, slip_id: UUID) -> HttpResponse:
    """Two entries differ: look at the paper and say what stands on it."""
    survey = find_survey(request.actor, survey_id)
    slip = differing_paper(survey, slip_id)
    asked = asked_in(survey.key)
    posted = request.method == "POST"
    form = SettleForm(request.POST if posted else None, survey=survey, asked=asked, slip=slip)
    if posted and form.is_valid():
        with refused_into(form):
            try:
                settle_paper(actor=request.actor, key=read_key(request), slip=slip.key, sheet=form.sheet())
            except Conflict as refusal:
                form.add_error(None, _paper_words(refusal))
            else:
                messages.success(request, gettext("已按纸上写的计入。"))
                return request.back_to("staff:papers", survey_id)
    return request.show(
        "staff/surveys/settle.html",
        status=422 if posted else 200,
        **frame_of(request.actor, survey),
        form=form,
        slip=slip,
        rows=[row for row in _typed_rows(form, asked) if row["bound"].name[1:] in slip.differing],
        age=form[AGE] if AGE in form.fields and "age" in slip.differing else None,
        back=reverse("staff:papers", args=[survey_id]),
    )


class SettleForm(AnswerForm):
    """The answers on which two entries differ; the rest stands as both entered it."""

    def __init__(self, data: Any, *, slip: DifferingPaper, **options: Any) -> None:
        agreed = {f"q{name}": value for name, value in slip.first.items() if name.isdigit()}
        agreed |= {AGE: slip.first.get("age", "")}
        open_names = {f"q{name}" if name.isdigit() else AGE for name in slip.differing}
        if data is not None:
            data = {name: value for name, value in agreed.items() if name not in open_names} | {
                name: data.get(name, "") for name in open_names
            }
        super().__init__(data, typed=True, initial=agreed, **options)
        for name in ("building", "unit", "room", "phone"):
            self.fields.pop(name, None)
        self.slip = slip
        for name in open_names & set(self.fields):
            self.initial[name] = ""


def _typed_rows(form: AnswerForm, asked: list[Asked]) -> list[dict[str, Any]]:
    """Each question with what its numbers mean, for the eye beside the paper."""
    slip: DifferingPaper | None = getattr(form, "slip", None)
    return [
        {
            "bound": form[one.name],
            "typed": gettext(one.wording.kind.typed),
            "choices": [f"{n} {gettext(words)}" for n, (_value, words) in enumerate(one.wording.choices, 1)]
            if one.wording.kind.value != "scale"
            else [f"1 {one.wording.low} … 5 {one.wording.high}"],
            "first": slip.first.get(str(one.position), "") if slip else "",
            "second": slip.second.get(str(one.position), "") if slip else "",
        }
        for one in asked
    ]


def _after(request: StaffRequest, survey_id: UUID, state: str, slip_id: UUID, serial: str) -> HttpResponse:
    if state == DIFFERS:
        messages.warning(request, gettext("两次录入不一样，请对照纸上的原件看一看。"))
        return request.back_to("staff:settle_paper", survey_id, slip_id)
    words = (
        gettext("编号 %(serial)s 两次录入一致，已计入。")
        if state == COUNTED
        else gettext("编号 %(serial)s 已录第一遍，请另一位同事再录一遍。")
    )
    messages.success(request, words % {"serial": serial})
    return request.back_to("staff:papers", survey_id)


def _paper_words(refusal: Conflict) -> str:
    if refusal.what == "survey_return":
        return gettext("这一户已经用别的方式答过了，这张纸没有再计。")
    return gettext("这个编号已经录过并计入了，请核对编号。")
