"""A line of a project's budget is written or brought up to date."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import ProjectBudgetLine
from ..project_in_hand import line_of, lock_project, save_line
from ..rules.project_figures import Money


@action
def write_project_money(
    *, actor: Actor, key: UUID | None, project: RowKey, money: Money, line: UUID | None = None
) -> ProjectBudgetLine:
    """Write a new line, or let `line` be so. Raises `BadInput` on `item` (`twice` for the same item of one source),
    `planned`, `spent`, `NotFound`, `WrongState`, `NotAllowed`."""
    money = money.checked()
    with deed(actor, key, "project.write_money") as d:
        held = lock_project(d, project)
        row = line_of(d, ProjectBudgetLine, held, line)
        row.item, row.source, row.planned, row.spent = money.item, money.source.value, money.planned, money.spent
        save_line(d, row, "item")
    return row
