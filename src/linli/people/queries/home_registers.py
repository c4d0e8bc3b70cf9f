"""Registers that were bound to homes, and what was left over."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.errors import NotFound
from linli.ledger.keyset import Position, Slice, keyset_slice

from ..models import HomeRegister, UnboundRow


def home_registers(at: Position | None = None, size: int = 20) -> Slice:
    """The registers within the scope, the latest first. One statement."""
    return keyset_slice(HomeRegister.objects.all(), ("-begun_at", "-id"), at, size)


def home_register(id: UUID) -> HomeRegister:
    """A register within the scope. Raises `NotFound`. One statement."""
    found = HomeRegister.objects.filter(id=id).first()
    if found is None:
        raise NotFound("home_register", id)
    return found


def unbound_rows(register: HomeRegister, at: Position | None = None, size: int = 50) -> Slice:
    """Its rows that were not bound as deep as they say, in the order of the table, without what they say. One statement."""
    rows = UnboundRow.objects.filter(street_code=register.street_code, register_id=register.id).defer("told")
    return keyset_slice(rows, ("number", "id"), at, size)
