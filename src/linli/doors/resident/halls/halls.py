"""The halls of a community, one of them, a motion, a meeting: what everybody may read."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.doors.resident.frame import ResidentRequest, community_at, resident_page
from linli.halls.queries.public_halls import halls_of, public_hall, public_meeting
from linli.halls.rules import HallKind


@resident_page
def halls(request: ResidentRequest, code: str) -> HttpResponse:
    """The open public halls: stations with theirs. Two statements."""
    community, found = community_at(code), halls_of(code)
    stations = [one for one in found if one.kind == HallKind.STATION]
    gathered = {one.id for one in stations}
    return request.show(
        "halls/halls.html",
        community=community,
        stations=[{"hall": one, "halls": [it for it in found if it.station_id == one.id]} for one in stations],
        alone=[
            {"hall": one, "kind": _(HallKind(one.kind).label)}
            for one in found
            if one.kind != HallKind.STATION and one.station_id not in gathered
        ],
    )


@resident_page
def hall(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """A hall with its coming meeting, motions to back, resolutions and where they stand; a station with its halls. At most
    seventeen statements."""
    community, page = community_at(code), public_hall(code, id)
    return request.show("halls/hall.html", community=community, page=page, hall=page.hall, kind=_(page.kind.label))


@resident_page
def meeting(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """A meeting that was called; its minutes once final, without anybody's name. At most eighteen statements."""
    community, page = community_at(code), public_meeting(code, id)
    return request.show("halls/meeting.html", community=community, page=page, hall=page.hall)
