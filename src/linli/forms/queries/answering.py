"""What a page needs to have a survey answered: its buildings, and the home behind a door."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.plain_text import clean_text
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey, scope_condition
from linli.places.models import Building, Dwelling
from linli.places.queries import counting_order

from ..slip_word import slip_word
from .find_survey import SurveyFacts


@dataclass(frozen=True, slots=True)
class BuildingToAsk:
    id: UUID
    estate: str
    name: str
    units: int


def buildings_asked(survey: SurveyFacts) -> list[BuildingToAsk]:
    """The buildings whose homes the survey asks, as people count them. One statement, no scope."""
    rows = Building.public.filter(scope_condition(survey.place_code)).select_related("estate")
    if survey.estate_ids:
        rows = rows.filter(estate_id__in=survey.estate_ids)
    ordered = sorted(rows, key=lambda b: (b.estate.name, counting_order(b.cluster), counting_order(b.number)))
    return [BuildingToAsk(one.id, one.estate.name, one.name, one.units) for one in ordered]


def home_at(survey: SurveyFacts, building_id: UUID, unit: str, room: str) -> RowKey | None:
    """The home behind a door as people say it: 1 or 1单元, 201 or 201室; without a unit where the room is only in one.
    None where the register has none. One statement and the scope."""
    said, number = _bare(unit, "单元"), _bare(room, "室", "号", "户")
    if not number:
        return None
    with acting_in(Scope.of([survey.place_code])):
        rows = Dwelling.objects.filter(street_code=survey.key.street_code, building_id=building_id, room=number)
        homes = list((rows.filter(unit=said) if said else rows)[:2])
    return homes[0].key if len(homes) == 1 else None


@dataclass(frozen=True, slots=True)
class Slip:
    """The slip of one dwelling."""

    unit: str
    room: str
    word: str


def slips_of(survey: SurveyFacts, building_id: UUID) -> list[Slip]:
    """The slips of a building's dwellings within the caller's scope, by unit and room, 600 at most. One statement."""
    rows = Dwelling.objects.filter(scope_condition(survey.place_code), building_id=building_id).order_by("id")[:600]
    ordered = sorted(rows, key=lambda one: (counting_order(one.unit), counting_order(one.room)))
    return [Slip(one.unit, one.room, slip_word(survey.id, one.id)) for one in ordered]


def _bare(text: str, *endings: str) -> str:
    text = clean_text(text)[:20].replace(" ", "")
    for ending in endings:
        text = text.removesuffix(ending)
    return text
