"""One survey: its facts, for the staff of its community and for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound, WrongState
from linli.kernel.target import Target
from linli.ledger.street_row import RowKey, within

from ..models import Survey
from ..rules.question import Stage
from ..rules.survey import AgeGroup, Channel, OncePer, Period, SurveyState, check_answerable, groups_between


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """What a survey is: all of it hangs on the notice board but for a draft."""

    key: RowKey
    place_code: str
    title: str
    purpose: str
    consent: str
    state: SurveyState
    series_id: UUID | None
    stage: Stage | None
    once_per: OncePer
    estate_ids: tuple[UUID, ...]
    age_first: int | None
    age_last: int | None
    age_groups: tuple[AgeGroup, ...]
    channels: tuple[Channel, ...]
    first_on: date
    last_on: date
    opened_at: datetime | None
    closed_at: datetime | None

    @property
    def id(self) -> UUID:
        return self.key.id

    @property
    def is_answerable(self) -> bool:
        """Whether it may be answered today."""
        try:
            check_answerable(self.state, Period(self.first_on, self.last_on), clock.today())
        except WrongState:
            return False
        return True


def find_survey(actor: Actor, id: UUID) -> SurveyFacts:
    """A survey of a community in which the actor works. Raises `NotFound`. One statement."""
    row = within(Survey.public.all(), actor.neighbourhood).filter(id=id).first()
    if row is None:
        raise NotFound("survey", id)
    return facts_of(row)


def public_survey(community: str, id: UUID) -> SurveyFacts:
    """A survey of the community that has been opened. Raises `NotFound`. One statement, no scope."""
    row = Survey.public.filter(street_code=int(community[:9]), place_code=community, id=id).first()
    if row is None or row.state == SurveyState.DRAFT.value:
        raise NotFound("survey", id)
    return facts_of(row)


def surveys_around(street_code: int, series_id: UUID) -> list[Target]:
    """The opened surveys of a series, in their order: those around a project, whose id names the series. One statement."""
    rows = Survey.public.filter(street_code=street_code, series_id=series_id).exclude(state=SurveyState.DRAFT.value)
    return [
        Target("survey", row.id, "", row.title, SurveyState(row.state).label) for row in rows.order_by("first_on", "id")
    ]


def facts_of(row: Survey) -> SurveyFacts:
    """The row as a plain value."""
    return SurveyFacts(
        key=row.key,
        place_code=row.place_code,
        title=row.title,
        purpose=row.purpose,
        consent=row.consent,
        state=SurveyState(row.state),
        series_id=row.series_id,
        stage=Stage(row.stage) if row.stage else None,
        once_per=OncePer(row.once_per),
        estate_ids=tuple(UUID(one) for one in row.estate_ids),
        age_first=row.age_first,
        age_last=row.age_last,
        age_groups=tuple(groups_between(row.age_first, row.age_last)) if row.asks_age else (),
        channels=tuple(Channel(one) for one in row.channels),
        first_on=row.first_on,
        last_on=row.last_on,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )
