"""Opinions: the list with its sorting, one written down for somebody, the page of one, the table in a file."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.rail import AT_A_DESK, CENTRE, IN_THE_FIELD
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.halls.actions.collect_opinion import Saying, collect_opinion
from linli.halls.actions.sort_opinion import sort_opinion
from linli.halls.put_on_needs_list import Wanted
from linli.halls.queries.find import find_hall
from linli.halls.queries.members import minors_of
from linli.halls.queries.opinions import (
    OpinionList,
    key_of_hall,
    opinion_list,
    opinion_page,
    opinions_to_export,
    phone_of_opinion,
)
from linli.halls.rules import OpinionTab, OpinionWay, Sorting
from linli.halls.who_keeps import COLLECTORS, KEEPERS
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.case_codes import show_case_code
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import NotFound
from linli.kernel.scope import EVERYTHING
from linli.ledger.audit import home_of
from linli.ledger.street_row import RowKey
from linli.places.queries import estates_of

from .form_page import form_page
from .halls import COMMUNITY_DIGITS
from .opinion_forms import CONSEQUENCES, FORMS, ChildOpinionForm, OpinionForm

READERS = AT_A_DESK | CENTRE | IN_THE_FIELD


@require_safe
@staff_page(roles=READERS)
def opinions(request: StaffRequest) -> HttpResponse:
    """One tab of the list. At most eleven statements with the frame."""
    asked = request.GET.get("tab", "")
    tab = OpinionTab(asked) if asked in set(OpinionTab) else OpinionTab.OPEN
    read: list[OpinionList] = []

    def ask(at: Any) -> Any:
        read.append(opinion_list(request.actor, tab, at))
        return read[-1].page

    page, keeps = read_page(request, ask), bool(request.actor.roles & KEEPERS)
    figures = read[-1].figures
    counts = {OpinionTab(one.value): figures.sorted_as[one] for one in Sorting}
    counts |= {OpinionTab.OPEN: figures.open, OpinionTab.SETTLED: figures.settled.part}
    tabs = [
        {"label": _(one.label), "url": f"?tab={one.value}", "current": one is tab}
        | ({"count": counts[one]} if keeps else {})
        for one in OpinionTab
    ]
    return request.show(
        "staff/halls/opinions.html", page=page, tab=tab, tabs=tabs, figures=figures if keeps else None,
        may_collect=bool(request.actor.roles & COLLECTORS),
        has_card=bool(request.actor.roles & {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD}),
    )  # fmt: skip


@require_POST
@staff_page(roles=KEEPERS)
def export_opinions(request: StaffRequest) -> HttpResponse:
    """The latest 5,000 opinions as a table in a file: words and where they went, nobody's name or number."""
    text = io.StringIO()
    table = csv.writer(text)
    heads = (_("查询码"), _("民情"), _("地点"), _("怎么来的"), _("去向"), _("对应编号"), _("收到"), _("解决"))
    table.writerow(str(one) for one in heads)
    for row in opinions_to_export(request.actor):
        cells = (
            row.code, row.subject, row.place, gettext(row.source.label), gettext(row.sorted_as.label) if row.sorted_as else "",
            row.target_code, _at(row.collected_at), _at(row.settled_at),
        )  # fmt: skip
        # A cell that begins like a formula is text all the same.
        table.writerow(f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell for cell in cells)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="opinions-{clock.today():%Y%m%d}.csv"'
    return response


@staff_page(roles=COLLECTORS)
def new_opinion(request: StaffRequest) -> HttpResponse:
    """Write an opinion down: at the door, on the telephone, from the box, from a meeting's table."""
    home = _home(request)
    estates = estates_of(home[:COMMUNITY_DIGITS]) if home else []
    form = OpinionForm(request.POST if request.method == "POST" else None, estates=estates)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        estate = next((one for one in estates if str(one.id) == said["estate"]), None)
        # An officer of one grid files an estate beyond it under the grid.
        within = estate and request.actor.roles_at(estate.place_code)
        with refused_into(form):
            made = collect_opinion(
                actor=request.actor,
                key=read_key(request),
                saying=Saying(
                    said["words"], estate.place_code if within else home, OpinionWay(said["way"]), estate and estate.id,
                    name=said["name"], phone=said["phone"],
                ),
            )  # fmt: skip
            messages.success(request, gettext("已记下，2 个工作日内分流。"))
            return request.back_to("staff:opinion", made.code)
    return form_page(
        request, form, _("记一条民情"), back=reverse("staff:opinions"), back_words=_("回到民情"), keep="opinion",
        sub=_("照原话记。原话只有分流和办理的人看得到，不公示。"),
    )  # fmt: skip


@staff_page(roles=KEEPERS)
def child_opinion(request: StaffRequest, hall: UUID) -> HttpResponse:
    """Write down what a child of a council said."""
    row = find_hall(hall)
    minors = minors_of(row)
    form = ChildOpinionForm(request.POST if request.method == "POST" else None, minors=minors)
    if form.is_bound and form.is_valid():
        with refused_into(form):
            made = collect_opinion(
                actor=request.actor,
                key=read_key(request),
                saying=Saying(
                    form.cleaned_data["words"], row.place_code, OpinionWay.MEETING, row.estate_id, hall=row.key,
                    member=RowKey(row.street_code, UUID(form.cleaned_data["member"])),
                ),
            )  # fmt: skip
            messages.success(request, gettext("已记下，2 个工作日内分流。"))
            return request.back_to("staff:opinion", made.code)
    return form_page(
        request, form, _("记小议员的话"), back=reverse("staff:hall", args=[hall]), back_words=_("回到这个议事厅"),
        sub=_("只记号码，不记姓名。"),
    )  # fmt: skip


@require_safe
@staff_page(roles=READERS)
def show_opinion(request: StaffRequest, code: str) -> HttpResponse:
    """The page of one. At most fourteen statements with the frame."""
    page = opinion_page(request.actor, code)
    deeds = [
        {
            "label": _(one.label),
            "consequence": CONSEQUENCES[one],
            "url": reverse("staff:sort_opinion", args=[page.code, one.value]),
            "tone": "primary" if one is Sorting.ANSWERED else "plain",
        }
        for one in Sorting
    ]
    return request.show(
        "staff/halls/opinion.html", page=page, code=page.code, shown_code=show_case_code(page.code),
        deeds=deeds if page.may_sort else [], source=_(page.source.label),
    )  # fmt: skip


@staff_page(roles=KEEPERS)
def sort_one(request: StaffRequest, code: str, sorting: str) -> HttpResponse:
    """Send it where it belongs."""
    if sorting not in set(Sorting):
        raise NotFound("sorting", sorting)
    wanted, page = Sorting(sorting), opinion_page(request.actor, code)
    form = FORMS[wanted](request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        hall = said.pop("hall", "")
        needed = Wanted(said.pop("kind"), said.pop("quantity"), said.pop("unit")) if wanted is Sorting.NEED else None
        with refused_into(form):
            sort_opinion(
                actor=request.actor, key=read_key(request), opinion=page.key, sorting=wanted, wanted=needed,
                hall=key_of_hall(UUID(hall)) if hall else None, **said,
            )  # fmt: skip
            messages.success(request, gettext("已分流，本人查得到去向。"))
            return request.back_to("staff:opinion", page.code)
    return form_page(
        request, form, _(wanted.label), sub=CONSEQUENCES[wanted], quote=page.words,
        back=reverse("staff:opinion", args=[page.code]), back_words=_("回到这条民情"),
    )  # fmt: skip


@require_POST
@staff_page(roles=KEEPERS)
def call_about_opinion(request: StaffRequest, code: str) -> HttpResponse:
    """The whole number of who said it, to call; recorded."""
    return request.show(
        "staff/halls/phone.html", phone=phone_of_opinion(request.actor, code), shown_code=show_case_code(code),
        back=reverse("staff:opinion", args=[code]),
    )  # fmt: skip


@require_safe
@staff_page(roles={Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD})
def opinion_card(request: StaffRequest) -> HttpResponse:
    """The QR card of the opinion box."""
    path = reverse("resident:say_opinion", args=[home_of(request.actor)[:COMMUNITY_DIGITS]]) + "?from=qr"
    return request.show(
        "staff/halls/card.html",
        address=f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path),
        title=gettext("民情意见箱"),
        lines=[gettext("手机扫一扫，说说想法和意见"), gettext("不用注册；不会用手机，写张纸条投进箱子")],
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:opinions"),
    )


def _home(request: StaffRequest) -> str:
    """The place an opinion is filed under when no estate is named: the widest one held as a collector."""
    held = [one.prefix for one in request.actor.grants if one.role in COLLECTORS and one.prefix != EVERYTHING]
    return min(held, key=len, default=home_of(request.actor))


def _at(moment: Any) -> str:
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if moment else ""
