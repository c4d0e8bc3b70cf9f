"""Who is told of what happens to venues and activities. Those without an account read it on their own page; idempotent."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from linli.accounts.tell import tell
from linli.kernel.actor import Role, system
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey, StreetRow
from linli.teams.models import Post

from .actions.offer_hours import offer_hours
from .events import ActivityCancelled, ActivityChanged, ActivityEnded, ActivityNeedMoved, BookingAsked, PlaceGiven
from .models import Activity, ActivityWish, Booking, Need, SignUp
from .rules import STANDING

DESK = (Role.COMMUNITY_STAFF,)


def tell_the_keeper(event: BookingAsked) -> None:
    """The community's staff answer a request for a room."""
    with acting_in(Scope.everything()):
        booking = Booking.objects.get(street_code=event.street_code, id=event.booking_id)
        tell(_desk(booking), "booking_asked", booking, {"subject": booking.purpose}, f"booking {booking.id}")


def tell_of_a_change(event: ActivityChanged) -> None:
    """Whoever signed somebody up hears that time or place changed, and passes it on."""
    _tell_helpers(event.street_code, event.activity_id, "activity_changed", f"changed {event.turn}")


def tell_of_a_cancellation(event: ActivityCancelled) -> None:
    """Whoever signed somebody up hears that it does not take place; the desk calls those with a telephone."""
    _tell_helpers(event.street_code, event.activity_id, "activity_cancelled", "cancelled")
    with acting_in(Scope.everything()):
        activity = Activity.objects.get(street_code=event.street_code, id=event.activity_id)
        standing = SignUp.objects.filter(
            street_code=event.street_code, activity=activity, state__in=[state.value for state in STANDING]
        )
        if standing.exists():
            facts = {"subject": activity.title}
            tell(_desk(activity), "activity_call_round", activity, facts, f"activity {activity.id} call round")


def enter_hours_of_helpers(event: ActivityEnded) -> None:
    """Who was on duty and is a volunteer gets hours, for a second person to confirm; volunteers who came are noted."""
    offer_hours(actor=system(), key=None, activity=RowKey(event.street_code, event.activity_id))


def tell_of_a_place(event: PlaceGiven) -> None:
    """Somebody from the waiting list has a place: the desk and whoever signed that person up pass it on."""
    with acting_in(Scope.everything()):
        one = SignUp.objects.get(street_code=event.street_code, id=event.sign_up_id)
        activity = Activity.objects.get(street_code=one.street_code, id=one.activity_id)
        told = {one.registered_by} if one.registered_by else _desk(activity)
        tell(told, "activity_place_given", activity, {"subject": activity.title}, f"place {one.id}")


def tell_of_a_need(event: ActivityNeedMoved) -> None:
    """Whoever wrote a wish down hears what became of it."""
    with acting_in(Scope.everything()):
        need = Need.objects.get(street_code=event.street_code, id=event.need_id)
        wishes = ActivityWish.objects.filter(street_code=need.street_code, need=need, registered_by__isnull=False)
        told = set(wishes.values_list("registered_by", flat=True))
        if told:
            once = f"need {need.id} {event.state} {need.activity_id}"
            tell(told, f"activity_need_{event.state}", need, {"subject": need.title}, once)


def _tell_helpers(street_code: int, activity_id: UUID, kind: str, once: str) -> None:
    with acting_in(Scope.everything()):
        activity = Activity.objects.get(street_code=street_code, id=activity_id)
        standing = SignUp.objects.filter(
            street_code=street_code, activity=activity, state__in=[state.value for state in STANDING],
            registered_by__isnull=False,
        )  # fmt: skip
        told = set(standing.values_list("registered_by", flat=True))
        if told:
            tell(told, kind, activity, {"subject": activity.title}, f"activity {activity.id} {once}")


def _desk(row: StreetRow, roles: Iterable[Role] = DESK) -> set[UUID]:
    """The holders of posts of these roles in the row's community. One statement."""
    return set(
        Post.public.filter(
            place_code=row.place_code[:12], role__in=list(roles), closed_at__isnull=True, holder_id__isnull=False
        ).values_list("holder_id", flat=True)
    )
