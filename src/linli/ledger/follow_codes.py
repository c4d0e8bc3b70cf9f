"""One matter, one code (一案一码): whatever somebody without an account may follow is found by ten digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.kernel.case_codes import new_case_code, read_case_code

from .models import FollowCode
from .street_row import RowKey, StreetRow


@dataclass(frozen=True, slots=True)
class Followed:
    """What a code leads to: a row of this kind, followed as `as_id` (the row itself, or somebody's part in it)."""

    code: str
    kind: str
    row: RowKey
    as_id: UUID
    place_code: str


def take_follow_code(row: StreetRow, kind: str, as_id: UUID | None = None) -> str:
    """A code nobody has, registered for the row; takes part in the caller's deed. Two statements.

    Collisions are one in a thousand million; then another is drawn.
    """
    while True:
        code = new_case_code()
        mine = FollowCode(
            code=code,
            kind=kind,
            street_code=row.street_code,
            row_id=row.id,
            as_id=as_id or row.id,
            place_code=row.place_code,
        )
        FollowCode.objects.bulk_create([mine], ignore_conflicts=True)
        if FollowCode.objects.filter(code=code, row_id=row.id, as_id=mine.as_id).exists():
            return code


def take_follow_codes(rows: Sequence[StreetRow], kind: str) -> list[str]:
    """Codes nobody has for many rows, in their order; takes part in the caller's deed. Two statements, two more for each
    round in which some were taken."""
    found: dict[UUID, str] = {}
    while waiting := [row for row in rows if row.id not in found]:
        drawn = [
            FollowCode(
                code=new_case_code(),
                kind=kind,
                street_code=row.street_code,
                row_id=row.id,
                as_id=row.id,
                place_code=row.place_code,
            )
            for row in waiting
        ]
        FollowCode.objects.bulk_create(drawn, ignore_conflicts=True, batch_size=5_000)
        found |= dict(FollowCode.objects.filter(row_id__in=[row.id for row in waiting]).values_list("row_id", "code"))
    return [found[row.id] for row in rows]


def find_followed(typed: str) -> Followed | None:
    """Where the code in what somebody typed leads; None when it cannot be one or leads nowhere. One statement."""
    code = read_case_code(typed)
    where = FollowCode.objects.filter(code=code).first() if code else None
    if where is None:
        return None
    return Followed(where.code, where.kind, RowKey(where.street_code, where.row_id), where.as_id, where.place_code)


def code_of(row: RowKey, as_id: UUID) -> str:
    """The code by which the row is followed as `as_id`. One statement."""
    return FollowCode.objects.get(row_id=row.id, as_id=as_id, street_code=row.street_code).code
