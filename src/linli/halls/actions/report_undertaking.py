"""What somebody undertook is reported done; after the last one the motion waits for its rating."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import MissingField, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_motion import carry_out, wait_for_undertakings
from ..models import Motion, Undertaking
from ..rules import MotionDeed
from ..who_keeps import allow_keeper, hall_of


@action
def report_undertaking(*, actor: Actor, key: UUID | None, undertaking: RowKey, note: str) -> Undertaking:
    """Note that it is done and how; with the last one the motion moves on by itself. Raises `WrongState` for one done before,
    `MissingField`, `NotAllowed`."""
    note = clean_text(note)[:200]
    if not note:
        raise MissingField("report_undertaking", ["note"])
    with deed(actor, key, "motion.report_undertaking") as d:
        found = d.lock(Undertaking, undertaking)
        row = d.lock(Motion, RowKey(found.street_code, found.motion_id))
        hall = hall_of(row)
        allow_keeper(actor, hall, "report_undertaking")
        if found.done_at is not None:
            raise WrongState("report_undertaking", "done")
        found.done_at, found.note = d.now, note
        found.save(update_fields=["done_at", "note"])
        left = Undertaking.objects.filter(street_code=row.street_code, motion=row, done_at__isnull=True)
        if left.exists():
            wait_for_undertakings(d, row, hall)
        else:
            carry_out(d, row, hall, MotionDeed.REPORT_DONE, {"note": note})
        d.record(found)
    return found
