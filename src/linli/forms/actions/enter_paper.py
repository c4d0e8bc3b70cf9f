"""A paper questionnaire is entered: once, and a second time by somebody else; what agrees is counted."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, Conflict, NotAllowed
from linli.kernel.plain_text import read_words
from linli.ledger.deed import DeedInHand, action, deed
from linli.ledger.street_row import RowKey

from ..asked import asked_in, read_answers
from ..models import PaperSlip, Survey
from ..paper import COUNTED, DIFFERS, ONCE, differing, entry_of
from ..rules.survey import KEEPERS, Channel, OncePer, Period, SurveyState, check_answerable
from ..take_sheet import Respondent, Sheet, take_sheet, target_dwelling


@action
def enter_paper(
    *, actor: Actor, key: UUID | None, survey: RowKey, serial: str, dwelling: RowKey, sheet: Sheet
) -> PaperSlip:
    """Enter the paper of this serial number; returns its slip: `once`, `counted`, or `differs` with the positions at which
    the two entries differ, to be settled from the paper.

    Raises `BadInput` on `serial`, `dwelling`, `q<n>`, `NotAllowed` (`same_person`) for a second entry by who made the first,
    `Conflict` (`paper_slip`) for a paper that was counted, (`survey_return`) for a dwelling that answered otherwise.
    """
    serial = read_words(serial, "serial", 12)
    with deed(actor, key, "survey.enter_paper") as d:
        row = d.lock(Survey, survey)
        d.allow(KEEPERS, "survey.enter_paper", on=row)
        today = d.now.astimezone(SHANGHAI).date()
        check_answerable(SurveyState(row.state), Period(row.first_on, row.last_on), today)
        if Channel.PAPER.value not in row.channels or not OncePer(row.once_per).asks_the_home:
            raise BadInput("serial", "no_paper")
        home = target_dwelling(row, dwelling)
        asked = asked_in(row.key)
        if not read_answers(asked, sheet.answers):
            raise BadInput("q1", "all_empty")
        slip = PaperSlip.objects.select_for_update().filter(street_code=row.street_code, survey=row, serial=serial)
        found = slip.first()
        if found is None:
            return _first(d, row, serial, home.id, entry_of(asked, sheet))
        if found.state == COUNTED:
            raise Conflict("paper_slip")
        if found.first_by == actor.id:
            raise NotAllowed("survey.enter_paper", "same_person")
        if found.dwelling_id != home.id:
            raise BadInput("dwelling", "other_on_paper")
        second = entry_of(asked, sheet)
        found.second_by, found.second = actor.id, json.dumps(second)
        found.differing = differing(json.loads(found.entry.reveal()), second)
        if found.differing:
            found.state = DIFFERS
            found.save()
        else:
            take_sheet(d, row, Respondent(dwelling), sheet, Channel.PAPER, actor.id)
            found.state, found.counted_at, found.entry, found.second = COUNTED, d.now, "", ""
            found.save()
        d.record(found)
    return found


def _first(d: DeedInHand, survey: Survey, serial: str, dwelling_id: UUID, entry: dict[str, str]) -> PaperSlip:
    slip = PaperSlip(
        place_code=survey.place_code,
        street_code=survey.street_code,
        survey=survey,
        serial=serial,
        dwelling_id=dwelling_id,
        state=ONCE,
        entry=json.dumps(entry),
        first_by=d.actor.id,
        first_at=d.now,
    )
    try:
        with transaction.atomic():
            slip.save(force_insert=True)
    except IntegrityError:
        raise Conflict("paper_slip") from None
    d.record(slip)
    return slip
