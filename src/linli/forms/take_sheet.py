"""An answered sheet is counted: that somebody answered, and apart from it what. Takes part in the caller's deed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, Conflict
from linli.kernel.plain_text import read_phone
from linli.ledger.audit import home_of
from linli.ledger.deed import DeedInHand
from linli.ledger.street_row import RowKey
from linli.people.sealing import fingerprint
from linli.places.models import Dwelling

from .asked import Answers, asked_in, read_answers
from .models import Survey, SurveyReturn, SurveySheet, SurveyValue
from .rules.survey import AgeGroup, Channel, OncePer, Period, SurveyState, check_answerable
from .slip_word import slip_opens


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who answers, as far as it must be known so that nobody counts twice: a dwelling, or a telephone. `slip` is
    what the slip of the dwelling says, where the survey gives out slips."""

    dwelling: RowKey | None = None
    phone: str = ""
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was answered, as a door hands it in."""

    answers: Answers
    age_group: str = ""


def take_sheet(
    d: DeedInHand, survey: Survey, who: Respondent, sheet: Sheet, channel: Channel, entered_by: UUID | None = None
) -> SurveyReturn:
    """Count a sheet once. About ten statements.

    The sheet and its values get random ids and only a day, and the audit trail names the return alone: nothing leads from a
    dwelling to what it answered. Raises `WrongState` outside its days, `BadInput` on `q<n>`, `age_group`, `dwelling`,
    `slip`, `phone`, `channel`, and `Conflict` (`survey_return`) where the dwelling or telephone has answered.
    """
    today = d.now.astimezone(SHANGHAI).date()
    check_answerable(SurveyState(survey.state), Period(survey.first_on, survey.last_on), today)
    if channel.value not in survey.channels:
        raise BadInput("channel", "closed")
    if sheet.age_group and sheet.age_group not in {one.value for one in AgeGroup}:
        raise BadInput("age_group", "unknown")
    with d.widened(survey.place_code):
        asked = asked_in(survey.key)
        values = read_answers(asked, sheet.answers)
        if not values:
            raise BadInput("q1", "all_empty")
        row = _return_of(d, survey, who, channel, today)
        by_herself = channel in (Channel.PAGE, Channel.QR)
        needs_slip = survey.once_per == OncePer.SLIP.value and by_herself
        if needs_slip and not slip_opens(survey.id, row.dwelling_id, who.slip):
            raise BadInput("slip", "wrong")
        row.entered_by = entered_by
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Conflict("survey_return") from None
        _write_values(survey, SurveySheet(channel=channel.value, age_group=sheet.age_group, on=today), values)
        d.record(row)
    return row


def target_dwelling(survey: Survey, key: RowKey) -> Dwelling:
    """The dwelling, if the survey asks it. Raises `BadInput` on `dwelling`: `unknown`, `not_asked`. One statement."""
    row = Dwelling.objects.filter(street_code=key.street_code, id=key.id).select_related("building").first()
    if row is None or not row.place_code.startswith(survey.place_code):
        raise BadInput("dwelling", "unknown")
    if survey.estate_ids and str(row.building.estate_id) not in survey.estate_ids:
        raise BadInput("dwelling", "not_asked")
    return row


def _return_of(d: DeedInHand, survey: Survey, who: Respondent, channel: Channel, today: date) -> SurveyReturn:
    row = SurveyReturn(street_code=survey.street_code, survey=survey, channel=channel.value, on=today)
    if OncePer(survey.once_per).asks_the_home:
        if who.dwelling is None:
            raise BadInput("dwelling", "missing")
        dwelling = target_dwelling(survey, who.dwelling)
        row.place_code, row.dwelling_id = dwelling.place_code, dwelling.id
        row.building_id, row.floor = dwelling.building_id, dwelling.floor
        row.mark = fingerprint(f"survey {survey.id} dwelling {dwelling.id}")
        return row
    phone = read_phone(who.phone)
    if not phone:
        raise BadInput("phone", "missing")
    home = home_of(d.actor)
    row.place_code = home if home.startswith(survey.place_code) else survey.place_code
    row.mark = fingerprint(f"survey {survey.id} phone {phone}")
    return row


def _write_values(survey: Survey, sheet: SurveySheet, values: dict) -> None:
    place = {"place_code": survey.place_code, "street_code": survey.street_code, "survey": survey}
    # A random id tells no time, so that a sheet cannot be laid beside the return written with it.
    sheet.id = uuid4()
    for name, value in place.items():
        setattr(sheet, name, value)
    sheet.save(force_insert=True)
    SurveyValue.objects.bulk_create(
        SurveyValue(
            id=uuid4(), sheet=sheet, question_id=id, choice=one.choice, number=one.number, text=one.text, **place
        )
        for id, given in values.items()
        for one in given
    )
