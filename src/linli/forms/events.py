"""What happened to surveys: past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SurveyOpened:
    """People may answer from its first day on."""

    survey_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class SurveyClosed:
    """Nobody answers any more; the results are public."""

    survey_id: UUID
    street_code: int
