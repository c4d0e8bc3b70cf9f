"""The paper ballots that were not used are counted."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..paper_sum import papers_of
from ..poll import kept
from ..rules.chain import LineKind
from ..rules.phases import Phase
from ..write_line import write_line


@action
def count_unused(*, actor: Actor, key: UUID | None, vote: RowKey, unused: int) -> None:
    """Note how many are left over, those handed out and not brought back among them. Raises `BadInput` on `unused` for a number
    that cannot be. Ten statements."""
    with deed(actor, key, "vote.count_unused") as d:
        row = kept(d, vote, "vote.count_unused", Phase.COUNTING)
        if not 0 <= unused <= papers_of(row).issued:
            raise BadInput("unused", "out_of_range")
        row.unused_papers = unused
        row.save(update_fields=["unused_papers"])
        write_line(d, row, LineKind.UNUSED_COUNTED, unused=unused)
        d.record(row)
