"""What is asked of a volunteer, on the residents' page and at the desk alike."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.doors.resident.raise_form import NOT_HERE, Words
from linli.kernel import clock
from linli.places.queries import EstateChoice
from linli.teams.registration import Registration
from linli.teams.rules.volunteers import FULL_AGE, FreeTime, Skill, Way

EMPTY = _("这一项还空着，请补上。")


def _tel(label: str, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "data-keep-not": ""}),
        error_messages={"max_length": _("这不像一个电话号码，请检查。")},
        **options,
    )


def _name(label: str, required: bool = True) -> Words:
    return Words(
        label=label,
        required=required,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name", "data-keep-not": ""}),
        error_messages={"required": _("请写上姓名。"), "max_length": _("请不要超过 40 字。")},
    )


class SkillsForm(forms.Form):
    """What one can do and when."""

    skills = forms.MultipleChoiceField(
        label=_("能帮什么（可多选）"),
        required=False,
        choices=[(one.value, _(one.label)) for one in Skill],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("请在列出的里面选。")},
    )
    skill_words = Words(
        label=_("别的本事"), required=False, max_length=60, error_messages={"max_length": _("请不要超过 60 字。")}
    )
    times = forms.MultipleChoiceField(
        label=_("什么时候有空（可多选）"),
        required=False,
        choices=[(one.value, _(one.label)) for one in FreeTime],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("请在列出的里面选。")},
    )


class VolunteerForm(SkillsForm):
    """A registration. The guardian is asked of those under 18 alone."""

    name = _name(_("姓名"))
    phone = _tel(_("电话"))
    estate = forms.ChoiceField(
        label=_("住在哪个小区"), required=False, error_messages={"invalid_choice": _("没有这个小区，请重新选。")}
    )
    teams = forms.MultipleChoiceField(
        label=_("想参加的队伍（可多选）"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("这支队伍刚刚撤了，请重新选。")},
    )
    is_young = forms.BooleanField(label=_("未满 18 周岁"), required=False)
    birth_year = forms.IntegerField(
        label=_("哪年出生"),
        required=False,
        min_value=1900,
        max_value=2100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("请写四位数的年份。"),
            "min_value": _("请写四位数的年份。"),
            "max_value": _("请写四位数的年份。"),
        },
    )
    guardian_name = _name(_("监护人姓名"), required=False)
    guardian_phone = _tel(_("监护人电话"))
    guardian_consents = forms.BooleanField(label=_("监护人知道并同意参加志愿服务"), required=False)

    field_order = ["name", "phone", "estate", "skills", "skill_words", "times", "teams"]

    def __init__(self, *args: Any, estates: list[EstateChoice], teams: list[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].choices = [
            (NOT_HERE, gettext("不在小区里，或说不清")),
            *((str(one.id), one.name) for one in estates),
        ]
        self.fields["teams"].choices = [(str(id), name) for id, name in teams]
        self.estates = {str(one.id): one for one in estates}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("is_young"):
            if not said.get("birth_year") and "birth_year" not in self.errors:
                self.add_error("birth_year", gettext("未满 18 周岁的请写哪年出生。"))
        elif said.get("birth_year") and clock.today().year - said["birth_year"] > FULL_AGE:
            said["birth_year"] = None
        return said

    def registration(self, place_code: str, way: Way) -> Registration:
        """What was said, as the deed takes it; filed under the estate where one was chosen."""
        said = self.cleaned_data
        estate = self.estates.get(said["estate"])
        return Registration(
            name=said["name"],
            place_code=estate.place_code if estate else place_code,
            way=way,
            phone=said["phone"],
            skills=tuple(said["skills"]),
            skill_words=said["skill_words"],
            times=tuple(said["times"]),
            estate_id=estate.id if estate else None,
            birth_year=said.get("birth_year"),
            guardian_name=said["guardian_name"],
            guardian_phone=said["guardian_phone"],
            guardian_consents=said["guardian_consents"],
            team_ids=tuple(UUID(one) for one in said["teams"]),
        )
