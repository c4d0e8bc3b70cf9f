"""The kinds of codes of this room: a sign-up, a request for a room, a wish for an activity."""

SIGN_UP = "sign_up"
BOOKING = "booking"
WISH = "activity_wish"
