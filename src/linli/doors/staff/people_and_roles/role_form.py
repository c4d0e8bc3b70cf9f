"""The form in which an administrator names a role, its jurisdiction and, for some, an organisation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.accounts.rules import GRANTABLE, ON_BEHALF
from linli.doors.role_words import ROLE_WORDS
from linli.kernel.actor import Actor, Role
from linli.kernel.scope import EVERYTHING
from linli.teams.queries.posts import organisations_within


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("岗位"))
    prefix = forms.CharField(
        label=gettext_lazy("区域代码"),
        max_length=18,
        help_text=gettext_lazy("区县 6 位、街道 9 位、社区 12 位、网格 16 位；整个平台填 *。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    organisation_id = forms.ChoiceField(
        label=gettext_lazy("所属单位"),
        required=False,
        help_text=gettext_lazy("部门联络员和物业公司必须选择，其他岗位不用选。"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            ("", _("请选择")),
            *((r.value, w) for r, w in ROLE_WORDS.items() if r in GRANTABLE),
        ]
        self.fields["organisation_id"].choices = [("", _("不代表单位")), *_organisations(actor)]

    def clean(self) -> None:
        role = self.cleaned_data.get("role")
        if role and Role(role) in ON_BEHALF and not self.cleaned_data.get("organisation_id"):
            self.add_error("organisation_id", _("请选择这个岗位代表的单位。"))
        elif role and Role(role) not in ON_BEHALF:
            self.cleaned_data["organisation_id"] = ""

    def role_given(self) -> dict[str, Any]:
        """The keyword arguments of the actions that grant."""
        organisation = self.cleaned_data["organisation_id"]
        return {
            "role": Role(self.cleaned_data["role"]),
            "prefix": self.cleaned_data["prefix"],
            "organisation_id": UUID(organisation) if organisation else None,
        }


class PersonForm(RoleForm):
    """A new account: who it is for, and the first role."""

    username = forms.CharField(
        label=gettext_lazy("用户名"),
        max_length=40,
        help_text=gettext_lazy("登录时用，小写字母和数字，例如姓名拼音。"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=40)
    title = forms.CharField(label=gettext_lazy("职务"), max_length=60, required=False)

    field_order = ("username", "name", "title", "role", "prefix", "organisation_id")


def _organisations(actor: Actor) -> list[tuple[str, str]]:
    held = [grant.prefix for grant in actor.grants if grant.role is Role.ADMINISTRATOR]
    found = {}
    for prefix in held:
        for organisation in organisations_within("" if prefix == EVERYTHING else prefix):
            found[str(organisation.id)] = organisation.name
    return sorted(found.items(), key=lambda pair: pair[1])
