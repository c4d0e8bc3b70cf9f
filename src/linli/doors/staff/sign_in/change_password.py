"""Changing one's own password."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from linli.accounts.actions.change_password import change_password
from linli.accounts.secret import Secret
from linli.doors.rail import home_of
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.ledger.attempts import check_attempts, note_attempt

MOST_WRONG, MINUTES = 5, 15


def _password(label: str, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=128, strip=False, widget=widget)


class ChangePasswordForm(forms.Form):
    old_password = _password(gettext_lazy("现在的密码"), "current-password")
    new_password = _password(gettext_lazy("新密码"), "new-password")
    repeated = _password(gettext_lazy("再输一次新密码"), "new-password")

    def clean(self) -> None:
        new, repeated = self.cleaned_data.get("new_password"), self.cleaned_data.get("repeated")
        if new and repeated and new != repeated:
            self.add_error("repeated", _("两次输入的新密码不一样，请再输一次。"))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(while_password_is_old=True)
def change_own_password(request: StaffRequest) -> HttpResponse:
    """The page, and the change. Wrong old passwords are counted as at the sign-in."""
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        who = str(request.actor.id)
        check_attempts("change_password", who, limit=MOST_WRONG, minutes=MINUTES)
        with refused_into(form):
            user = change_password(
                actor=request.actor,
                key=None,
                old=Secret(form.cleaned_data["old_password"]),
                new=Secret(form.cleaned_data["new_password"]),
                keep_session=request.session.session_key,
            )
            update_session_auth_hash(request, user)
            messages.success(request, _("密码已修改，其他设备上的登录已退出。"))
            return request.back_to(home_of(request.actor))
        if "old_password" in form.errors:
            note_attempt("change_password", who)
    return request.show(
        "staff/change_password.html",
        status=422 if form.errors else 200,
        form=form,
        is_first=request.user.must_change_password,
    )
