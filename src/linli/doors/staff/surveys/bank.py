"""The question bank: every wording with its versions; a question of one's own, or a new version of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.forms.actions.write_question import write_question
from linli.forms.queries.bank import BankLine, find_question, versions_of
from linli.forms.rules.question import QuestionKind, Theme, from_lines
from linli.forms.rules.survey import KEEPERS

from .edit_survey import EMPTY, community_of_keeper


class QuestionForm(forms.Form):
    """One wording."""

    text = forms.CharField(label=_("题目"), max_length=200, error_messages={"required": EMPTY})
    kind = forms.ChoiceField(
        label=_("怎样回答"),
        choices=[(one.value, _(one.label)) for one in QuestionKind],
        widget=forms.RadioSelect,
        error_messages={"required": EMPTY, "invalid_choice": EMPTY},
    )
    options = forms.CharField(
        label=_("选项，一行一个（单选、多选才要填）"),
        required=False,
        max_length=1300,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    unit = forms.CharField(label=_("单位（数字题要填，例如：辆、人）"), required=False, max_length=12)
    low = forms.CharField(label=_("1 分是（打分题）"), required=False, max_length=20)
    high = forms.CharField(label=_("5 分是（打分题）"), required=False, max_length=20)
    theme = forms.ChoiceField(
        label=_("用在哪里"),
        choices=[(one.value, _(one.label)) for one in Theme],
        initial=Theme.OTHER.value,
        error_messages={"required": EMPTY},
    )


@require_safe
@staff_page(roles=KEEPERS)
def bank(request: StaffRequest) -> HttpResponse:
    """Every version, the current ones first. Two statements besides the frame's."""
    place = community_of_keeper(request)
    lines = versions_of(place)
    return request.show(
        "staff/surveys/bank.html",
        themes=[
            {
                "label": _(theme.label),
                "lines": [_shown(one) for one in lines if one.theme is theme and one.is_current],
                "old": [_shown(one) for one in lines if one.theme is theme and not one.is_current],
            }
            for theme in Theme
        ],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def write_bank_question(request: StaffRequest, question_id: UUID | None = None) -> HttpResponse:
    """A new question, or with an id the next version of that one."""
    place = community_of_keeper(request)
    before = find_question(place, question_id) if question_id else None
    posted = request.method == "POST"
    form = QuestionForm(request.POST if posted else None, initial=_held(before) if before else None)
    if before:
        del form.fields["theme"]
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            wording = from_lines(
                QuestionKind(said["kind"]),
                said["text"],
                said["options"],
                unit=said["unit"],
                low=said["low"],
                high=said["high"],
            )
            write_question(
                actor=request.actor,
                key=read_key(request),
                place_code=place,
                wording=wording,
                theme=Theme(said.get("theme") or Theme.OTHER.value),
                instead_of=question_id,
            )
            messages.success(request, gettext("已存入题库，新问卷可以用了。"))
            return request.back_to("staff:question_bank")
    return request.show(
        "staff/surveys/question.html",
        status=422 if posted else 200,
        form=form,
        before=before,
        title=gettext("改措辞（成为新版本）") if before else gettext("写一道新题"),
        back=reverse("staff:question_bank"),
    )


def _shown(one: BankLine) -> dict[str, Any]:
    choices = "、".join(gettext(words) for _value, words in one.wording.choices)
    return {
        "one": one,
        "kind": gettext(one.wording.kind.label),
        "choices": choices if one.wording.kind not in (QuestionKind.SCALE, QuestionKind.YES_NO) else "",
        "stages": "、".join(gettext(stage.label) for stage in one.stages),
    }


def _held(one: BankLine) -> dict[str, Any]:
    wording = one.wording
    return {
        "text": wording.text,
        "kind": wording.kind.value,
        "options": "\n".join(words for _value, words in wording.options),
        "unit": wording.unit,
        "low": wording.low,
        "high": wording.high,
    }
