"""The halls of a jurisdiction, a hall's desk, and a hall opened, changed, closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.rail import AT_A_DESK, CENTRE
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.halls.actions.close_hall import close_hall
from linli.halls.actions.open_hall import HallShape, open_hall
from linli.halls.queries.find import find_hall
from linli.halls.queries.hall_desk import hall_desk
from linli.halls.queries.hall_list import hall_list, station_choices
from linli.halls.rules import HallKind, Majority, MayMove
from linli.halls.who_keeps import KEEPERS
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.errors import NotFound
from linli.ledger.audit import home_of
from linli.places.queries import estates_of

from .form_page import RowsForm, choice, form_page, line, number, words

READERS = AT_A_DESK | CENTRE | {Role.PATCH_LEADER}
COMMUNITY_DIGITS = 12


class HallForm(RowsForm):
    """What a hall is and the rules it gives itself."""

    rows_of = (("quorum_percent", "majority"), ("notice_days", "answer_days"))

    kind = choice(_("是哪一种"), HallKind, cards=True)
    name = line(_("名称"), _("例如：红色议事厅、湖东苑小区议事会"), 40)
    character = words(_("它议什么、特色是什么"), most=200, required=False, rows=2)
    station = forms.ChoiceField(
        label=_("属于哪个议事站"), required=False, error_messages={"invalid_choice": _("请重新选。")}
    )
    estate = forms.ChoiceField(
        label=_("哪个小区"), help_text=_("小区议事会选它的小区。"), required=False,
        error_messages={"invalid_choice": _("没有这个小区，请重新选。")},
    )  # fmt: skip
    address = line(_("地点"), most=100, required=False)
    opening_hours = line(_("开放时间"), _("例如：每周三下午 2:30 起"), 100, required=False)
    quorum_percent = number(_("法定人数（占成员的百分之几）"), 1, 100, initial=50)
    majority = choice(_("怎样算通过"), Majority)
    may_move = choice(_("谁可以提议题"), MayMove)
    notice_days = number(_("开会提前几天通知"), 0, 30, initial=3)
    answer_days = number(_("几个工作日内答复议题"), 1, 30, initial=5)
    is_public = forms.BooleanField(label=_("议题、决议和会议记录对居民公开"), required=False, initial=True)
    has_observers = forms.BooleanField(label=_("设观察员"), required=False, initial=True)

    def __init__(
        self, *args: Any, stations: list[tuple[str, str]], estates: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["station"].choices = [("", gettext("不属于议事站")), *stations]
        self.fields["estate"].choices = [("", gettext("不限小区")), *estates]

    def shape(self) -> HallShape:
        """The form as the action takes it."""
        said = dict(self.cleaned_data)
        station, estate = said.pop("station"), said.pop("estate")
        return HallShape(
            station_id=UUID(station) if station else None, estate_id=UUID(estate) if estate else None, **said
        )  # fmt: skip


@require_safe
@staff_page(roles=READERS)
def halls(request: StaffRequest) -> HttpResponse:
    """The halls and their figures. At most fourteen statements with the frame."""
    return request.show("staff/halls/halls.html", found=hall_list(), may_open=bool(request.actor.roles & KEEPERS))


@staff_page(roles=KEEPERS)
def new_hall(request: StaffRequest) -> HttpResponse:
    """Open a hall of the own jurisdiction; an estate's group belongs to the estate's place."""
    return _hall_form(request, None)


@staff_page(roles=KEEPERS)
def edit_hall(request: StaffRequest, hall: UUID) -> HttpResponse:
    """Change what a hall is and its rules."""
    return _hall_form(request, hall)


@require_POST
@staff_page(roles=KEEPERS)
def shut_hall(request: StaffRequest, hall: UUID) -> HttpResponse:
    """Close a hall, or open it again."""
    row = find_hall(hall)
    close_hall(actor=request.actor, key=read_key(request), hall=row.key, closed=row.closed_at is None)
    messages.success(request, gettext("已改。已经在办的议题照常办下去。"))
    return request.back_to("staff:hall", hall)


@require_safe
@staff_page(roles=READERS)
def show_hall(request: StaffRequest, hall: UUID) -> HttpResponse:
    """A hall's desk. At most twenty-four statements with the frame."""
    page = hall_desk(request.actor, hall)
    return request.show(
        "staff/halls/hall.html",
        page=page,
        hall=page.hall,
        answer=page.in_state("raised"),
        schedule=page.in_state("admitted"),
        going=page.in_state("scheduled", "under_way", "to_rate"),
        upcoming=[one for one in page.meetings if not one.is_over and one.state != "cancelled"],
        unfinished=[
            one
            for one in page.meetings
            if one.is_over and one.kind == "meeting" and one.state != "cancelled" and one.minutes_state != "final"
        ],
        held=[one for one in page.meetings if one.is_over and (one.kind == "lecture" or one.minutes_state == "final")],
        majority=_(Majority(page.hall.majority).label),
        may_move=_(MayMove(page.hall.may_move).label),
    )


@require_safe
@staff_page(roles=READERS)
def hall_card(request: StaffRequest, hall: UUID) -> HttpResponse:
    """The QR card of a hall's page, to hang at its door."""
    row = find_hall(hall)
    if len(row.place_code) < COMMUNITY_DIGITS:
        raise NotFound("hall")
    path = reverse("resident:hall", args=[row.place_code[:COMMUNITY_DIGITS], row.id])
    return request.show(
        "staff/halls/card.html",
        address=f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path),
        title=row.name,
        lines=[
            gettext("手机扫一扫，提议题、附议、看决议办得怎么样"),
            gettext("不用注册；不会用手机，当面说也一样记下"),
        ],
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:hall", args=[hall]),
    )


def _hall_form(request: StaffRequest, hall: UUID | None) -> HttpResponse:
    row = find_hall(hall) if hall else None
    home = row.place_code if row else home_of(request.actor)[:COMMUNITY_DIGITS]
    estates = estates_of(home)
    names = [(str(one.id), one.name) for one in estates]
    stations = [one for one in station_choices() if row is None or one[0] != str(row.id)]
    initial = {}
    if row:
        initial = {name: getattr(row, name, None) for name in HallForm.base_fields}
        initial |= {"station": row.station_id or "", "estate": row.estate_id or ""}
    form = HallForm(
        request.POST if request.method == "POST" else None, stations=stations, estates=names, initial=initial
    )
    if form.is_bound and form.is_valid():
        with refused_into(form):
            shape = form.shape()
            estate = next((one for one in estates if one.id == shape.estate_id), None)
            made = open_hall(
                actor=request.actor, key=read_key(request), place_code=estate.place_code if estate else home, shape=shape,
                hall=row and row.key,
            )  # fmt: skip
            messages.success(request, gettext("已保存。") if row else gettext("已设立，接着请登记成员。"))
            return request.back_to("staff:hall", made.id)
    return form_page(
        request, form, _("改名称和规矩") if row else _("设立议事厅"), deed=_("保存"),
        sub=_("规矩写在这里，开会通知、法定人数、答复时限都按它算。"),
        back=reverse("staff:hall", args=[hall]) if hall else reverse("staff:halls"),
        back_words=_("回到这个议事厅") if hall else _("回到议事厅"),
    )  # fmt: skip
