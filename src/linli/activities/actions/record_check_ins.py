"""A helper's page sends what it noted at the door."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Activity, CheckIn, SignUp
from ..rules import COUNTED, MOST_IN_A_BATCH, ActivityState, Guest, Outcome, Scan, ScanKind, SignUpState, merge
from ..who_may import scope_of_helper
from .move_activity import count_up


@action
def record_check_ins(
    *, actor: Actor, key: UUID | None, activity: RowKey, community: str, scans: tuple[Scan, ...]
) -> dict[str, str]:
    """Merge the scans; returns the verdict of each by its id. Sent again, alone or within another batch, a scan changes
    nothing and gets the verdict it got first. Late batches are taken until the activity is settled.

    Raises `BadInput` on `scans` for more than 500, `WrongState`, `NotAllowed`, `NotFound`. About 10 statements and one for
    each person who came or left.
    """
    if len(scans) > MOST_IN_A_BATCH:
        raise BadInput("scans", "too_many", len(scans))
    scope = scope_of_helper(actor, community, "activity.check_in")
    with deed(actor, key, "activity.check_in", scope=scope) as d:
        row = d.lock(Activity, activity)
        if row.state not in (ActivityState.PUBLISHED.value, ActivityState.HELD.value):
            raise WrongState("activity.check_in", row.state)
        known = {
            one.id: Outcome(one.outcome)
            for one in CheckIn.objects.filter(street_code=row.street_code, id__in=[scan.id for scan in scans])
        }
        signed = {
            one.code: one
            for one in SignUp.objects.select_for_update().filter(
                street_code=row.street_code, activity=row, code__in={scan.code for scan in scans if scan.code}
            )
        }
        guests = {code: _guest(one) for code, one in signed.items()}
        verdicts, after = merge(scans, guests, known)
        for code, guest in after.items():
            if guest != guests[code]:
                one = signed[code]
                one.came_at, one.left_at = guest.came_at, guest.left_at
                one.save(update_fields=["came_at", "left_at"])
        fresh = {scan.id: (scan, outcome) for scan, outcome in verdicts if scan.id not in known}
        CheckIn.objects.bulk_create(
            CheckIn(
                id=scan.id,
                place_code=row.place_code,
                street_code=row.street_code,
                activity=row,
                sign_up_id=signed[scan.code].id if scan.code in signed else None,
                part_id=scan.part,
                kind=scan.kind.value,
                group=_group(scan, signed),
                outcome=outcome.value,
                at=min(scan.at, d.now),
                received_at=d.now,
                taken_by=actor.id,
            )
            for scan, outcome in fresh.values()
        )
        if fresh and row.state in {state.value for state in COUNTED}:
            count_up(row)
            row.save()
        if fresh:
            d.record(row)
    return {str(scan.id): outcome.value for scan, outcome in verdicts}


def _guest(one: SignUp) -> Guest:
    return Guest(
        waits=one.state == SignUpState.WAITING.value,
        withdrawn=one.state == SignUpState.WITHDRAWN.value,
        came_at=one.came_at,
        left_at=one.left_at,
    )


def _group(scan: Scan, signed: dict[str, SignUp]) -> str:
    if scan.kind is ScanKind.WALK_IN:
        return scan.group.value if scan.group else ""
    return signed[scan.code].group if scan.code in signed else ""
