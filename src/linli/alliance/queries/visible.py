"""Which wishes somebody of the staff sees."""

from __future__ import annotations

from django.db.models import QuerySet

from linli.kernel.actor import Actor, Role
from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import NotFound

from ..models import Wish

OWN_ONLY = frozenset({Role.BUILDING_CAPTAIN, Role.PATCH_LEADER})
"""Neighbours among neighbours: they see the wishes they wrote down themselves, and what is published."""


def visible_wishes(actor: Actor) -> QuerySet[Wish]:
    """The wishes this actor may see, within the scope."""
    if actor.roles - OWN_ONLY:
        return Wish.objects.all()
    return Wish.objects.filter(registered_by=actor.id)


def wish_by_code(actor: Actor, code: str) -> Wish:
    """The wish of a code. Raises `NotFound` when there is none the actor may see. One statement."""
    read = read_case_code(code)
    wish = visible_wishes(actor).filter(code=read).first() if read else None
    if wish is None:
        raise NotFound("wish", code)
    return wish
