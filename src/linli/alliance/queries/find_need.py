"""Finding a need: on the list by its id, or without an account by its code and what only who asked knows."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.follow_codes import Followed
from linli.ledger.scoped import acting_in
from linli.people.follow_word import opens

from ..models import Need
from .visible import OWN_ONLY


def visible_needs(actor: Actor) -> QuerySet[Need]:
    """The needs this actor may see, within the scope: a captain or 片长 those written down by herself."""
    if actor.roles - OWN_ONLY:
        return Need.objects.all()
    return Need.objects.filter(asked_by=actor.id)


def need_by_id(actor: Actor, id: UUID) -> Need:
    """The need the actor may see. Raises `NotFound`. One statement."""
    need = visible_needs(actor).filter(id=id).first()
    if need is None:
        raise NotFound("need", id)
    return need


def need_opened(followed: Followed, typed: str) -> UUID | None:
    """As whom `typed` (last four digits of the telephone, or the follow word) opens the need; None when it does not. One
    statement and the scope."""
    with acting_in(Scope.of([followed.place_code])):
        row = Need.objects.filter(street_code=followed.row.street_code, id=followed.row.id).first()
    return row.id if row is not None and opens(row.id, row.phone, typed) else None
