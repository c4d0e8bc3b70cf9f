"""The keeper's pages: venues, their weeks, bookings, requests."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.activities.actions.answer_booking import answer_booking
from linli.activities.actions.book_time import book_time
from linli.activities.actions.keep_room import keep_room
from linli.activities.actions.keep_venue import keep_venue
from linli.activities.plan import VenuePlan
from linli.activities.queries.venues import VenuePage, requests_of, venue_page, venues_of, week_of
from linli.activities.rules import BookingState
from linli.activities.who_may import ORGANISERS
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.resident.raise_form import as_id
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.week_sheet import days_words, read_day, sheet_of
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import Conflict, NotFound
from linli.ledger.street_row import RowKey
from linli.teams.queries import organisations_within

from .frame import READERS, community_of, prefix_of
from .venue_forms import BookForm, RoomForm, VenueForm

ANSWERS = {one.value: one for one in (BookingState.HELD, BookingState.REFUSED, BookingState.CANCELLED)}


@require_safe
@staff_page(roles=READERS)
def venues(request: StaffRequest) -> HttpResponse:
    """The venues and what waits for an answer. At most twelve statements with the frame."""
    prefix = prefix_of(request)
    keeps = bool(request.actor.roles & ORGANISERS)
    return request.show(
        "staff/activities/venues.html",
        venues=[{"venue": one, "days": days_words(one.open_days)} for one in venues_of(prefix)],
        requests=requests_of(prefix) if keeps else [],
        keeps=keeps,
    )


@require_safe
@staff_page(roles=READERS)
def venue(request: StaffRequest, id: UUID) -> HttpResponse:
    """A venue's week, and booking it. At most ten statements with the frame."""
    return _venue(request, _page(request, id))


@require_POST
@staff_page(roles=ORGANISERS)
def book(request: StaffRequest, id: UUID) -> HttpResponse:
    """Book a room, weekly if wished, or close it."""
    page = _page(request, id)
    form = BookForm(request.POST, venue=page)
    if form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            try:
                book_time(
                    actor=request.actor,
                    key=read_key(request),
                    room=RowKey(page.key.street_code, UUID(said["room"])),
                    starts_at=datetime.combine(said["on"], said["from_time"], SHANGHAI),
                    ends_at=datetime.combine(said["last_on"] or said["on"], said["to_time"], SHANGHAI),
                    purpose=said["purpose"],
                    until=said["until"],
                    is_closure=said["is_closure"],
                )
            except Conflict:
                form.add_error("from_time", gettext("这段时间已经有人订了（每周都订时有一周撞上也算），一次也没有订。"))
            else:
                messages.success(request, gettext("已订下。"))
                return request.back_to(f"{reverse('staff:venue', args=[id])}?day={said['on'].isoformat()}")
    return _venue(request, page, book=form, status=422)


@staff_page(roles=ORGANISERS)
def new_venue(request: StaffRequest) -> HttpResponse:
    """Enter a venue of the own community. One statement besides the frame's."""
    return _edit(request, community_of(request), None)


@staff_page(roles=ORGANISERS)
def edit_venue(request: StaffRequest, id: UUID) -> HttpResponse:
    """Change what its door says."""
    page = _page(request, id)
    return _edit(request, page.place_code, page)


@require_POST
@staff_page(roles=ORGANISERS)
def room(request: StaffRequest, id: UUID) -> HttpResponse:
    """Enter a room, or change one."""
    page = _page(request, id)
    form = RoomForm(request.POST)
    room_id = as_id(request.POST.get("room", ""))
    if form.is_valid():
        with refused_into(form):
            keep_room(
                actor=request.actor,
                key=read_key(request),
                venue=page.key,
                room=RowKey(page.key.street_code, room_id) if room_id else None,
                **form.cleaned_data,
            )
            messages.success(request, gettext("房间已存好。"))
            return request.back_to("staff:venue", id)
    return _venue(request, page, room=form, room_id=room_id, status=422)


@require_POST
@staff_page(roles=ORGANISERS)
def answer(request: StaffRequest, booking: UUID, answer: str) -> HttpResponse:
    """Agree to a request, say no, give a booking back."""
    if answer not in ANSWERS:
        raise NotFound("deed", answer)
    street = int(community_of(request)[:9])
    answer_booking(
        actor=request.actor,
        key=read_key(request),
        booking=RowKey(street, booking),
        answer=ANSWERS[answer],
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, gettext("已答复，申请的人凭查询码看得到。"))
    return request.back_to("staff:venues")


def _page(request: StaffRequest, id: UUID) -> VenuePage:
    return venue_page(prefix_of(request), id)


def _venue(
    request: StaffRequest, page: VenuePage, *, status: int = 200, book: BookForm | None = None, **forms: Any
) -> HttpResponse:
    day = read_day(request.GET.get("day", ""))
    keeps = request.actor.may(ORGANISERS, page.place_code)
    return request.show(
        "staff/activities/venue.html",
        status=status,
        venue=page,
        days=days_words(page.open_days),
        keeps=keeps,
        book=book or BookForm(venue=page, initial={"on": day}),
        room=forms.get("room") or RoomForm(auto_id="id_room_%s"),
        room_id=forms.get("room_id") or "",
        room_forms=[
            (
                one,
                RoomForm(
                    auto_id=f"id_{one.id}_%s",
                    initial={
                        "name": one.name,
                        "capacity": one.capacity,
                        "equipment": one.equipment,
                        "in_use": one.in_use,
                    },
                ),
            )
            for one in page.rooms
        ],
        opened="room" if "room" in forms else "book" if book else "",
        **sheet_of(week_of(page, day)),
    )


def _edit(request: StaffRequest, community: str, page: VenuePage | None) -> HttpResponse:
    posted = request.method == "POST"
    units = [(str(one.id), one.name) for one in organisations_within(community)]
    initial = VenueForm.typed_of(page) if page else {"open_days": list("1234567"), "by_request": True}
    form = VenueForm(*([request.POST] if posted else []), units=units, initial=initial)
    if posted and form.is_valid():
        said = dict(form.cleaned_data)
        said["organisation_id"] = as_id(said["organisation_id"])
        said["open_days"], said["access"] = "".join(said["open_days"]), tuple(said["access"])
        with refused_into(form):
            kept = keep_venue(
                actor=request.actor,
                key=read_key(request),
                community=community,
                plan=VenuePlan(**said),
                whole=gettext("大活动室"),
                venue=page.key if page else None,
            )
            messages.success(request, gettext("场地已存好。"))
            return request.back_to("staff:venue", kept.id)
    return request.show(
        "staff/activities/venue_form.html",
        status=422 if posted else 200,
        form=form,
        title=gettext("修改场地") if page else gettext("登记场地"),
        back=reverse("staff:venue", args=[page.id]) if page else reverse("staff:venues"),
    )
