"""Question or settings of a vote change while it is prepared: never once its roll has been published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Vote
from ..open_vote import set_settings
from ..poll import kept
from ..rules.chain import LineKind
from ..rules.phases import Phase
from ..write_line import write_line


@action
def change_vote(*, actor: Actor, key: UUID | None, vote: RowKey, settings: Mapping[str, Any]) -> Vote:
    """Replace all settings of the vote. Raises `WrongState` outside the preparation, `BadInput`. Six statements."""
    with deed(actor, key, "vote.change") as d:
        row = kept(d, vote, "vote.change", Phase.PREPARING)
        set_settings(row, **settings)
        row.asked_phase = ""  # what a second person was asked to confirm is no longer what it was
        row.save()
        write_line(d, row, LineKind.CHANGED, title=row.title, rule=row.rule)
        d.record(row)
    return row
