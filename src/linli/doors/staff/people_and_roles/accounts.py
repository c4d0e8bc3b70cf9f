"""The list of accounts."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from linli.accounts.queries import UserLine, users_page
from linli.accounts.rules import GRANTABLE
from linli.doors.paging import read_page
from linli.doors.role_words import ROLE_WORDS, words_for_place
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.actor import Role

from .place_names import names_of_places

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class AccountLine:
    user: UserLine
    roles: list[str]


class AccountFilter(forms.Form):
    q = forms.CharField(label=gettext_lazy("姓名或用户名"), required=False, max_length=40)
    role = forms.ChoiceField(label=gettext_lazy("岗位"), required=False)
    closed = forms.BooleanField(label=gettext_lazy("已停用的"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            ("", _("全部岗位")),
            *((r.value, w) for r, w in ROLE_WORDS.items() if r in GRANTABLE),
        ]


@require_safe
@staff_page(roles=ADMINISTRATORS)
def accounts(request: StaffRequest) -> HttpResponse:
    """The accounts within the administrator's jurisdiction, by user name."""
    form = AccountFilter(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    role = Role(asked["role"]) if asked.get("role") else None
    page = read_page(
        request,
        lambda at: users_page(
            request.actor, words=asked.get("q", ""), role=role, closed=asked.get("closed", False), at=at
        ),
    )
    names = names_of_places(grant.prefix for user in page.items for grant in user.grants)
    lines = [
        AccountLine(user, [f"{ROLE_WORDS[g.role]} · {words_for_place(g.prefix, names)}" for g in user.grants])
        for user in page.items
    ]
    return request.show("staff/accounts.html", form=form, page=page, lines=lines, closed=asked.get("closed", False))
