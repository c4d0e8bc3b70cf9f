"""What somebody without an account followed by a code reads: a sign-up, a request for a room, a wish for an activity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.follow_codes import Followed
from linli.ledger.scoped import acting_in
from linli.people.follow_word import opens

from ..followed_as import BOOKING, SIGN_UP, WISH
from ..models import Activity, ActivityWish, Booking, Need, Rating, SignUp, Venue, VenueRoom
from ..rules import STANDING, ActivityState, BookingState, NeedState, Satisfaction, SignUpState
from .activity_page import ActivityPage, PartLine, pages_of

MODELS = {SIGN_UP: SignUp, BOOKING: Booking, WISH: ActivityWish}


@dataclass(frozen=True, slots=True)
class SignUpPage:
    """A person's own sign-up. `ahead` is how many wait before; name and telephone are masked."""

    code: str
    activity: ActivityPage
    part: PartLine
    state: SignUpState
    ahead: int
    name: str
    phone: str
    came_at: datetime | None
    can_leave: bool
    can_rate: bool
    rated: Satisfaction | None


@dataclass(frozen=True, slots=True)
class BookingPage:
    """A request for a room, as whoever asked reads it."""

    code: str
    place_code: str
    state: BookingState
    venue: str
    room: str
    starts_at: datetime
    ends_at: datetime
    purpose: str
    keeper: str
    keeper_phone: str
    reason: str
    can_cancel: bool


@dataclass(frozen=True, slots=True)
class WishedPage:
    """A wish for an activity, and what became of it; the activity once it can be signed up for."""

    code: str
    place_code: str
    words: str
    wished_at: datetime
    need: str
    people: int
    state: NeedState | None
    reason: str
    activity: ActivityPage | None


def opened(followed: Followed, typed: str) -> UUID | None:
    """As whom `typed` opens the code; None when it does not. One statement and the scope."""
    with acting_in(Scope.of([followed.place_code])):
        row = MODELS[followed.kind].objects.filter(street_code=followed.row.street_code, id=followed.row.id).first()
    return row.id if row is not None and opens(row.id, row.phone, typed) else None


def sign_up_page(followed: Followed) -> SignUpPage:
    """The page of a sign-up. Raises `NotFound`. At most nine statements."""
    with acting_in(Scope.of([followed.place_code])):
        row = SignUp.objects.filter(street_code=followed.row.street_code, id=followed.row.id).first()
        if row is None:
            raise NotFound("followed")
        activity = pages_of([Activity.objects.get(street_code=row.street_code, id=row.activity_id)])[0]
        state = SignUpState(row.state)
        ahead = 0
        if state is SignUpState.WAITING:
            ahead = SignUp.objects.filter(
                street_code=row.street_code, part_id=row.part_id, state=state.value, signed_at__lt=row.signed_at
            ).count()
        rating = Rating.objects.filter(street_code=row.street_code, sign_up_id=row.id).first()
    part = next((one for one in activity.parts if one.id == row.part_id), None)
    if part is None:
        raise NotFound("followed")
    begun = activity.starts_at <= clock.now()
    called_off = activity.state is ActivityState.CANCELLED
    return SignUpPage(
        code=row.code,
        activity=activity,
        part=part,
        state=state,
        ahead=ahead,
        name=str(row.name),
        phone=str(row.phone),
        came_at=row.came_at,
        can_leave=state in STANDING and not row.came_at and activity.state is ActivityState.PUBLISHED,
        can_rate=state is not SignUpState.WITHDRAWN and begun and not called_off and rating is None,
        rated=Satisfaction(rating.satisfaction) if rating else None,
    )


def booking_page(followed: Followed) -> BookingPage:
    """The page of a request for a room. Raises `NotFound`. Three statements and the scope."""
    with acting_in(Scope.of([followed.place_code])):
        row = Booking.objects.filter(street_code=followed.row.street_code, id=followed.row.id).first()
        if row is None:
            raise NotFound("followed")
        room = VenueRoom.objects.get(street_code=row.street_code, id=row.room_id)
        venue = Venue.objects.get(street_code=row.street_code, id=room.venue_id)
    state = BookingState(row.state)
    open_still = state in (BookingState.ASKED, BookingState.HELD) and row.during.lower > clock.now()
    return BookingPage(
        code=row.code,
        place_code=row.place_code,
        state=state,
        venue=venue.name,
        room=room.name,
        starts_at=row.during.lower,
        ends_at=row.during.upper,
        purpose=row.purpose,
        keeper=venue.keeper,
        keeper_phone=venue.phone,
        reason=row.reason,
        can_cancel=open_still,
    )


def wished_page(followed: Followed) -> WishedPage:
    """The page of a wish for an activity. Raises `NotFound`. At most eight statements."""
    with acting_in(Scope.of([followed.place_code])):
        row = ActivityWish.objects.filter(street_code=followed.row.street_code, id=followed.row.id).first()
        if row is None:
            raise NotFound("followed")
        need = Need.objects.filter(street_code=row.street_code, id=row.need_id).first() if row.need_id else None
        activity = None
        if need is not None and need.activity_id:
            found = Activity.objects.filter(street_code=row.street_code, id=need.activity_id)
            activity = next(iter(pages_of(list(found.exclude(state=ActivityState.DRAFT.value)))), None)
    return WishedPage(
        code=row.code,
        place_code=row.place_code,
        words=row.words.reveal(),
        wished_at=row.wished_at,
        need=need.title if need else "",
        people=need.people if need else 0,
        state=NeedState(need.state) if need else None,
        reason=need.reason if need else "",
        activity=activity,
    )
