"""Dual registration: the same matter from another side becomes one more entry of the same case (practices E3)."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.bigrams import as_tsvector
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out import carry_out
from ..events import EntryAdded
from ..matter import Matter
from ..models import Case, Entry
from ..open_case import write_entry
from ..rules import Deed


@action
def add_entry(*, actor: Actor, key: UUID | None, case: RowKey, matter: Matter) -> Entry:
    """Write `matter` into `case` as one more voice; whoever it comes from is told at each turn like the first.

    Raises `WrongState` when the case has ended meanwhile, `BadInput` as `raise_case` does.
    """
    matter = matter.checked()
    with deed(actor, key, "case.add_entry") as d:
        row = d.lock(Case, case)
        entry_id = uuid7()
        carry_out(d, row, Deed.ADD_ENTRY, {"entry": entry_id})
        entry = write_entry(d, row, matter, entry_id)
        bodies = Entry.objects.filter(street_code=row.street_code, case=row).values_list("body", flat=True)
        row.search = as_tsvector(row.subject, *bodies, row.place_text, row.answer)
        row.save(update_fields=["search"])
        d.record(entry)
        d.announce(EntryAdded(row.id, row.street_code, entry.id))
    return entry
