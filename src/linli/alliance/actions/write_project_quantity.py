"""A quantity of a project is planned or measured."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import ProjectQuantity
from ..project_in_hand import line_of, lock_project, save_line
from ..rules.project_figures import Quantity


@action
def write_project_quantity(
    *, actor: Actor, key: UUID | None, project: RowKey, quantity: Quantity, line: UUID | None = None
) -> ProjectQuantity:
    """Write a new line, or let `line` be so. Raises `BadInput` on `item` (`twice` for the same item in one unit),
    `planned`, `done`, `NotFound`, `WrongState`, `NotAllowed`."""
    quantity = quantity.checked()
    with deed(actor, key, "project.write_quantity") as d:
        held = lock_project(d, project)
        row = line_of(d, ProjectQuantity, held, line)
        row.item, row.unit, row.planned, row.done = (
            quantity.item,
            quantity.unit.value,
            quantity.planned,
            quantity.done,
        )
        save_line(d, row, "item")
    return row
