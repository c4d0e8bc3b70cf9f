"""The venues of a community, what is free, and asking for a room."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from linli.activities.actions.answer_booking import answer_booking
from linli.activities.actions.ask_for_room import ask_for_room
from linli.activities.followed_as import BOOKING
from linli.activities.queries.followed import booking_page
from linli.activities.queries.venues import VenuePage, venue_page, venues_of, week_of
from linli.activities.rules import BookingState
from linli.doors.client_ip import client_ip
from linli.doors.deed_key import read_key
from linli.doors.moment_fields import DayField
from linli.doors.refusals import refused_into
from linli.doors.resident.following import ask_again, remember, remembered
from linli.doors.resident.frame import ResidentRequest, community_at, community_of, resident_page
from linli.doors.resident.keyed_form import AnybodysForm
from linli.doors.resident.one_question import ask, first_fault, shown
from linli.doors.resident.raise_form import Words
from linli.doors.week_sheet import days_words, read_day, sheet_of
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.case_codes import show_case_code
from linli.kernel.clock import SHANGHAI
from linli.ledger.attempts import check_attempts, note_attempt
from linli.ledger.street_row import RowKey
from linli.places.queries import place_facts

STEPS = {"room": ("room", "purpose"), "when": ("on", "from_time", "to_time"), "person": ("name", "phone", "people")}
MOST_AN_HOUR = 10
MISSING = _("这一项还空着，请补上。")
BOOKING_TONES = {
    BookingState.ASKED: "soon",
    BookingState.HELD: "settled",
    BookingState.REFUSED: "overdue",
    BookingState.CANCELLED: "calm",
}


class AskForm(AnybodysForm):
    """Which room, when, what for, and who answers for it."""

    room = forms.ChoiceField(
        label=_("哪一间"), error_messages={"required": MISSING, "invalid_choice": _("请重新选一间。")}
    )
    purpose = Words(
        label=_("做什么用"),
        help_text=_("例如：合唱队排练、楼组议事、读书会"),
        max_length=60,
        error_messages={"required": MISSING, "max_length": _("请不要超过 60 字。")},
    )
    on = DayField(
        label=_("哪一天"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": MISSING, "invalid": _("请选一个日子。")},
    )
    from_time = forms.TimeField(
        label=_("几点开始"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": MISSING, "invalid": _("请填几点几分。")},
    )
    to_time = forms.TimeField(
        label=_("几点结束"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": MISSING, "invalid": _("请填几点几分。")},
    )
    name = Words(
        label=_("联系人"), max_length=40, error_messages={"required": MISSING, "max_length": _("请不要超过 40 字。")}
    )
    phone = forms.CharField(
        label=_("电话"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        error_messages={
            "required": _("请留一个电话，管理员好答复您。"),
            "max_length": _("这不像一个电话号码，请检查。"),
        },
    )
    people = forms.IntegerField(
        label=_("大约几个人"),
        required=False,
        min_value=1,
        max_value=100_000,
        error_messages={
            "invalid": _("请填一个数字。"),
            "min_value": _("请填一个数字。"),
            "max_value": _("请填一个数字。"),
        },
    )

    def __init__(self, *args: Any, venue: VenuePage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["room"].choices = [(str(room.id), _room_words(room)) for room in venue.rooms if room.in_use]


@require_safe
@resident_page
def venues(request: ResidentRequest, code: str) -> HttpResponse:
    """The venues. At most four statements."""
    community = community_at(code)
    found = venues_of(code)
    return request.show(
        "activities/venues.html",
        community=community,
        venues=[{"venue": one, "days": days_words(one.open_days)} for one in found],
    )


@require_safe
@resident_page
def venue(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """A venue and one week of it. At most seven statements."""
    community = community_at(code)
    page = venue_page(code, id)
    week = week_of(page, read_day(request.GET.get("day", "")))
    return request.show(
        "activities/venue.html",
        community=community,
        venue=page,
        days=days_words(page.open_days),
        access=[gettext(one.label) for one in page.access],
        kind=gettext(page.kind.label),
        **sheet_of(week),
    )


@resident_page
def ask_room(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """Ask for a room of the venue. At most five statements to show it."""
    community = community_at(code)
    page = venue_page(code, id)
    if not page.by_request or not any(room.in_use for room in page.rooms):
        return redirect("resident:venue", code, id)
    day = read_day(request.GET.get("day", ""))
    first = {"on": max(day, clock.today() + timedelta(days=1)).isoformat(), "room": request.GET.get("room", "")[:40]}
    asked = ask(request, STEPS, lambda *data, **options: AskForm(*data, venue=page, **options), **first)
    if asked.ready:
        said, ip = asked.form.cleaned_data, client_ip(request)
        with refused_into(asked.form):
            check_attempts("booking", ip, limit=MOST_AN_HOUR, minutes=60)
            booking = ask_for_room(
                actor=reporter(uuid5(NAMESPACE_OID, f"booking {said['key']}"), code, ip),
                key=said["key"],
                room=RowKey(page.key.street_code, UUID(said["room"])),
                starts_at=_moment(said["on"], said["from_time"]),
                ends_at=_moment(said["on"], said["to_time"]),
                purpose=said["purpose"],
                name=said["name"],
                phone=said["phone"],
                people=said["people"],
            )
            note_attempt("booking", ip)
            remember(request, booking.code, booking.id)
            return redirect("resident:my_booking", booking.code)
        asked = asked._replace(step=first_fault(asked.form, STEPS), status=422)
    return request.show(
        "activities/ask_room.html",
        community=community,
        status=asked.status,
        venue=page,
        days=days_words(page.open_days),
        **shown(asked, STEPS, [gettext("哪一间"), gettext("什么时候"), gettext("联系谁")], request.elder),
        send_label=gettext("提交申请"),
        privacy=gettext("姓名和电话只给管理员看，用来答复您。"),
    )


@resident_page
def my_booking(request: ResidentRequest, code: str) -> HttpResponse:
    """What became of a request for a room. At most seven statements."""
    followed = remembered(request, code, BOOKING)
    if followed is None:
        return ask_again(request, code)
    page = booking_page(followed)
    return request.show(
        "activities/booking.html",
        community=community_of(place_facts(followed.place_code)),
        mine=page,
        tone=BOOKING_TONES[page.state],
        shown_code=show_case_code(code),
        code=code,
    )


@require_POST
@resident_page
def cancel_booking(request: ResidentRequest, code: str) -> HttpResponse:
    """Give the request, or the room, back."""
    followed = remembered(request, code, BOOKING)
    if followed is None:
        return ask_again(request, code)
    answer_booking(
        actor=reporter(followed.as_id, followed.place_code, client_ip(request)),
        key=read_key(request),
        booking=followed.row,
        answer=BookingState.CANCELLED,
    )
    messages.success(request, gettext("已取消，谢谢您提前说一声。"))
    return redirect("resident:my_booking", code)


def _moment(on: date, at: Any) -> datetime:
    return datetime.combine(on, at, SHANGHAI)


def _room_words(room: Any) -> str:
    size = gettext("可坐 %(n)d 人") % {"n": room.capacity} if room.capacity else ""
    return " · ".join(word for word in (room.name, size, room.equipment) if word)
