"""The surveys of the communities somebody works in, and those of one community for its residents."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.street_row import within
from linli.places.queries import place_facts_of

from ..models import Survey, SurveyReturn
from ..rules.survey import SurveyState
from .find_survey import SurveyFacts, facts_of


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A row of the list: the survey, its community, and how many answers have come in (within the reader's scope)."""

    survey: SurveyFacts
    place: str
    returns: int


def survey_list(actor: Actor, state: SurveyState | None, at: Position | None = None, size: int = 30) -> Slice:
    """The surveys, latest first, of one state or all. Three statements."""
    rows = within(Survey.public.all(), actor.neighbourhood)
    if state is not None:
        rows = rows.filter(state=state.value)
    found = keyset_slice(rows, ("-drafted_at", "-id"), at, size)
    counted = (
        SurveyReturn.objects.filter(survey_id__in=[row.id for row in found.items])
        .values_list("survey_id")
        .annotate(n=Count("id"))
        .order_by()
    )
    counts = dict(counted)
    names = place_facts_of({(row.place_code, None, None) for row in found.items}) if found.items else {}
    lines = [
        SurveyLine(facts_of(row), names[row.place_code, None, None].short, counts.get(row.id, 0)) for row in found.items
    ]
    return Slice(lines, found.next, found.previous)


@dataclass(frozen=True, slots=True)
class BoardOfSurveys:
    """What residents see: what may be answered now, what begins soon, what is over (the latest 30)."""

    open: tuple[SurveyFacts, ...]
    soon: tuple[SurveyFacts, ...]
    over: tuple[SurveyFacts, ...]


def surveys_on_board(community: str) -> BoardOfSurveys:
    """The opened surveys of a community. Two statements, no scope."""
    rows = Survey.public.filter(street_code=int(community[:9]), place_code=community)
    today = clock.today()
    opened = [facts_of(row) for row in rows.filter(state=SurveyState.OPEN.value).order_by("last_on", "id")[:60]]
    closed = [facts_of(row) for row in rows.filter(state=SurveyState.CLOSED.value).order_by("-closed_at", "-id")[:30]]
    return BoardOfSurveys(
        tuple(one for one in opened if one.first_on <= today <= one.last_on),
        tuple(one for one in opened if one.first_on > today),
        (*(one for one in opened if one.last_on < today), *closed),
    )
