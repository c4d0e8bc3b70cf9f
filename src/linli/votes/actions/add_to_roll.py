"""Those who may vote come onto the roll: from a list, from dwellings, from posts, or typed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.ledger.copy_rows import copy_rows
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import RollEntry
from ..poll import kept
from ..rules.chain import LineKind
from ..rules.phases import ROLL_OPEN
from ..rules.roll_rows import MOST_ROWS, RollRow
from ..rules.slips import new_slip
from ..write_line import write_line


@action
def add_to_roll(*, actor: Actor, key: UUID | None, vote: RowKey, source: str, rows: Sequence[RollRow]) -> int:
    """Put `rows` on the roll behind those that are there, each with a fresh voting code; returns how many.

    A dwelling that is on the roll is passed over. `source` is `list`, `dwellings`, `posts` or `typed`. Raises `WrongState`
    once the poll has opened, `BadInput` on `rows` for none or too many. Eight statements and a COPY.
    """
    with deed(actor, key, "vote.add_to_roll") as d:
        row = kept(d, vote, "vote.add_to_roll", ROLL_OPEN)
        there = RollEntry.objects.filter(street_code=row.street_code, vote=row)
        held = set(there.filter(dwelling_id__isnull=False).values_list("dwelling_id", flat=True))
        fresh = [one for one in rows if one.dwelling_id is None or one.dwelling_id not in held]
        last = there.aggregate(last=Max("number"))["last"] or 0
        if not fresh or last + len(fresh) > MOST_ROWS:
            raise BadInput("rows", "how_many", len(fresh))
        entries = [
            RollEntry(
                street_code=row.street_code,
                place_code=row.place_code,
                vote=row,
                number=number,
                name=one.name,
                phone=one.phone,
                home=one.home,
                area=one.area,
                dwelling_id=one.dwelling_id,
                code=new_slip(),
            )
            for number, one in enumerate(fresh, last + 1)
        ]
        copy_rows(RollEntry, entries)
        write_line(d, row, LineKind.ROLL_CORRECTED, added=len(entries), source=source)
        d.record(*entries)
    return len(entries)
