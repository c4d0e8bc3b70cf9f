"""The frame of the residents' pages: no account, the community's name at the top, large type where it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from linli.doors.page_context import ELDER_COOKIE
from linli.kernel.errors import NotFound
from linli.places.queries import CommunityChoice, PlaceFacts, communities

YEAR = 365 * 24 * 3600
COMMUNITY_DIGITS = 12


class ResidentRequest(Protocol):
    """What a view under `resident_page` gets: Django's request, and these."""

    elder: bool
    show: Callable[..., HttpResponse]
    method: str
    GET: Any
    POST: Any
    FILES: Any
    session: Any
    htmx: Any
    path: str


def resident_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view for anybody: `request.elder` says whether the large type is on (`?elder=1`, kept in a cookie for a
    year), `request.show(template, community=None, status=200, **context)` draws a page. No statement of its own.

    A thing that does not exist is a 404 with a sentence.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("elder")
        request.elder = (asked if asked in ("0", "1") else request.COOKIES.get(ELDER_COOKIE)) == "1"
        request.show = _show_for(request)
        try:
            response = view(request, *args, **kwargs)
        except NotFound as missing:
            raise Http404(missing.what) from missing
        if asked in ("0", "1"):
            response.set_cookie(
                ELDER_COOKIE, asked, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
            )
        return response

    return page


def community_at(code: str) -> CommunityChoice:
    """The community of a code in an address. One statement. Raises `NotFound` when there is none."""
    found = next((one for one in communities(code) if one.place_code == code), None)
    if found is None:
        raise NotFound("community")
    return found


def community_of(place: PlaceFacts) -> CommunityChoice | None:
    """The community of a place already read, for the frame of a case's page; None above a community. No statement."""
    code = place.place_code[:COMMUNITY_DIGITS]
    return CommunityChoice(code, place.community, False) if len(code) == COMMUNITY_DIGITS else None


def _show_for(request: HttpRequest) -> Callable[..., HttpResponse]:
    def show(
        template: str, community: CommunityChoice | None = None, status: int = 200, **context: Any
    ) -> HttpResponse:
        frame: dict[str, Any] = {"elder": request.elder, "community": community}
        if community is not None:
            frame |= {
                "community_name": community.name,
                "home_url": reverse("resident:community", args=[community.place_code]),
                "feedback_url": reverse("resident:raise", args=[community.place_code]) + "?about=platform",
            }
        return render(request, f"resident/{template}", frame | context, status=status)

    return show
