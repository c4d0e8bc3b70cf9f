"""Opening an account."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from linli.accounts.actions.open_account import open_account
from linli.accounts.one_time_password import one_time_password
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page

from .accounts import ADMINISTRATORS
from .role_form import PersonForm


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=ADMINISTRATORS)
def open_new_account(request: StaffRequest) -> HttpResponse:
    """The form; then, in the answer itself and nowhere else, the password to hand over."""
    form = PersonForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        key = read_key(request)
        password = one_time_password(key)
        with refused_into(form):
            user = open_account(
                actor=request.actor,
                key=key,
                username=form.cleaned_data["username"],
                name=form.cleaned_data["name"],
                title=form.cleaned_data["title"],
                password=password,
                **form.role_given(),
            )
            return request.show("staff/one_time_password.html", account=user, password=password.reveal())
    return request.show("staff/open_account.html", status=422 if form.errors else 200, form=form)
