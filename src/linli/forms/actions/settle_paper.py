"""Two entries of a paper differed: a person has looked at the paper again and says what stands on it."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import PaperSlip, Survey
from ..paper import COUNTED, DIFFERS
from ..rules.survey import KEEPERS, Channel
from ..take_sheet import Respondent, Sheet, take_sheet


@action
def settle_paper(*, actor: Actor, key: UUID | None, slip: RowKey, sheet: Sheet) -> PaperSlip:
    """Count the paper as it was read now. Raises `WrongState` for a paper that does not differ, `NotAllowed`, and what
    `take_sheet` raises."""
    with deed(actor, key, "survey.settle_paper") as d:
        row = d.lock(PaperSlip, slip)
        d.allow(KEEPERS, "survey.settle_paper", on=row)
        if row.state != DIFFERS:
            raise WrongState("survey.settle_paper", row.state)
        survey = Survey.public.get(street_code=row.street_code, id=row.survey_id)
        home = RowKey(row.street_code, row.dwelling_id)
        take_sheet(d, survey, Respondent(home), sheet, Channel.PAPER, actor.id)
        row.state, row.counted_at, row.entry, row.second = COUNTED, d.now, "", ""
        row.save()
        d.record(row)
    return row
