"""A survey is drafted and changed until it is opened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from linli.alliance.queries.find_project import project_by_id
from linli.alliance.queries.project_page import project_page
from linli.doors.deed_key import read_key
from linli.doors.moment_fields import DayField
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.forms.actions.change_survey import change_survey
from linli.forms.actions.draft_survey import draft_survey
from linli.forms.asked import asked_in
from linli.forms.queries.bank import BankLine, bank_of
from linli.forms.queries.find_survey import SurveyFacts, find_survey
from linli.forms.rules.question import Stage, Theme
from linli.forms.rules.survey import KEEPERS, Channel, OncePer
from linli.forms.survey_plan import SurveyPlan
from linli.kernel import clock
from linli.kernel.errors import BadInput, NotFound
from linli.ledger.audit import home_of
from linli.places.queries import EstateChoice, communities, estates_of

EMPTY = _("这一项还空着，请补上。")
CONSENT = _(
    "答案只用于这次调查的统计，由社区保存。谁答过和答了什么分开存放，任何人都不能把答案和您对上。14 岁以下请由家长填写。可以不答，也可以只答一部分。"
)


class SurveyForm(forms.Form):
    """Whom it asks, what, when and how."""

    title = forms.CharField(label=_("问卷名称"), max_length=80, error_messages={"required": EMPTY})
    purpose = forms.CharField(
        label=_("为什么做这次调查"),
        help_text=_("居民会看到，一句话说清结果用在哪里。"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": EMPTY},
    )
    estates = forms.MultipleChoiceField(
        label=_("问哪些小区（都不勾就是整个社区）"), required=False, widget=forms.CheckboxSelectMultiple
    )
    once_per = forms.ChoiceField(
        label=_("怎样算一份"),
        choices=[(one.value, _(one.label)) for one in OncePer],
        initial=OncePer.DWELLING.value,
        widget=forms.RadioSelect,
        error_messages={"required": EMPTY},
    )
    age_first = forms.IntegerField(
        label=_("从几岁（可不填）"), required=False, min_value=14, max_value=120, error_messages={"invalid": EMPTY}
    )
    age_last = forms.IntegerField(
        label=_("到几岁（可不填）"), required=False, min_value=14, max_value=120, error_messages={"invalid": EMPTY}
    )
    asks_age = forms.BooleanField(label=_("问年龄段（居民可以不答），好看出哪些人没有答"), required=False, initial=True)
    channels = forms.MultipleChoiceField(
        label=_("从哪里收"),
        choices=[(one.value, _(one.label)) for one in Channel],
        widget=forms.CheckboxSelectMultiple,
        initial=[one.value for one in Channel],
        error_messages={"required": EMPTY},
    )
    first_on = DayField(
        label=_("从哪天起"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": EMPTY, "invalid": _("请选一个日子。")},
    )
    last_on = DayField(
        label=_("到哪天止"),
        initial=lambda: clock.today() + timedelta(days=14),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": EMPTY, "invalid": _("请选一个日子。")},
    )
    questions = forms.MultipleChoiceField(
        label=_("问哪些题（按题库的固定措辞）"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("至少选一道题。")},
    )
    required = forms.MultipleChoiceField(
        label=_("哪些题必须答（越少越好）"), required=False, widget=forms.CheckboxSelectMultiple
    )
    consent = forms.CharField(
        label=_("答之前告诉居民的话"),
        max_length=400,
        initial=CONSENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": EMPTY},
    )

    def __init__(self, *args: Any, estates: list[EstateChoice], bank: list[BankLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["estates"].choices = [(str(one.id), one.name) for one in estates]
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in bank:
            words = f"{one.wording.text}（{gettext(one.wording.kind.label)}）"
            groups.setdefault(gettext(one.theme.label), []).append((str(one.id), words))
        self.fields["questions"].choices = [pair for pairs in groups.values() for pair in pairs]
        self.fields["required"].choices = [(str(one.id), one.wording.text) for one in bank]

    def plan(self, place_code: str, series_id: UUID | None, stage: Stage | None) -> SurveyPlan:
        """The survey as the action takes it; what must be answered is asked."""
        said = self.cleaned_data
        chosen = tuple(UUID(one) for one in said["questions"])
        return SurveyPlan(
            place_code=place_code,
            title=said["title"],
            purpose=said["purpose"],
            consent=said["consent"],
            once_per=OncePer(said["once_per"]),
            channels=tuple(Channel(one) for one in said["channels"]),
            first_on=said["first_on"],
            last_on=said["last_on"],
            questions=chosen,
            required=tuple(UUID(one) for one in said["required"] if UUID(one) in chosen),
            estate_ids=tuple(UUID(one) for one in said["estates"]),
            age_first=said["age_first"],
            age_last=said["age_last"],
            asks_age=said["asks_age"],
            series_id=series_id,
            stage=stage,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def new_survey(request: StaffRequest) -> HttpResponse:
    """Draft a survey of one's community; with `?project=…&stage=…` one of the three around a project."""
    series_id, stage, place, initial = _asked_for(request)
    estates, bank = estates_of(place), bank_of(place)
    if stage is not None:
        fitting = [one for one in bank if one.theme is Theme.RENOVATION and stage in one.stages]
        initial["questions"] = [str(one.id) for one in fitting]
    posted = request.method == "POST"
    form = SurveyForm(request.POST if posted else None, initial=initial, estates=estates, bank=bank)
    if posted and form.is_valid():
        with refused_into(form):
            row = draft_survey(actor=request.actor, key=read_key(request), plan=form.plan(place, series_id, stage))
            messages.success(request, gettext("草稿已保存。看一看，没有问题就开始征集。"))
            return request.back_to("staff:survey", row.id)
    return _show(request, form, gettext("新问卷"), reverse("staff:surveys"), posted, stage)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def edit_survey(request: StaffRequest, survey_id: UUID) -> HttpResponse:
    """Change a draft."""
    survey = find_survey(request.actor, survey_id)
    asked = asked_in(survey.key)
    place = survey.place_code
    estates, bank = estates_of(place), bank_of(place, tuple(one.id for one in asked))
    posted = request.method == "POST"
    initial = _held(survey) | {
        "questions": [str(one.id) for one in asked],
        "required": [str(one.id) for one in asked if one.required],
    }
    form = SurveyForm(request.POST if posted else None, initial=initial, estates=estates, bank=bank)
    if posted and form.is_valid():
        with refused_into(form):
            change_survey(
                actor=request.actor,
                key=read_key(request),
                survey=survey.key,
                plan=form.plan(place, survey.series_id, survey.stage),
            )
            messages.success(request, gettext("草稿已保存。"))
            return request.back_to("staff:survey", survey_id)
    back = reverse("staff:survey", args=[survey_id])
    return _show(request, form, gettext("改草稿"), back, posted, survey.stage)


def community_of_keeper(request: StaffRequest) -> str:
    """The community in which somebody of a desk keeps surveys: her own, else the one named by `?in=`, else the first of her
    jurisdiction. Raises `NotFound` where there is none."""
    home = home_of(request.actor)
    wanted = request.GET.get("in", "")
    if len(home) >= 12:
        return home[:12]
    codes = [one.place_code for one in communities(home)]
    if wanted in codes:
        return wanted
    if not codes:
        raise NotFound("place", home)
    return codes[0]


def _asked_for(request: StaffRequest) -> tuple[UUID | None, Stage | None, str, dict[str, Any]]:
    stage = request.GET.get("stage", "")
    if stage not in set(Stage):
        return None, None, community_of_keeper(request), {}
    try:
        project_id = UUID(request.GET.get("project", ""))
    except ValueError:
        raise BadInput("project", "unknown") from None
    project = project_by_id(request.actor, project_id)
    places = project_page(request.actor, project_id).gain.places
    found = Stage(stage)
    initial = {
        "title": f"{project.title}·{gettext(found.long)}"[:80],
        "estates": sorted({str(one.estate_id) for one in places}),
    }
    return project.id, found, project.place_code[:12], initial


def _held(survey: SurveyFacts) -> dict[str, Any]:
    return {
        "title": survey.title,
        "purpose": survey.purpose,
        "consent": survey.consent,
        "estates": [str(one) for one in survey.estate_ids],
        "once_per": survey.once_per.value,
        "age_first": survey.age_first,
        "age_last": survey.age_last,
        "asks_age": bool(survey.age_groups),
        "channels": [one.value for one in survey.channels],
        "first_on": survey.first_on,
        "last_on": survey.last_on,
    }


def _show(
    request: StaffRequest, form: SurveyForm, title: str, back: str, posted: bool, stage: Stage | None
) -> HttpResponse:
    return request.show(
        "staff/surveys/edit.html", status=422 if posted else 200, form=form, title=title, back=back, stage=stage
    )
