"""A survey as a form: its questions as fields, whom the answer stands for, one page or one question a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.doors.refusal_words import words_for
from linli.forms.asked import Asked
from linli.forms.queries.answering import BuildingToAsk, home_at
from linli.forms.queries.find_survey import SurveyFacts
from linli.forms.rules.question import LONGEST_TEXT, QuestionKind, read_answer, read_typed
from linli.forms.take_sheet import Respondent, Sheet
from linli.kernel.errors import BadInput
from linli.kernel.plain_text import read_phone

WHO_DWELLING, WHO_PHONE = ("building", "unit", "room", "slip"), ("phone",)
AGE = "age_group"


class AnswerForm(forms.Form):
    """`q1`, `q2`, … as the survey asks them, then the age group where it is asked, then whom the answer stands for.

    `typed`: every answer is one short line, by the numbers of its choices, as paper is entered.
    """

    def __init__(
        self,
        *args: Any,
        survey: SurveyFacts,
        asked: list[Asked],
        buildings: list[BuildingToAsk] = (),
        typed: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.survey, self.asked, self.typed = survey, asked, typed
        for one in asked:
            self.fields[one.name] = _typed_field(one) if typed else _field(one)
        if survey.age_groups:
            groups = [(one.value, gettext(one.label)) for one in survey.age_groups]
            self.fields[AGE] = forms.ChoiceField(
                label=gettext("您的年龄段（可不填）") if not typed else gettext("年龄段"),
                required=False,
                choices=[("", gettext("不说")), *groups],
                widget=forms.Select if typed else forms.RadioSelect,
                error_messages={"invalid_choice": _("请从列出的里选。")},
            )
        if survey.once_per.asks_the_home:
            self._ask_the_home(buildings)
        else:
            self.fields["phone"] = forms.CharField(
                label=gettext("您的手机号"),
                max_length=30,
                widget=forms.TextInput(
                    attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "data-keep-not": ""}
                ),
                error_messages={"required": _("请填手机号，只用来防止重复填写，不会保存号码。")},
            )
        self._home: Any = None

    @property
    def questions(self) -> list[forms.BoundField]:
        """The bound fields of the questions."""
        return [self[one.name] for one in self.asked]

    @property
    def who(self) -> list[forms.BoundField]:
        """The bound fields that say for whom."""
        return [self[name] for name in (*WHO_DWELLING, *WHO_PHONE) if name in self.fields]

    def steps(self) -> list[tuple[str, ...]]:
        """The fields of each page where one question is asked a page; who answers comes last."""
        pages = [(one.name,) for one in self.asked]
        if AGE in self.fields:
            pages.append((AGE,))
        return [*pages, tuple(name for name in (*WHO_DWELLING, *WHO_PHONE) if name in self.fields)]

    def clean(self) -> dict[str, Any]:
        """Every question read by its own rule; the home found in the register."""
        for one in self.asked:
            try:
                read_answer(one.wording, self._raw(one), one.name, required=one.required)
            except BadInput as refusal:
                self.add_error(one.name, words_for(BadInput("answer", refusal.reason)))
        if "room" in self.fields and not {"building", "room", "unit"} & set(self.errors):
            said = self.cleaned_data
            self._home = home_at(self.survey, UUID(said["building"]), said["unit"], said["room"])
            if self._home is None:
                self.add_error("room", gettext("登记里没有这一户。请核对楼栋、单元和门牌；还不对，请告诉社区。"))
        if "phone" in self.cleaned_data:
            try:
                read_phone(self.cleaned_data["phone"])
            except BadInput:
                self.add_error("phone", gettext("这不像一个电话号码，请检查。手机号是 11 位。"))
        return self.cleaned_data

    def respondent(self) -> Respondent:
        """Whom the answer stands for."""
        return Respondent(self._home, self.cleaned_data.get("phone", ""), self.cleaned_data.get("slip", ""))

    def sheet(self) -> Sheet:
        """What was answered."""
        return Sheet(tuple((one.position, tuple(self._raw(one))) for one in self.asked), self.cleaned_data.get(AGE, ""))

    def _raw(self, one: Asked) -> list[str]:
        value = self.cleaned_data.get(one.name)
        if value in (None, "", []):
            return []
        if self.typed:
            return read_typed(one.wording, str(value), one.name)
        return [str(each) for each in value] if isinstance(value, list) else [str(value)]

    def _ask_the_home(self, buildings: list[BuildingToAsk]) -> None:
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in buildings:
            groups.setdefault(one.estate, []).append((str(one.id), one.estate + one.name))
        self.fields["building"] = forms.ChoiceField(
            label=gettext("您住哪栋楼") if not self.typed else gettext("楼栋"),
            choices=[("", gettext("请选择")), *groups.items()],
            error_messages={"required": _("请选楼栋。"), "invalid_choice": _("没有这栋楼，请重新选。")},
        )
        self.fields["unit"] = forms.CharField(
            label=gettext("几单元"),
            required=False,
            max_length=10,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-keep-not": ""}),
        )
        self.fields["room"] = forms.CharField(
            label=gettext("门牌（几零几）"),
            max_length=12,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-keep-not": ""}),
            error_messages={"required": _("请填门牌，例如 201。")},
        )


def _field(one: Asked) -> forms.Field:
    wording = one.wording
    choices = [(value, gettext(words)) for value, words in wording.choices]
    told = {"required": _("这一题请回答。"), "invalid_choice": _("请从列出的里选。"), "invalid": _("请填一个数字。")}
    if wording.kind is QuestionKind.MULTIPLE:
        return forms.MultipleChoiceField(
            label=wording.text,
            required=one.required,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages=told,
        )
    if wording.kind is QuestionKind.TEXT:
        return forms.CharField(
            label=wording.text,
            required=one.required,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages=told | {"max_length": _("请不要超过 500 字。")},
        )
    if wording.kind is QuestionKind.NUMBER:
        return forms.DecimalField(
            label=f"{wording.text}（{wording.unit}）",
            required=one.required,
            min_value=0,
            max_digits=11,
            decimal_places=2,
            widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
            error_messages=told,
        )
    return forms.ChoiceField(
        label=wording.text, required=one.required, choices=choices, widget=forms.RadioSelect, error_messages=told
    )


def _typed_field(one: Asked) -> forms.Field:
    kind = one.wording.kind
    several = kind in (QuestionKind.MULTIPLE, QuestionKind.TEXT, QuestionKind.NUMBER) or len(one.wording.choices) > 9
    attributes = {
        "autocomplete": "off",
        "class": "control control-short",
        "data-answer-keys": "line" if several else "one",
    }
    return _TypedField(one, label=f"{one.position}. {one.wording.text}", widget=forms.TextInput(attrs=attributes))


class _TypedField(forms.CharField):
    """A line typed from paper: refused at once where it names no choice."""

    def __init__(self, one: Asked, **options: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_TEXT, **options)
        self.one = one

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            read_typed(self.one.wording, text, self.one.name)
        except BadInput as refusal:
            raise forms.ValidationError(words_for(BadInput("answer", refusal.reason))) from refusal
        return text
