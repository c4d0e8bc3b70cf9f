"""The way in for the staff."""

from __future__ import annotations

from django import forms
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from linli.accounts.actions.sign_in import SignInAnswer, sign_in, visitor
from linli.accounts.queries import actor_for
from linli.accounts.secret import Secret
from linli.accounts.sessions import end_oldest_sessions
from linli.doors.client_ip import client_ip
from linli.doors.rail import home_of
from linli.doors.refusal_words import too_many_words
from linli.doors.staff.frame import SEEN
from linli.kernel import clock


class SignInForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("用户名"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=gettext_lazy("密码"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """The page, and the try. A wrong name and a wrong password get the same words; the name stays in its field."""
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            answer = sign_in(
                actor=visitor(client_ip(request)),
                key=None,
                username=form.cleaned_data["username"],
                password=Secret(form.cleaned_data["password"]),
            )
            if answer.user is not None:
                return _enter(request, answer)
            form.add_error(None, _words(answer))
            status = 429 if answer.retry_after else 422
    context = {"form": form, "next": _next(request), "staff_url": ""}
    return TemplateResponse(request, "staff/sign_in.html", context, status=status)


def _enter(request: HttpRequest, answer: SignInAnswer) -> HttpResponse:
    login(request, answer.user)
    request.session[SEEN] = int(clock.now().timestamp())
    request.session.save()
    end_oldest_sessions(answer.user.id)
    return redirect(_next(request) or home_of(actor_for(answer.user)))


def _next(request: HttpRequest) -> str:
    where = request.POST.get("next") or request.GET.get("next") or ""
    return where if url_has_allowed_host_and_scheme(where, {request.get_host()}, request.is_secure()) else ""


def _words(answer: SignInAnswer) -> str:
    match answer.reason:
        case "locked":
            minutes = max(1, -(-answer.retry_after // 60))
            return _("连续 5 次没有输对，这个用户名已暂停登录，请 %(minutes)d 分钟后再试，或请管理员解锁。") % {
                "minutes": minutes
            }
        case "too_many":
            return too_many_words(answer.retry_after)
        case "closed":
            return _("这个账号已经停用。如果仍在岗，请联系管理员重新开通。")
    return _("用户名或密码不对，请再试一次。忘记密码可以请管理员重置。")
