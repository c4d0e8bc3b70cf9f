"""Opening a case to the person who raised it: by its code and what only he knows."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.scope import Scope
from linli.ledger.follow_codes import Followed
from linli.ledger.scoped import acting_in
from linli.people.follow_word import opens

from ..models import Entry


def entry_opened(followed: Followed, typed: str) -> UUID | None:
    """The entry of the case that `typed` (last four digits of its telephone, or its follow word) opens; None when none
    does. One statement and the scope."""
    with acting_in(Scope.of([followed.place_code])):
        entries = Entry.objects.filter(street_code=followed.row.street_code, case_id=followed.row.id).order_by(
            "entered_at", "id"
        )
        fitting = [entry for entry in entries if opens(entry.id, entry.phone, typed)]
    # Where two neighbours share their last four digits, the one whose entry still stands is meant.
    return min(fitting, key=lambda one: one.withdrawn_at is not None).id if fitting else None
