"""The page of a need, opened by its code by who asked; and the deeds open there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.alliance.actions.move_need import move_need
from linli.alliance.open_need import FOLLOWED_AS
from linli.alliance.queries.need_page import NeedPage, followed_need
from linli.alliance.rules.need_loop import NeedDeed, NeedPart
from linli.doors.client_ip import client_ip
from linli.doors.refusals import refused_into
from linli.doors.resident.followed_deeds import FollowedDeedForm, offers
from linli.doors.resident.following import ask_again, remembered
from linli.doors.resident.frame import ResidentRequest, community_of, resident_page
from linli.doors.resident.keyed_form import as_sent
from linli.kernel.actor import Actor, reporter
from linli.kernel.case_codes import show_case_code
from linli.ledger.follow_codes import Followed

ASKS: dict[NeedDeed, tuple[str, Promise, Promise | None]] = {
    NeedDeed.CONFIRM: ("said", _("想说一句（可不写）"), None),
    NeedDeed.NOT_YET: ("reason", _("哪里还没有办好"), _("请写一写哪里还没有办好，办的人好接着办。")),
    NeedDeed.WITHDRAW: ("reason", _("为什么撤回"), _("请写一句原因，比如“已经有了”。")),
}
"""What each deed open to who asked asks for: the field, its label, what is said when it is left empty."""

DONE = {
    NeedDeed.CONFIRM: _("谢谢您的确认，您的话已转给办的人。"),
    NeedDeed.NOT_YET: _("已告诉办的人接着办。"),
    NeedDeed.WITHDRAW: _("已撤回。"),
}


@resident_page
def show_followed_need(request: ResidentRequest, code: str) -> HttpResponse:
    """The page of an opened need. At most ten statements."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    return _show(request, followed)


@resident_page
def followed_need_deed(request: ResidentRequest, code: str, name: str) -> HttpResponse:
    """One deed of who asked: on a page of its own (GET) and done (POST)."""
    deed = next((one for one in ASKS if one.value == name), None)
    if deed is None:
        raise Http404(name)
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    if request.method != "POST":
        return _show(request, followed, only=deed)
    form = as_sent(FollowedDeedForm, request.POST, deed=deed, asks=ASKS)
    if form.is_valid():
        with refused_into(form):
            move_need(
                actor=_who(request, followed),
                key=form.cleaned_data["key"],
                need=followed.row,
                deed_done=deed,
                given=form.given(),
            )
            messages.success(request, str(DONE[deed]))
            return redirect("resident:need", code)
    return _show(request, followed, form=form, status=422)


def _who(request: ResidentRequest, followed: Followed) -> Actor:
    return reporter(followed.as_id, followed.place_code, client_ip(request))


def _show(
    request: ResidentRequest,
    followed: Followed,
    *,
    only: NeedDeed | None = None,
    form: FollowedDeedForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = followed_need(followed, _who(request, followed))
    return request.show(
        "needs/need.html",
        community=community_of(page.place),
        status=status,
        page=page,
        code=followed.code,
        shown_code=show_case_code(followed.code),
        story=_story(page),
        deeds=offers(
            page.deeds,
            asks=ASKS,
            page="resident:need_deed",
            code=followed.code,
            ending=NeedDeed.WITHDRAW,
            form=form,
            only=only,
        ),
        alone=bool(form or only),
    )


def _story(page: NeedPage) -> list[dict[str, Any]]:
    """What happened, without the names of those who work behind the desk."""
    return [
        {
            "at": turn.at,
            "deed": gettext(turn.deed.label),
            "who": gettext("您") if turn.part is NeedPart.ASKER else gettext("社区"),
            "text": turn.text,
            "resident": turn.part is NeedPart.ASKER,
        }
        for turn in page.turns
    ]
