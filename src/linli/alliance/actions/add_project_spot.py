"""A spot is named from which a project is photographed before and after."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.plain_text import clean_text, read_words
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import ProjectSpot
from ..project_in_hand import line_of, lock_project, save_line


@action
def add_project_spot(*, actor: Actor, key: UUID | None, project: RowKey, name: str, stand: str = "") -> ProjectSpot:
    """Name it, with where to stand and where to look. Raises `BadInput` on `name` (`twice`), `WrongState`, `NotAllowed`."""
    name = read_words(name, "name", 40)
    with deed(actor, key, "project.add_spot") as d:
        held = lock_project(d, project)
        row = line_of(d, ProjectSpot, held, None)
        row.name, row.stand = name, clean_text(stand)[:80]
        save_line(d, row, "name")
    return row
