"""The way out for the staff."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.accounts.actions.sign_out import sign_out
from linli.doors.staff.frame import StaffRequest, staff_page


@require_POST
@staff_page(while_password_is_old=True)
def sign_out_page(request: StaffRequest) -> HttpResponse:
    """Ends this session; with `everywhere` all of the person's."""
    everywhere = "everywhere" in request.POST
    sign_out(actor=request.actor, key=None, everywhere=everywhere)
    logout(request)
    messages.success(request, _("已退出所有设备上的登录。") if everywhere else _("您已经退出。"))
    return request.back_to("staff:sign_in")
