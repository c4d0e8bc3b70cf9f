"""The readings of a batch of paper ballots. Takes part in the caller's deed."""

from __future__ import annotations

from uuid import UUID

from .models import PaperBatch, PaperReading
from .rules.papers import BatchState, Read, differing


def readings_of(batch: PaperBatch) -> dict[int, dict[str, Read]]:
    """What each reading says of each serial. One statement."""
    found: dict[int, dict[str, Read]] = {1: {}, 2: {}, 3: {}}
    for row in PaperReading.objects.filter(street_code=batch.street_code, batch=batch):
        found[row.reading][row.serial] = (tuple(row.marks), row.spoiled)
    return found


def differing_in(batch: PaperBatch) -> list[str]:
    """The serials on which the first two readings differ. One statement."""
    read = readings_of(batch)
    return differing(read[1], read[2])


def may_read(batch: PaperBatch, user: UUID) -> bool:
    """Whether it is this person's turn: her own reading goes on, another begins with somebody who has not read."""
    match BatchState(batch.state):
        case BatchState.FIRST:
            return batch.first_by == user
        case BatchState.SECOND:
            return batch.second_by == user or (batch.second_by is None and batch.first_by != user)
        case BatchState.THIRD:
            return batch.third_by == user or (batch.third_by is None and user not in (batch.first_by, batch.second_by))
    return False
