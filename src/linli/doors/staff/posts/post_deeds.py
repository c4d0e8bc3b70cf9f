"""What is done with a post: one small view for each deed, each back to the post's page."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.accounts.actions.open_account import open_account
from linli.accounts.one_time_password import one_time_password
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey
from linli.teams.actions.appoint import appoint
from linli.teams.actions.change_post_places import change_post_places
from linli.teams.actions.close_post import close_post
from linli.teams.actions.set_partner import set_partner
from linli.teams.actions.vacate_post import vacate_post
from linli.teams.queries.keeping import post_page
from linli.teams.rules import ORGANISATION_KEEPERS

from .post import WITH_ESTATES, NewHolderForm, PartnerForm, PlacesForm, names_places, show_post


@require_POST
@staff_page(roles=ORGANISATION_KEEPERS)
def appoint_user(request: StaffRequest, street: int, post_id: UUID) -> HttpResponse:
    try:
        user_id = UUID(request.POST.get("user_id", ""))
    except ValueError:
        messages.error(request, _("请先选一个人，再任命。"))
        return request.back_to("staff:post", street, post_id)
    key = RowKey(street, post_id)
    post_page(request.actor, key)
    row = appoint(actor=request.actor, key=read_key(request), post=key, user_id=user_id)
    messages.success(request, _("%(name)s已到岗，下次打开页面时生效。") % {"name": row.holder_name})
    return request.back_to("staff:post", street, post_id)


@require_POST
@staff_page(roles=ORGANISATION_KEEPERS)
def open_account_for_post(request: StaffRequest, street: int, post_id: UUID) -> HttpResponse:
    """An account and its appointment at once: both or neither. For administrators of the post's place."""
    key, form = RowKey(street, post_id), NewHolderForm(request.POST)
    facts = post_page(request.actor, key).post
    if form.is_valid():
        form_key = read_key(request)
        password = one_time_password(form_key)
        with refused_into(form), transaction.atomic():
            user = open_account(
                actor=request.actor,
                key=form_key,
                username=form.cleaned_data["username"],
                name=form.cleaned_data["name"],
                title=facts.title,
                password=password,
                role=facts.role,
                prefix=facts.place_code,
                organisation_id=facts.organisation_id,
            )
            appoint(actor=request.actor, key=uuid5(form_key, "appoint"), post=key, user_id=user.id)
            return request.show("staff/one_time_password.html", account=user, password=password.reveal())
    return show_post(request, key, account=form)


@require_POST
@staff_page(roles=ORGANISATION_KEEPERS)
def vacate(request: StaffRequest, street: int, post_id: UUID) -> HttpResponse:
    key = RowKey(street, post_id)
    post_page(request.actor, key)
    vacate_post(actor=request.actor, key=read_key(request), post=key)
    messages.success(request, _("岗位已空出，手上的事还在这个岗位上，由 AB 角或上一级代办。"))
    return request.back_to("staff:post", street, post_id)


@require_POST
@staff_page(roles=ORGANISATION_KEEPERS)
def close(request: StaffRequest, street: int, post_id: UUID) -> HttpResponse:
    key = RowKey(street, post_id)
    post_page(request.actor, key)
    row = close_post(actor=request.actor, key=read_key(request), post=key)
    messages.success(request, _("已撤销%(title)s，记录保留。") % {"title": row.title})
    return request.back_to("staff:posts")


@require_POST
@staff_page(roles=ORGANISATION_KEEPERS)
def pair(request: StaffRequest, street: int, post_id: UUID) -> HttpResponse:
    key = RowKey(street, post_id)
    form = PartnerForm(request.POST, officers=post_page(request.actor, key).officers)
    if form.is_valid():
        partner = RowKey(street, UUID(form.cleaned_data["partner"]))
        with refused_into(form):
            set_partner(actor=request.actor, key=read_key(request), post=key, partner=partner)
            messages.success(request, _("已结为 AB 角，互相看得到、代得了对方网格的事。"))
            return request.back_to("staff:post", street, post_id)
    return show_post(request, key, partner=form)


@require_POST
@staff_page(roles=ORGANISATION_KEEPERS)
def name_places(request: StaffRequest, street: int, post_id: UUID) -> HttpResponse:
    key = RowKey(street, post_id)
    facts = post_page(request.actor, key).post
    if not names_places(facts):
        raise NotFound("post", post_id)
    form = PlacesForm(request.POST, post=facts)
    if form.is_valid():
        chosen = [UUID(one) for one in form.cleaned_data["places"]]
        named = {"estate_ids": chosen} if facts.role in WITH_ESTATES else {"building_ids": chosen}
        with refused_into(form):
            change_post_places(actor=request.actor, key=read_key(request), post=key, **named)
            messages.success(request, _("已改负责的地方。"))
            return request.back_to("staff:post", street, post_id)
    return show_post(request, key, places=form)
