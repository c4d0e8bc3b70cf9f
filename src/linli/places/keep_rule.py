"""A street's own rule is kept as a new version. Takes part in the caller's deed."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from linli.kernel.errors import Conflict, NotFound
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.deed import DeedInHand

from .models import CircleRule, GridRule
from .rules.keepers import KEEPERS

Rule = TypeVar("Rule", CircleRule, GridRule)


def allow_rule(d: DeedInHand, street: str) -> None:
    """Raise `NotFound` for what is no street, `NotAllowed` for who does not keep its places."""
    if len(street) != PlaceLevel.STREET or not street.isdecimal():
        raise NotFound("place", street)
    d.allow(KEEPERS, d.name, on=street)


def keep_rule(
    d: DeedInHand, kind: type[Rule], street: str, said: dict[str, Any], *, in_force: int, began_from: int, name: str
) -> Rule:
    """The version after `in_force`. Raises `Conflict(name)` where another came since `began_from` was read, or comes now."""
    if in_force != began_from:
        raise Conflict(name)
    row = kind(id=uuid7(), place_code=street, version=began_from + 1, said=said, set_at=d.now, set_by=d.actor.name[:60])
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(name) from None
    d.record(row)
    return row
