"""The page of one account, and everybody's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from linli.accounts.queries import UserFacts, user_facts
from linli.doors.role_words import ROLE_WORDS, words_for_place
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.actor import Role

from .accounts import ADMINISTRATORS
from .place_names import names_of_places
from .role_form import RoleForm


@dataclass(frozen=True, slots=True)
class GrantLine:
    grant: Any
    role: str
    place: str


@require_safe
@staff_page(roles=ADMINISTRATORS)
def account(request: StaffRequest, user_id: UUID) -> HttpResponse:
    """The account, its roles now and before, and what can be done with it."""
    return show_account(request, user_id)


@require_safe
@staff_page()
def my_account(request: StaffRequest) -> HttpResponse:
    """Who I am here and what I may do."""
    names = names_of_places(grant.prefix for grant in request.actor.grants)
    lines = [
        GrantLine(grant, str(ROLE_WORDS[grant.role]), words_for_place(grant.prefix, names))
        for grant in request.actor.grants
    ]
    return request.show("staff/my_account.html", lines=lines, me=request.user)


def show_account(
    request: StaffRequest, user_id: UUID, form: RoleForm | None = None, opened: str = "", status: int = 200
) -> HttpResponse:
    """The page of an account; a refused form (of the deed `opened`) is shown again with what was typed."""
    facts = user_facts(request.actor, user_id)
    lines = _lines(facts)
    return request.show(
        "staff/account.html",
        status=status,
        facts=facts,
        account=facts.user,
        live=[line for line in lines if line.grant.revoked_at is None],
        earlier=[line for line in lines if line.grant.revoked_at is not None],
        form=form or RoleForm(actor=request.actor),
        opened=opened,
        deed_count=(3 + bool(facts.locked_seconds)) if facts.user.is_active else 1,
        is_oneself=facts.user.id == request.actor.id,
    )


def _lines(facts: UserFacts) -> list[GrantLine]:
    names = names_of_places(grant.prefix for grant in facts.grants)
    return [
        GrantLine(grant, str(ROLE_WORDS[Role(grant.role)]), words_for_place(grant.prefix, names))
        for grant in facts.grants
    ]
