"""What an administrator does with an account: one small view for each deed, each back to the account's page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.accounts.actions.close_account import close_account
from linli.accounts.actions.grant_role import grant_role
from linli.accounts.actions.reopen_account import reopen_account
from linli.accounts.actions.reset_password import reset_password
from linli.accounts.actions.revoke_role import revoke_role
from linli.accounts.actions.unlock_account import unlock_account
from linli.accounts.one_time_password import one_time_password
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page

from .account import show_account
from .accounts import ADMINISTRATORS
from .role_form import RoleForm


@require_POST
@staff_page(roles=ADMINISTRATORS)
def grant(request: StaffRequest, user_id: UUID) -> HttpResponse:
    form = RoleForm(request.POST, actor=request.actor)
    if form.is_valid():
        with refused_into(form):
            grant_role(actor=request.actor, key=read_key(request), user_id=user_id, **form.role_given())
            messages.success(request, _("已授予岗位，对方下次打开页面时生效。"))
            return request.back_to("staff:account", user_id)
    return show_account(request, user_id, form, opened="grant", status=422)


@require_POST
@staff_page(roles=ADMINISTRATORS)
def revoke(request: StaffRequest, user_id: UUID, grant_id: UUID) -> HttpResponse:
    revoke_role(actor=request.actor, key=read_key(request), grant_id=grant_id)
    messages.success(request, _("已收回岗位。"))
    return request.back_to("staff:account", user_id)


@require_POST
@staff_page(roles=ADMINISTRATORS)
def close(request: StaffRequest, user_id: UUID) -> HttpResponse:
    close_account(actor=request.actor, key=read_key(request), user_id=user_id)
    messages.success(request, _("账号已停用，对方已退出登录，岗位已收回。"))
    return request.back_to("staff:account", user_id)


@require_POST
@staff_page(roles=ADMINISTRATORS)
def reopen(request: StaffRequest, user_id: UUID) -> HttpResponse:
    form = RoleForm(request.POST, actor=request.actor)
    if form.is_valid():
        key = read_key(request)
        password = one_time_password(key)
        with refused_into(form):
            user = reopen_account(actor=request.actor, key=key, user_id=user_id, password=password, **form.role_given())
            return request.show("staff/one_time_password.html", account=user, password=password.reveal())
    return show_account(request, user_id, form, opened="reopen", status=422)


@require_POST
@staff_page(roles=ADMINISTRATORS)
def unlock(request: StaffRequest, user_id: UUID) -> HttpResponse:
    unlock_account(actor=request.actor, key=read_key(request), user_id=user_id)
    messages.success(request, _("已解锁，对方可以马上登录。"))
    return request.back_to("staff:account", user_id)


@require_POST
@staff_page(roles=ADMINISTRATORS)
def reset(request: StaffRequest, user_id: UUID) -> HttpResponse:
    key = read_key(request)
    password = one_time_password(key)
    user = reset_password(actor=request.actor, key=key, user_id=user_id, password=password)
    return request.show("staff/one_time_password.html", account=user, password=password.reveal())
