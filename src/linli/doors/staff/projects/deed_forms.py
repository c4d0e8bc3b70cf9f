"""What each turn of a project asks for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.alliance.queries.project_page import ProjectPage
from linli.alliance.rules.project_loop import ProjectDeed
from linli.doors.moment_fields import DayField
from linli.kernel import clock

from .entry_forms import post_choices
from .words import EMPTY, TOO_LONG


class ProjectDeedForm(forms.Form):
    """A turn that asks for nothing."""

    def __init__(self, data: Any, *, page: ProjectPage) -> None:
        super().__init__(data)
        if "keeper_post" in self.fields:
            self.fields["keeper_post"].choices = [("", gettext("提醒社区专干")), *post_choices(page)]

    def given(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return dict(self.cleaned_data)


def _words(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": EMPTY, "max_length": TOO_LONG},
    )


class AcceptForm(ProjectDeedForm):
    """Who accepted it and how."""

    note = _words(_("验收情况（会公示）"), _("谁参加了验收、结果怎样。不写个人电话。"))


class StopForm(ProjectDeedForm):
    """Why it stops."""

    reason = _words(_("为什么停止（原样公示）"))


class HandOverForm(ProjectDeedForm):
    """Who keeps it, how often somebody looks."""

    keeper = forms.CharField(
        label=_("交给谁维护"),
        help_text=_("例如：湖畔物业；社区居委会"),
        max_length=80,
        error_messages={"required": EMPTY, "max_length": TOO_LONG},
    )
    every_days = forms.IntegerField(
        label=_("多少天看一次"),
        initial=30,
        min_value=1,
        max_value=730,
        error_messages={"required": EMPTY, "invalid": _("请填一个数字。")},
    )
    first_on = DayField(
        label=_("第一次哪天看"),
        initial=lambda: clock.today() + timedelta(days=30),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": EMPTY, "invalid": _("请选一个日子。")},
    )
    keeper_post = forms.ChoiceField(label=_("到期提醒谁"), required=False, error_messages={"invalid_choice": EMPTY})

    def given(self) -> dict[str, Any]:
        """The post as its id."""
        said = dict(self.cleaned_data)
        post = said.pop("keeper_post")
        return said | {"keeper_post_id": UUID(post) if post else None}


FORMS: dict[ProjectDeed, type[ProjectDeedForm]] = {
    ProjectDeed.APPROVE: ProjectDeedForm,
    ProjectDeed.START: ProjectDeedForm,
    ProjectDeed.ACCEPT: AcceptForm,
    ProjectDeed.HAND_OVER: HandOverForm,
    ProjectDeed.STOP: StopForm,
}
