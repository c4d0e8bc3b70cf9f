"""A line entered by mistake is taken out: of the budget, the quantities, the milestones, the counts of people."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Project, ProjectBudgetLine, ProjectMilestone, ProjectQuantity, ProjectTurnout
from ..project_in_hand import line_of, lock_project


class LineKind(StrEnum):
    """What kind of line."""

    MONEY = "money"
    QUANTITY = "quantity"
    MILESTONE = "milestone"
    TURNOUT = "turnout"


MODELS = {
    LineKind.MONEY: ProjectBudgetLine,
    LineKind.QUANTITY: ProjectQuantity,
    LineKind.MILESTONE: ProjectMilestone,
    LineKind.TURNOUT: ProjectTurnout,
}


@action
def drop_project_line(*, actor: Actor, key: UUID | None, project: RowKey, kind: LineKind, line: UUID) -> Project:
    """Take the line out; the audit trail keeps what it said. Raises `WrongState` for a milestone that is done, `NotFound`,
    `NotAllowed`."""
    with deed(actor, key, f"project.drop_{kind.value}") as d:
        held = lock_project(d, project)
        row = line_of(d, MODELS[kind], held, line)
        if kind is LineKind.MILESTONE and row.done_on is not None:
            raise WrongState("project.drop_milestone", "done")
        MODELS[kind].objects.filter(street_code=row.street_code, id=row.id).delete()
        d.record(row)
    return held
