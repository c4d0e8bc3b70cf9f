"""The page of a wish, or of a claim, opened by its code; and the deeds open there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.alliance.actions.move_wish import move_wish
from linli.alliance.hope import FOLLOWED_AS
from linli.alliance.queries.follow_wish import (
    HIDDEN_FROM_WISHER,
    FollowWishPage,
    follow_wish_page,
    followed_wish_photograph,
)
from linli.alliance.rules import Part, WishDeed
from linli.doors.client_ip import client_ip
from linli.doors.refusals import refused_into
from linli.doors.resident.followed_deeds import FollowedDeedForm, offers
from linli.doors.resident.following import ask_again, remembered
from linli.doors.resident.frame import ResidentRequest, community_of, resident_page
from linli.doors.resident.keyed_form import as_sent
from linli.doors.uploads import Uploads, read_uploads
from linli.kernel.actor import reporter
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import NotFound
from linli.ledger.follow_codes import Followed

ASKS: dict[WishDeed, tuple[str, Promise, Promise | None]] = {
    WishDeed.CONFIRM: ("thanks", _("想对帮忙的人说一句（可不写）"), None),
    WishDeed.NOT_YET: ("reason", _("哪里还没有办好"), _("请写一写哪里还没有办好，认领的人好接着办。")),
    WishDeed.WITHDRAW: ("reason", _("为什么撤回"), _("请写一句原因，比如“已经有了”。")),
    WishDeed.FULFIL: ("note", _("怎么办的"), _("请写一写怎么办的，一两句就行。")),
    WishDeed.RELEASE: ("reason", _("为什么办不了"), _("请写一句原因，社区好另找人。")),
}
"""What each deed open to wisher or claimer asks for: the field, its label, what is said when it is left empty."""

DONE = {
    WishDeed.CONFIRM: _("谢谢您。心愿已实现，您的话已转给帮忙的人。"),
    WishDeed.NOT_YET: _("已告诉认领的人接着办。"),
    WishDeed.WITHDRAW: _("心愿已撤回。"),
    WishDeed.FULFIL: _("谢谢您！已请许愿的人确认。"),
    WishDeed.RELEASE: _("已退回，社区会另找人。谢谢您告诉我们。"),
}


PICTURED = frozenset({WishDeed.FULFIL})
"""Deeds that photographs may come with."""


@resident_page
def show_wish(request: ResidentRequest, code: str) -> HttpResponse:
    """The page of an opened wish. At most ten statements."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    return _show(request, followed)


@resident_page
def wish_photograph(request: ResidentRequest, code: str, id: UUID) -> HttpResponseBase:
    """A photograph of an opened wish; 404 for whoever has not opened it. At most six statements."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        raise NotFound("photograph")
    response = FileResponse(followed_wish_photograph(followed, id).open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=1800"
    return response


@resident_page
def wish_deed(request: ResidentRequest, code: str, name: str) -> HttpResponse:
    """One deed of the wisher or the claimer, on a page of its own (GET) and done (POST)."""
    deed = next((one for one in ASKS if one.value == name), None)
    if deed is None:
        raise Http404(name)
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    if request.method != "POST":
        return _show(request, followed, only=deed)
    form = as_sent(FollowedDeedForm, request.POST, deed=deed, asks=ASKS, pictured=deed in PICTURED)
    uploads = read_uploads(request) if "photographs" in form.fields else Uploads()
    if form.is_valid():
        with refused_into(form):
            move_wish(
                actor=reporter(followed.as_id, followed.place_code, client_ip(request)),
                key=form.cleaned_data["key"],
                wish=followed.row,
                deed_done=deed,
                given=form.given(),
                photographs=tuple(uploads.photographs),
            )
            messages.success(request, str(DONE[deed]))
            for sentence in uploads.refused:
                messages.warning(request, sentence)
            return redirect("resident:wish", code)
    return _show(request, followed, form=form, uploads=uploads, status=422)


def _show(
    request: ResidentRequest,
    followed: Followed,
    *,
    only: WishDeed | None = None,
    form: FollowedDeedForm | None = None,
    uploads: Uploads | None = None,
    status: int = 200,
) -> HttpResponse:
    page = follow_wish_page(followed)
    uploads = uploads or Uploads()
    return request.show(
        "wishes/wish.html",
        community=community_of(page.place),
        status=status,
        page=page,
        code=page.code,
        shown_code=show_case_code(page.code),
        story=_story(page),
        deeds=offers(
            page.deeds,
            asks=ASKS,
            page="resident:wish_deed",
            code=page.code,
            ending=WishDeed.WITHDRAW,
            pictured=PICTURED,
            form=form,
            only=only,
        ),
        alone=bool(form or only),
        kept=uploads.set_aside(),
        refused=uploads.refused,
    )


def _story(page: FollowWishPage) -> list[dict[str, Any]]:
    """What happened, without the names of those who work behind the desk or of who helped."""
    mine = Part.CLAIMER if page.is_claimer else Part.WISHER
    who = {
        Part.WISHER: gettext("许愿的人"),
        Part.CLAIMER: gettext("认领的人"),
        Part.PUBLIC: gettext("认领的人"),
        Part.SYSTEM: gettext("系统"),
    }
    story = []
    for turn in page.turns:
        own = turn.part is mine or (page.is_claimer and turn.part is Part.PUBLIC)
        story.append(
            {
                "at": turn.at,
                "deed": gettext(turn.deed.label),
                "who": gettext("您") if own else who.get(turn.part, gettext("社区")),
                "text": "" if turn.deed in HIDDEN_FROM_WISHER else turn.text,
                "resident": own,
                "photos": [
                    {
                        "url": (url := reverse("resident:wish_photograph", args=[page.code, id])),
                        "thumb": url,
                        "alt": gettext("办理照片"),
                    }
                    for id in turn.photographs
                ],
            }
        )
    return story
