"""Activities as iCalendar (RFC 5545): one, a venue's, a community's. Times in UTC, which every client takes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from linli.activities.queries.activity_page import ActivityPage, activity_page
from linli.activities.queries.menu import calendar_of
from linli.activities.queries.venues import venue_page
from linli.activities.rules import ActivityState
from linli.doors.resident.frame import community_at, resident_page
from linli.kernel import clock

BACK = timedelta(days=31)
"""How long a feed keeps what is over."""


def calendar_file(request: HttpRequest, name: str, activities: Iterable[ActivityPage]) -> HttpResponse:
    """The calendar as a client subscribes to it; what is called off says so, under the same UID and a higher SEQUENCE."""
    calendar = Calendar()
    calendar.add("prodid", "-//Linli//Activities//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    calendar.add("x-published-ttl", "PT6H")
    for one in activities:
        calendar.add_component(_event(request, one))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="activities.ics"'
    response["Cache-Control"] = "private, max-age=900"
    return response


@require_safe
@resident_page
def one_activity(request: HttpRequest, code: str, id: UUID) -> HttpResponse:
    """One activity as a file. At most five statements."""
    page = activity_page(code, id, public=True)
    return calendar_file(request, page.title, [page])


@require_safe
@resident_page
def community_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The feed of a community. At most six statements."""
    community = community_at(code)
    name = gettext("%(community)s活动") % {"community": community.name}
    return calendar_file(request, name, calendar_of(code, since=clock.now() - BACK))


@require_safe
@resident_page
def venue_calendar(request: HttpRequest, code: str, id: UUID) -> HttpResponse:
    """The feed of a venue: its activities. At most eight statements."""
    venue = venue_page(code, id)
    rooms = [room.id for room in venue.rooms]
    return calendar_file(request, venue.name, calendar_of(code, since=clock.now() - BACK, room_ids=rooms))


def _event(request: HttpRequest, one: ActivityPage) -> Event:
    event = Event()
    path = reverse("resident:activity", args=[one.place_code, one.id])
    stamp = one.published_at or one.made_at
    event.add("uid", f"{one.id}@linli")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", one.starts_at.astimezone(UTC))
    event.add("dtend", one.ends_at.astimezone(UTC))
    event.add("sequence", one.changed)
    called_off = one.state is ActivityState.CANCELLED
    event.add("status", "CANCELLED" if called_off else "CONFIRMED")
    event.add("summary", gettext("（取消）%(title)s") % {"title": one.title} if called_off else one.title)
    where = "，".join(word for word in (one.where, one.address) if word)
    if where:
        event.add("location", where)
    words = [one.reason] if called_off else [one.about, one.bring and gettext("请带：%(what)s") % {"what": one.bring}]
    if text := "\n".join(word for word in words if word):
        event.add("description", text)
    event.add("url", f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path))
    return event
