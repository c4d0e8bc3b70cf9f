"""The first page: which community, and what one can do there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from linli.places.queries.areas import communities_or_areas

from .frame import ResidentRequest, community_at, resident_page


@resident_page
def home(request: ResidentRequest) -> HttpResponse:
    """The way to one's community: straight there where the platform has only one, else area by area. Two statements."""
    asked = request.GET.get("in", "")
    prefix = asked if asked.isascii() and asked.isdigit() and len(asked) <= 9 else ""
    choices = communities_or_areas(prefix)
    if not prefix and len(choices.communities) == 1:
        return redirect("resident:community", choices.communities[0].place_code)
    return request.show("choose_community.html", choices=choices, prefix=prefix)


@resident_page
def community_home(request: ResidentRequest, code: str) -> HttpResponse:
    """What one can do in a community. One statement."""
    return request.show("home.html", community=community_at(code))
