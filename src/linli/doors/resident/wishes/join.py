"""Joining somebody's claim of a wish (帮帮团)."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.alliance.actions.join_claim import join_claim
from linli.alliance.hope import Claimer
from linli.alliance.queries.wish_wall import open_wish
from linli.alliance.rules import ClaimerKind, WishState
from linli.doors.client_ip import client_ip
from linli.doors.refusals import refused_into
from linli.doors.resident.frame import ResidentRequest, community_at, resident_page
from linli.doors.resident.keyed_form import AnybodysForm, as_sent
from linli.doors.resident.raise_form import Words
from linli.kernel.actor import reporter
from linli.kernel.errors import Conflict
from linli.ledger.attempts import check_attempts, note_attempt

from .wall import MOST_CLAIMS_AN_HOUR


class JoinForm(AnybodysForm):
    """Who joins and what he brings."""

    helper_name = Words(
        label=_("姓名，或者队伍、单位的名称"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name", "data-keep-not": ""}),
        error_messages={"required": _("请写上怎么称呼您。"), "max_length": _("请不要超过 40 字。")},
    )
    helper_phone = forms.CharField(
        label=_("您的电话"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "data-keep-not": ""}),
        error_messages={
            "required": _("请留一个电话，社区好和您约时间。"),
            "max_length": _("这不像一个电话号码，请检查。"),
        },
    )
    brings = Words(
        label=_("您能出什么（可不写）"),
        required=False,
        max_length=60,
        error_messages={"max_length": _("请不要超过 60 字。")},
    )


@resident_page
def join_a_claim(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """Join the claim of one wish."""
    community = community_at(code)
    wish, key = open_wish(code, id)
    posted = request.method == "POST"
    form = as_sent(JoinForm, request.POST) if posted else JoinForm(initial={"key": uuid4()})
    if posted and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        ip = client_ip(request)
        with refused_into(form):
            try:
                check_attempts("wish.claim", ip, limit=MOST_CLAIMS_AN_HOUR, minutes=60)
                join_claim(
                    actor=reporter(uuid5(NAMESPACE_OID, str(said["key"])), code, ip),
                    key=said["key"],
                    wish=key,
                    helper=Claimer(ClaimerKind.PERSON.value, said["helper_name"], said["helper_phone"]),
                    brings=said["brings"],
                )
                note_attempt("wish.claim", ip)
            except Conflict:
                form.add_error("helper_phone", gettext("这个电话已经在一起帮的名单里了。"))
            else:
                messages.success(request, gettext("谢谢您！社区会打电话和您约时间。"))
                return redirect("resident:wishes", code)
    closed = wish.state is not WishState.CLAIMED
    return request.show(
        "wishes/join.html", community=community, wish=wish, form=form, closed=closed, status=422 if posted else 200
    )
