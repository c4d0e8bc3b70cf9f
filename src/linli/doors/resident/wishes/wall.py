"""The wall of wishes, and the claim of one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from linli.alliance.actions.move_wish import move_wish
from linli.alliance.hope import Claimer
from linli.alliance.queries.wish_wall import SHOWN, WallWish, WishWall, open_wish, wish_wall
from linli.alliance.rules import OPEN_TO_CLAIM, ClaimerKind, WishDeed
from linli.doors.client_ip import client_ip
from linli.doors.moment_fields import DayField
from linli.doors.paging import read_page
from linli.doors.refusals import refused_into
from linli.doors.resident.frame import ResidentRequest, community_at, resident_page
from linli.doors.resident.keyed_form import AnybodysForm, as_sent
from linli.doors.resident.raise_form import Words
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.errors import Conflict, WrongState
from linli.ledger.attempts import check_attempts, note_attempt
from linli.ledger.follow_codes import code_of
from linli.places.queries import CommunityChoice

from ..following import remember

MOST_CLAIMS_AN_HOUR = 10
GROUPS = {"open": _("等人认领"), "claimed": _("正在帮忙"), "came_true": _("已实现")}


class ClaimForm(AnybodysForm):
    """Who claims, how to reach him, and by when he means to do it. Only the community and nobody else reads it."""

    kind = forms.ChoiceField(
        label=_("您是"),
        choices=[(one.value, _(one.label)) for one in ClaimerKind],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。"), "invalid_choice": _("请选一项。")},
    )
    claimer_name = Words(
        label=_("姓名，或者队伍、单位的名称"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name", "data-keep-not": ""}),
        error_messages={"required": _("请写上怎么称呼您。"), "max_length": _("请不要超过 40 字。")},
    )
    claimer_phone = forms.CharField(
        label=_("您的电话"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "data-keep-not": ""}),
        error_messages={
            "required": _("请留一个电话，社区好和您约时间。"),
            "max_length": _("这不像一个电话号码，请检查。"),
        },
    )
    promised_on = DayField(
        label=_("打算哪天以前办好"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请选一个日子。"), "invalid": _("请选一个日子。")},
    )


@resident_page
def wishes(request: ResidentRequest, code: str) -> HttpResponse:
    """What waits for somebody, what is under way, what came true. At most eight statements."""
    community = community_at(code)
    group = request.GET.get("show", "open")
    group = group if group in SHOWN else "open"
    read: list[WishWall] = []

    def ask(at: Any) -> Any:
        read.append(wish_wall(code, group, at))
        return read[-1].page

    page = read_page(request, ask)
    figures = read[-1].figures
    tabs = [
        {
            "label": str(label),
            "url": f"?show={name}",
            "current": name == group,
            "count": sum(figures.counts[state] for state in SHOWN[name]),
        }
        for name, label in GROUPS.items()
    ]
    return request.show("wishes/wall.html", community=community, page=page, group=group, tabs=tabs, figures=figures)


@resident_page
def claim_wish(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """The claim of one wish. Of two who claim at once the second is told, and shown what else is wished for."""
    community = community_at(code)
    wish, key = open_wish(code, id)
    if request.method != "POST":
        initial = {"key": uuid4(), "promised_on": clock.today() + timedelta(days=7), "kind": ClaimerKind.PERSON.value}
        return _show(request, community, wish, ClaimForm(initial=initial))
    form = as_sent(ClaimForm, request.POST)
    status = 422
    if form.is_valid():
        said, ip = form.cleaned_data, client_ip(request)
        claim_id = uuid5(NAMESPACE_OID, str(said["key"]))
        try:
            with refused_into(form):
                _claim(said, ip, code, claim_id, key)
                claimed = code_of(key, claim_id)
                remember(request, claimed, claim_id)
                request.session[f"wish {claimed}"] = "phone"
                return redirect("resident:wish_made", claimed)
        except _Taken:
            wish, _key = open_wish(code, id)
            return _show(request, community, wish, form, taken=True, status=409)
        if form.non_field_errors():
            status = 422
    return _show(request, community, wish, form, status=status)


class _Taken(Exception):
    """Somebody else was first."""


def _claim(said: dict[str, Any], ip: str, code: str, claim_id: UUID, key: Any) -> None:
    try:
        check_attempts("wish.claim", ip, limit=MOST_CLAIMS_AN_HOUR, minutes=60)
        move_wish(
            actor=reporter(claim_id, code, ip),
            key=said["key"],
            wish=key,
            deed_done=WishDeed.CLAIM,
            given={
                "claimer": Claimer(said["kind"], said["claimer_name"], said["claimer_phone"]),
                "promised_on": said["promised_on"],
            },
        )
        note_attempt("wish.claim", ip)
    except (WrongState, Conflict) as refusal:
        raise _Taken from refusal


def _show(
    request: ResidentRequest,
    community: CommunityChoice,
    wish: WallWish,
    form: ClaimForm,
    *,
    taken: bool = False,
    status: int = 200,
) -> HttpResponse:
    return request.show(
        "wishes/claim.html",
        community=community,
        status=status,
        wish=wish,
        form=form,
        taken=taken or wish.state not in OPEN_TO_CLAIM,
    )
