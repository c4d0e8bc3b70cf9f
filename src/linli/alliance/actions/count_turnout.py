"""How many residents took part is counted: a number of people, nobody's name."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import ProjectTurnout
from ..project_in_hand import line_of, lock_project, save_line
from ..rules.project_figures import TurnoutKind, read_turnout


@action
def count_turnout(
    *, actor: Actor, key: UUID | None, project: RowKey, kind: TurnoutKind, held_on: date, people: int, words: str = ""
) -> ProjectTurnout:
    """Keep the count. Raises `BadInput` on `people`, `held_on`, `WrongState`, `NotAllowed`."""
    with deed(actor, key, "project.count_turnout") as d:
        held = lock_project(d, project)
        row = line_of(d, ProjectTurnout, held, None)
        row.words = read_turnout(people, held_on, words, d.now.astimezone(SHANGHAI).date())
        row.kind, row.held_on, row.people = kind.value, held_on, people
        save_line(d, row, "people")
    return row
