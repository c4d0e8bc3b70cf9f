"""A reporter withdraws what he said, and nobody does it for him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Entry

if TYPE_CHECKING:
    from ..carry_out import Work


def withdraw(work: Work) -> None:
    """His entry is withdrawn; it may lie in another case of the street, which was merged into this one."""
    with work.d.widened(str(work.case.street_code)):
        Entry.objects.filter(street_code=work.case.street_code, id=work.d.actor.id).update(withdrawn_at=work.d.now)
