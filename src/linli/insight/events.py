"""What happened to reports: past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReportDrafted:
    """A report was counted for the first time, by the schedule or by a person."""

    report_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class ReportIssued:
    """A report was issued and no longer changes."""

    report_id: UUID
    street_code: int
