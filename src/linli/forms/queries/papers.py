"""The paper questionnaires of a survey: what has been entered once, what differs, how many are counted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey
from linli.places.models import Dwelling

from ..models import PaperSlip
from ..paper import COUNTED
from .find_survey import SurveyFacts

MOST = 200


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that is not counted yet. `first_by` entered it first; another person enters it again."""

    key: RowKey
    serial: str
    state: str
    first_by: UUID
    home: str
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    waiting: tuple[PaperLine, ...]
    counted: int


@dataclass(frozen=True, slots=True)
class DifferingPaper:
    """The two entries of one paper, by position."""

    key: RowKey
    serial: str
    home: str
    first: Mapping[str, str]
    second: Mapping[str, str]
    differing: tuple[str, ...]


def papers_of(survey: SurveyFacts) -> Papers:
    """The latest 200 that wait, and the count of the counted. Three statements."""
    rows = PaperSlip.objects.filter(street_code=survey.key.street_code, survey_id=survey.id)
    waiting = list(rows.exclude(state=COUNTED).order_by("-first_at")[:MOST])
    homes = _homes({row.dwelling_id for row in waiting}, survey)
    lines = [
        PaperLine(row.key, row.serial, row.state, row.first_by, homes.get(row.dwelling_id, ""), tuple(row.differing))
        for row in waiting
    ]
    return Papers(tuple(lines), rows.filter(state=COUNTED).count())


def differing_paper(survey: SurveyFacts, id: UUID) -> DifferingPaper:
    """A paper whose entries differ. Raises `NotFound`. Two statements."""
    row = PaperSlip.objects.filter(
        street_code=survey.key.street_code, survey_id=survey.id, id=id, state="differs"
    ).first()
    if row is None:
        raise NotFound("paper", id)
    home = _homes({row.dwelling_id}, survey).get(row.dwelling_id, "")
    first, second = json.loads(row.entry.reveal()), json.loads(row.second.reveal())
    return DifferingPaper(row.key, row.serial, home, first, second, tuple(row.differing))


def _homes(ids: set[UUID], survey: SurveyFacts) -> dict[UUID, str]:
    rows = Dwelling.objects.filter(street_code=survey.key.street_code, id__in=ids).select_related("building")
    return {row.id: f"{row.building.name}-{row.unit}-{row.room}" for row in rows} if ids else {}
