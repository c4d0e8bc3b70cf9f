"""An activity is published, cancelled, ended, settled."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.db.models import Sum

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.ledger.deed import DeedInHand, action, deed
from linli.ledger.street_row import RowKey

from ..book_room import free_room
from ..events import ActivityCancelled, ActivityEnded, ActivityNeedMoved, ActivityPublished
from ..models import Activity, ActivityPart, CheckIn, Need, SignUp
from ..rules import ActivityDeed, ActivityState, NeedState, ScanKind, SignUpState, Turnout, decide_activity, waited
from ..who_may import ORGANISERS

NEED_AFTER = {
    ActivityDeed.PUBLISH: NeedState.PLANNED,
    ActivityDeed.HOLD: NeedState.HELD,
    ActivityDeed.CANCEL: NeedState.OPEN,
}


@action
def move_activity(
    *, actor: Actor, key: UUID | None, activity: RowKey, deed_done: ActivityDeed, reason: str = ""
) -> Activity:
    """Do the deed. Cancelling gives the room back, and with a reason is told to everybody who signed up; settling writes
    the figures, which stay when names are dropped.

    Raises what `decide_activity` raises, `NotAllowed`, `NotFound`.
    """
    reason = clean_text(reason)[:200]
    with deed(actor, key, f"activity.{deed_done.value}") as d:
        row = d.lock(Activity, activity)
        d.allow(ORGANISERS, deed_done, on=row)
        target = decide_activity(deed_done, ActivityState(row.state), starts_at=row.starts_at, now=d.now, reason=reason)
        was_public = row.published_at is not None
        row.state = target.value
        match deed_done:
            case ActivityDeed.PUBLISH:
                row.published_at = d.now
                d.announce(ActivityPublished(row.id, row.street_code))
            case ActivityDeed.CANCEL:
                row.reason, row.changed = reason, row.changed + 1
                d.record(*free_room(d, row.id, row.street_code))
                if was_public:
                    d.announce(ActivityCancelled(row.id, row.street_code))
            case ActivityDeed.HOLD:
                row.ended_at = d.now
                count_up(row)
                d.announce(ActivityEnded(row.id, row.street_code))
            case ActivityDeed.SETTLE:
                count_up(row)
                d.announce(ActivityEnded(row.id, row.street_code))
        row.save()
        _move_need(d, row, deed_done)
        d.record(row)
    return row


def count_up(row: Activity) -> None:
    """Write the figures of the activity from its sign-ups, check-ins and stalls. Three statements."""
    signed = SignUp.objects.filter(street_code=row.street_code, activity=row).only(
        "street_code", "state", "group", "came_at", "waited", "signed_at", "placed_at"
    )
    came = [one for one in signed if one.came_at]
    walked = list(
        CheckIn.objects.filter(street_code=row.street_code, activity=row, kind=ScanKind.WALK_IN.value).values_list(
            "group", flat=True
        )
    )
    places = [one for one in signed if one.state == SignUpState.CONFIRMED.value]
    at_stalls = ActivityPart.objects.filter(street_code=row.street_code, activity=row).aggregate(n=Sum("counted"))["n"]
    turnout = Turnout(len(places), len(came), len(walked), at_stalls or 0)
    row.places, row.came, row.walk_ins = turnout.places, turnout.came, turnout.walk_ins
    row.at_stalls, row.served = turnout.at_stalls, turnout.served
    row.by_group = dict(Counter([one.group for one in came] + [group for group in walked if group]))
    row.wait_days = waited(one.placed_at - one.signed_at for one in places if one.waited and one.placed_at)


def _move_need(d: DeedInHand, row: Activity, deed_done: ActivityDeed) -> None:
    after = NEED_AFTER.get(deed_done)
    if row.need_id is None or after is None:
        return
    need = Need.objects.select_for_update().filter(street_code=row.street_code, id=row.need_id).first()
    if need is None or need.state == NeedState.DECLINED.value:
        return
    changed = need.state != after.value
    need.state, need.moved_at = after.value, d.now
    if after is NeedState.OPEN:
        need.activity_id = None
    need.save(update_fields=["state", "moved_at", "activity_id"])
    if changed:
        d.announce(ActivityNeedMoved(need.id, need.street_code, need.state))
