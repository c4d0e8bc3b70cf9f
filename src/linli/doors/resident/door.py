"""The card on a door or an estate's gate: the same form, with the place already said."""

from __future__ import annotations

from django.http import HttpResponse

from linli.places.queries import place_by_door_token

from .frame import ResidentRequest, resident_page
from .raise_matter import asked_at_door, fill_in


@resident_page
def raise_at_door(request: ResidentRequest, token: str) -> HttpResponse:
    """The form for the place of a card. Two or three statements; 404 for a card that is not ours."""
    return fill_in(request, asked_at_door(place_by_door_token(token)))
