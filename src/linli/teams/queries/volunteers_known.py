"""Which volunteer of a community somebody is, by code or telephone; and who has hours from somewhere already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import BadInput
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey

from ..models import HoursShare, Volunteer
from ..rules.hours import HoursState
from ..rules.volunteers import VolunteerState
from ..volunteer_in_hand import community_of


@dataclass(frozen=True, slots=True)
class KnownVolunteers:
    """Fingerprint of a telephone → the active volunteers who left it, each with the name."""

    by_phone: dict[str, tuple[tuple[UUID, str], ...]]

    def one(self, phone_mark: str, name: str) -> UUID | None:
        """The volunteer of the number; of several who share it (a child and her grandmother) the one of that name."""
        found = self.by_phone.get(phone_mark, ())
        named = [id for id, called in found if called == name] if len(found) > 1 else [id for id, _name in found]
        return named[0] if len(named) == 1 else None


def known_by_phone(place_code: str, marks: Collection[str]) -> KnownVolunteers:
    """The active volunteers of the community who left these numbers. One statement and the scope, none without numbers."""
    found: dict[str, tuple[tuple[UUID, str], ...]] = {}
    if marks:
        with acting_in(Scope.of([community_of(place_code)])):
            for row in _active(place_code).filter(phone_mark__in=marks).order_by("id"):
                found[row.phone_mark] = (*found.get(row.phone_mark, ()), (row.id, row.name.reveal()))
    return KnownVolunteers(found)


def volunteer_of_code(place_code: str, code: str) -> tuple[UUID, str]:
    """Id and name of the active volunteer of the community whose code this is. Raises `BadInput` on `code`. One statement and
    the scope."""
    read = read_case_code(code)
    with acting_in(Scope.of([community_of(place_code)])):
        row = _active(place_code).filter(code=read).first() if read else None
    if row is None:
        raise BadInput("code", "unknown_volunteer")
    return row.id, row.name.reveal()


def volunteers_with_hours(street_code: int, source_id: UUID) -> set[UUID]:
    """Who has hours from this source, refused ones too: what was refused is not entered again. One statement."""
    rows = HoursShare.objects.filter(street_code=street_code, entry__source_id=source_id, entry__reverses__isnull=True)
    return set(rows.values_list("volunteer_id", flat=True))


def hours_from(source: RowKey) -> dict[UUID, tuple[UUID, HoursState]]:
    """Volunteer → the entry of hours from this source, and where it stands. One statement."""
    rows = HoursShare.objects.filter(
        street_code=source.street_code, entry__source_id=source.id, entry__reverses__isnull=True
    ).order_by("id")
    return {
        volunteer: (entry, HoursState(state))
        for volunteer, entry, state in rows.values_list("volunteer_id", "entry_id", "entry__state")
    }


def _active(place_code: str):
    return Volunteer.objects.filter(street_code=street_of(place_code), state=VolunteerState.ACTIVE.value)
