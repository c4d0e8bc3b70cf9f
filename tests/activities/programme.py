"""Venues and activities brought to any state by real deeds, for tests."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from linli.activities.actions.keep_venue import keep_venue
from linli.activities.actions.leave_activity import leave_activity
from linli.activities.actions.move_activity import move_activity
from linli.activities.actions.plan_activity import plan_activity
from linli.activities.actions.sign_up import sign_up
from linli.activities.actions.wish_for_activity import wish_for_activity
from linli.activities.models import Activity, ActivityPart, ActivityWish, SignUp, Venue, VenueRoom
from linli.activities.plan import ActivityPlan, Hoped, Participant, PartPlan, VenuePlan
from linli.activities.rules import ActivityDeed, WishWay
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.clock import SHANGHAI
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

PHONE = "13900005678"
VENUE = VenuePlan(
    name="邻里活动中心", kind="indoor", address="湖东路 8 号", opens_at=time(8), closes_at=time(21), keeper="社区服务台",
    phone="05662020001", open_days="1234567", access=("ramp", "lift"),
)  # fmt: skip


def in_days(days: int, hour: int = 9, minute: int = 0) -> datetime:
    """A time of day so many days from now, in China."""
    return datetime.combine(clock.today() + timedelta(days=days), time(hour, minute), SHANGHAI)


def a_venue(town, **changed: Any) -> Venue:
    from dataclasses import replace

    plan = replace(VENUE, **changed)
    return keep_venue(actor=town.actor("staff"), key=uuid4(), community=town.code, plan=plan, whole="大活动室")


def room_of(venue: Venue) -> VenueRoom:
    return VenueRoom.public.filter(street_code=venue.street_code, venue_id=venue.id).order_by("id").first()


def a_plan(town, **changed: Any) -> ActivityPlan:
    return ActivityPlan(
        **{
            "place_code": town.code, "title": "春分插花沙龙", "kind": "event", "size": "small", "groups": ("adults", "old"),
            "starts_at": in_days(3), "ends_at": in_days(3, 11), "place_words": "小区广场", "parts": (PartPlan(capacity=2),),
            **changed,
        }
    )  # fmt: skip


def draft(town, **changed: Any) -> Activity:
    return plan_activity(actor=town.actor("staff"), key=uuid4(), plan=a_plan(town, **changed))


def do(town, activity: Activity, deed: ActivityDeed, reason: str = "", who: str = "staff") -> Activity:
    return move_activity(actor=town.actor(who), key=uuid4(), activity=activity.key, deed_done=deed, reason=reason)


def published(town, **changed: Any) -> Activity:
    return do(town, draft(town, **changed), ActivityDeed.PUBLISH)


def parts_of(activity: Activity) -> list[ActivityPart]:
    return list(
        ActivityPart.public.filter(activity_id=activity.id, street_code=activity.street_code).order_by("number")
    )


def comes(town, activity: Activity, phone: str = PHONE, *, part: int = 0, **changed: Any) -> SignUp:
    """Somebody signs up by the page."""
    who = Participant(**{"name": "李阿姨", "group": "old", "phone": phone, **changed})
    return sign_up(
        actor=reporter(uuid4(), town.code), key=uuid4(), activity=activity.key, community=town.code,
        part=parts_of(activity)[part].id, who=who,
    )  # fmt: skip


def leaves(town, one: SignUp) -> SignUp:
    return leave_activity(actor=reporter(one.id, town.code), key=uuid4(), sign_up=one.key, community=town.code)


def again(row: Any) -> Any:
    with acting_in(Scope.everything()):
        return type(row).objects.get(street_code=row.street_code, id=row.id)


def a_wish(town, words: str = "可以邀请骨科医生吗？", phone: str = PHONE, **changed: Any) -> ActivityWish:
    hoped = Hoped(**{"place_code": town.code, "words": words, "source": WishWay.PAGE, "phone": phone, **changed})
    return wish_for_activity(actor=reporter(uuid4(), town.code), key=uuid4(), hoped=hoped)
