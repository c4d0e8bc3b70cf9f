"""The page of one wish, and the deeds on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.alliance.actions.join_alliance import KEEPERS
from linli.alliance.actions.move_wish import move_wish
from linli.alliance.queries.members import unit_choices
from linli.alliance.queries.turns import photograph_of_wish
from linli.alliance.queries.visible import wish_by_code
from linli.alliance.queries.wish_page import WishPage, phone_of_wish, wish_page
from linli.alliance.rules import OPEN_TO_CLAIM, Check, NextWishDeed, Part, WishDeed
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import NotFound
from linli.kernel.ids import uuid7
from linli.teams.rules.volunteers import REGISTRARS

from .deed_forms import FORMS, WishDeedForm
from .match import matched
from .wish_list import READERS

ENDING = frozenset({WishDeed.REFUSE, WishDeed.CLOSE_UNMET, WishDeed.WITHDRAW})


@require_safe
@staff_page(roles=READERS)
def show_wish(request: StaffRequest, code: str) -> HttpResponse:
    """The wish's page. At most thirteen statements with the frame, one of them the record that it was looked at."""
    page = wish_page(request.actor, code)
    return request.show(
        "staff/wishes/wish.html",
        may_call=page.state in OPEN_TO_CLAIM and request.actor.may(REGISTRARS, page.place_code),
        may_list_need=page.state in OPEN_TO_CLAIM and bool(request.actor.roles & KEEPERS),
        **shown_of(page),
        **matched(page, request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def wish_deed(request: StaffRequest, code: str, deed: str) -> HttpResponse:
    """One deed: its own page (GET), and the doing of it (POST). What is refused keeps what was typed."""
    wanted = next((one for one in FORMS if one.value == deed), None)
    if wanted is None:
        raise NotFound("deed", deed)
    page = wish_page(request.actor, code)
    posted = request.method == "POST"
    form = _form(page, wanted, *((request.POST, request.FILES) if posted else ()))
    if posted and form.is_valid():
        with refused_into(form):
            move_wish(
                actor=request.actor,
                key=read_key(request),
                wish=page.key,
                deed_done=wanted,
                given=form.given(),
                photographs=form.pictures(),
            )
            done = {"deed": _(wanted.label), "next": _(wanted.consequence)}
            messages.success(request, _("已做“%(deed)s”。%(next)s。") % done)
            return request.back_to("staff:wish", code)
    if posted:  # refused: the wish as it stands now, for somebody else may have been first
        page = wish_page(request.actor, code)
    return request.show(
        "staff/wishes/deed.html",
        status=422 if posted else 200,
        one=offered(page, page.next_deed(wanted) or NextWishDeed(wanted, False), form),
        is_offered=page.next_deed(wanted) is not None,
        form=form,
        **shown_of(page),
    )


@require_POST
@staff_page(roles=READERS)
def call_about_wish(request: StaffRequest, code: str) -> HttpResponse:
    """The whole number of who wished or who claimed, to call; recorded."""
    whose = "claimer" if request.POST.get("whose") == "claimer" else "wisher"
    phone = phone_of_wish(request.actor, code, whose)
    return request.show("staff/wishes/phone.html", phone=phone, code=code, shown_code=show_case_code(code))


@require_safe
@staff_page(roles=READERS)
def wish_picture(request: StaffRequest, code: str, photograph: UUID) -> FileResponse:
    """A photograph of a wish, for those who may see the wish."""
    file = photograph_of_wish(wish_by_code(request.actor, code).key, photograph).open("rb")
    response = FileResponse(file, content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def shown_of(page: WishPage) -> dict[str, Any]:
    """What every page about the wish shows of it."""
    deeds = [offered(page, one) for one in page.deeds]
    return {
        "page": page,
        "code": page.code,
        "shown_code": show_case_code(page.code),
        "deeds": deeds,
        "count": len(deeds),
        "story": _story(page),
        "checks": [_(one.label) for one in Check],
        "source": _(page.source),
        "subject": page.public_words or _("还没有公示的心愿"),
    }


def offered(page: WishPage, one: NextWishDeed, form: WishDeedForm | None = None) -> dict[str, Any]:
    """A deed as the page draws it; one that asks for something leads to its own page."""
    return {
        "deed": one.deed,
        "label": _(one.deed.label),
        "consequence": _(one.deed.consequence),
        "url": reverse("staff:wish_deed", args=[page.code, one.deed.value]),
        "tone": "primary" if one.main else "danger" if one.deed in ENDING else "plain",
        "asks": bool(FORMS[one.deed].base_fields),
        "why_not": _(one.why_not) if one.why_not else "",
        "key": uuid7(),
        "form": form,
    }


def _form(page: WishPage, deed: WishDeed, *data: Any) -> WishDeedForm:
    units = unit_choices(page.place_code) if deed is WishDeed.CLAIM else []
    return FORMS[deed](*data, units=units)


def _story(page: WishPage) -> list[dict[str, Any]]:
    who = {
        Part.WISHER: _("许愿的人"),
        Part.CLAIMER: _("认领的人"),
        Part.PUBLIC: _("认领的人"),
        Part.SYSTEM: _("系统"),
    }
    return [
        {
            "at": turn.at,
            "deed": _(turn.deed.label),
            "who": turn.who if turn.who and turn.part is not Part.SYSTEM else who.get(turn.part, ""),
            "text": turn.text,
            "resident": turn.part in (Part.WISHER, Part.CLAIMER, Part.PUBLIC),
            "photos": [
                {
                    "url": (url := reverse("staff:wish_picture", args=[page.code, id])),
                    "thumb": url,
                    "alt": _("办理照片"),
                }
                for id in turn.photographs
            ],
        }
        for turn in page.turns
    ]
