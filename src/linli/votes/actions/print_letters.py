"""The letters with the voting codes are printed."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import RollEntry
from ..poll import kept
from ..rules.chain import LineKind
from ..rules.phases import Phase
from ..write_line import write_line

WHEN = frozenset({Phase.ROLL_PUBLISHED, Phase.VOTING})
MOST = 200


@action
def print_letters(*, actor: Actor, key: UUID | None, vote: RowKey, first: int, last: int) -> int:
    """Write down that the letters of the entries numbered `first` to `last` (at most 200) are printed, for each entry an audit
    line: a voting code is a key, and who had it in hand is known. Returns how many. Raises `NotFound` for none."""
    with deed(actor, key, "vote.print_letters") as d:
        row = kept(d, vote, "vote.print_letters", WHEN)
        entries = RollEntry.objects.filter(
            street_code=row.street_code, vote=row, number__gte=first, number__lte=min(last, first + MOST - 1)
        )
        found = list(entries.only("street_code", "place_code", "id", "number", "vote_id"))
        if not found:
            raise NotFound("roll_entry", first)
        write_line(d, row, LineKind.LETTERS, first=found[0].number, letters=len(found))
        d.record(row, purpose=f"letters {first}-{last}")
    return len(found)
