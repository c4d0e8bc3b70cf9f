"""What a project is called, what it is for and whom one asks are put right."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.plain_text import clean_text, read_words
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Project
from ..project_in_hand import lock_project


@action
def change_project(
    *, actor: Actor, key: UUID | None, project: RowKey, title: str, aim: str, ask_whom: str = ""
) -> Project:
    """Keep the new words. Raises `BadInput` on `title`, `aim`, `WrongState` for a stopped one, `NotAllowed`."""
    with deed(actor, key, "project.change") as d:
        row = lock_project(d, project)
        row.title, row.aim = read_words(title, "title", 80), read_words(aim, "aim", 400)
        row.ask_whom = clean_text(ask_whom)[:120]
        row.save(update_fields=["title", "aim", "ask_whom"])
        d.record(row)
    return row
