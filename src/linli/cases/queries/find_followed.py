"""Opening a case to the person who raised it: by its code and what only he knows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey

from ..follow_word import opens
from ..models import CaseCode, Entry


@dataclass(frozen=True, slots=True)
class Followed:
    """What opens a case's page: the case and the entry of the one who follows it."""

    code: str
    case: RowKey
    entry_id: UUID
    place_code: str


def find_followed(code: str, typed: str) -> Followed:
    """The entry that `typed` (last four digits of its telephone, or its follow word) opens under the code.

    Raises `NotFound`, the same for a code that does not exist and for digits that do not fit. Two statements and the scope.
    """
    read = read_case_code(code)
    where = CaseCode.objects.filter(code=read).first() if read else None
    if where is None:
        raise NotFound("followed_case")
    with acting_in(Scope.of([where.place_code])):
        entries = Entry.objects.filter(street_code=where.street_code, case_id=where.case_id).order_by(
            "entered_at", "id"
        )
        fitting = [entry for entry in entries if opens(entry, typed)]
    if not fitting:
        raise NotFound("followed_case")
    # Where two neighbours share their last four digits, the one whose entry still stands is meant.
    entry = min(fitting, key=lambda one: one.withdrawn_at is not None)
    return Followed(where.code, RowKey(where.street_code, where.case_id), entry.id, where.place_code)


def followed_by(code: str, entry_id: UUID) -> Followed:
    """What an earlier look opened, where it is now. Raises `NotFound` for a code that no longer exists. One statement."""
    where = CaseCode.objects.filter(code=code).first()
    if where is None:
        raise NotFound("followed_case")
    return Followed(where.code, RowKey(where.street_code, where.case_id), entry_id, where.place_code)
