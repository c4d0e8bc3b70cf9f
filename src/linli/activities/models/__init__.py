from .activity import Activity, ActivityPart
from .need import ActivityWish, Need
from .sign_up import CheckIn, OnDuty, Rating, SignUp, StallQuestion
from .venue import Booking, Venue, VenueRoom

__all__ = [
    "Activity", "ActivityPart", "ActivityWish", "Booking", "CheckIn", "Need", "OnDuty", "Rating", "SignUp", "StallQuestion",
    "Venue", "VenueRoom",
]  # fmt: skip
