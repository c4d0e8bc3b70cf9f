"""The minutes are laid out for signing, and made final."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import HallMeetingMoved
from ..models import AgendaItem, Amendment, Meeting, Motion, Signature
from ..rules import MinutesState, may_finish
from ..who_keeps import allow_keeper, attending_members, hall_of


@action
def move_minutes(*, actor: Actor, key: UUID | None, meeting: RowKey, final: bool = False) -> Meeting:
    """Lay the draft out for signing; or, `final`, make what was signed final: nothing of it changes any more.

    Raises `WrongState`: `open_amendments` where one is undecided, `unresolved` where a motion of the agenda has no
    resolution, `unsigned` before all attending members signed or had seven days; `NotAllowed`.
    """
    with deed(actor, key, "minutes.final" if final else "minutes.sign") as d:
        row = d.lock(Meeting, meeting)
        allow_keeper(actor, hall_of(row), "move_minutes")
        of = {"street_code": row.street_code, "meeting": row}
        if row.minutes_state != (MinutesState.SIGNING if final else MinutesState.DRAFT):
            raise WrongState("move_minutes", row.minutes_state)
        if final:
            signed = Signature.objects.filter(**of).exclude(on_paper=True, confirmed_by__isnull=True).count()
            if not may_finish(signed, attending_members(row), row.signing_since, d.now):
                raise WrongState("move_minutes", "unsigned")
            row.minutes_state, row.final_at = MinutesState.FINAL.value, d.now
        else:
            if Amendment.objects.filter(**of, state="open").exists():
                raise WrongState("move_minutes", "open_amendments")
            on_agenda = AgendaItem.objects.filter(**of).values("motion_id")
            if Motion.objects.filter(street_code=row.street_code, id__in=on_agenda, state="scheduled").exists():
                raise WrongState("move_minutes", "unresolved")
            row.minutes_state, row.signing_since = MinutesState.SIGNING.value, d.now
        row.save(update_fields=["minutes_state", "signing_since", "final_at"])
        d.record(row)
        d.announce(HallMeetingMoved(row.id, row.street_code, row.minutes_state, row.id))
    return row
