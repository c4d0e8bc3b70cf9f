"""A pledge for a wish: the candidates with their reasons, asking a unit, and what it answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.alliance.actions.answer_pledge import answer_pledge
from linli.alliance.actions.ask_for_pledge import ask_for_pledge
from linli.alliance.actions.join_alliance import KEEPERS
from linli.alliance.queries.pledges_for_wish import OfferedPledge, PledgesForWish, pledges_for_wish
from linli.alliance.queries.resource_list import pledge_key
from linli.alliance.queries.visible import wish_by_code
from linli.alliance.queries.wish_page import WishPage, wish_page
from linli.alliance.rules import UseState
from linli.doors.deed_key import read_key
from linli.doors.look.words_for_time import day_words
from linli.doors.moment_fields import DayField
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.errors import BadInput, NotFound
from linli.kernel.ids import uuid7


class AskForm(forms.Form):
    """How much of a pledge is asked for."""

    quantity = forms.DecimalField(max_digits=9, decimal_places=2)

    def __init__(self, *args: Any, unit: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["quantity"].label = _("数量（%(unit)s）") % {"unit": unit}


class AnswerForm(forms.Form):
    """By when the unit means to do it."""

    promised_on = DayField(
        label=gettext_lazy("约定哪天以前办好"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


ANSWERS = {"committed": UseState.COMMITTED, "declined": UseState.DECLINED, "under_way": UseState.UNDER_WAY}


@require_POST
@staff_page(roles=KEEPERS)
def ask_unit(request: StaffRequest, code: str) -> HttpResponse:
    """Ask the unit of a candidate for some of what it pledged."""
    page = wish_page(request.actor, code)
    wanted = request.POST.get("pledge", "")
    offered = next((one for one in pledges_for_wish(page).offered if str(one.id) == wanted), None)
    if offered is None:
        raise NotFound("pledge")
    form = AskForm(request.POST)
    if not form.is_valid():
        raise BadInput("quantity", "more_than_left")
    ask_for_pledge(
        actor=request.actor,
        key=read_key(request),
        wish=page.key,
        pledge=pledge_key(offered.id),
        quantity=form.cleaned_data["quantity"],
        why=why_words(page, offered),
    )
    messages.success(request, _("已记下：联系了%(unit)s。对方答复后请在这里记一笔。") % {"unit": offered.unit_name})
    return request.back_to("staff:wish", code)


@require_POST
@staff_page(roles=KEEPERS)
def unit_answered(request: StaffRequest, code: str, answer: str) -> HttpResponse:
    """What the unit said: committed (with the day), declined, under way."""
    if answer not in ANSWERS:
        raise NotFound("answer", answer)
    promised_on = None
    if answer == "committed":
        form = AnswerForm(request.POST)
        if not form.is_valid():
            raise BadInput("promised_on", "out_of_range")
        promised_on = form.cleaned_data["promised_on"]
    wish = wish_by_code(request.actor, code)
    answer_pledge(
        actor=request.actor, key=read_key(request), wish=wish.key, answer=ANSWERS[answer], promised_on=promised_on
    )
    messages.success(request, _("已记入资源台账。"))
    return request.back_to("staff:wish", code)


def matched(page: WishPage, request: StaffRequest) -> dict[str, Any]:
    """The candidates or the use that stands, as the wish's page shows them to those who keep the lists."""
    if not request.actor.roles & KEEPERS:
        return {}
    found: PledgesForWish = pledges_for_wish(page)
    return {
        "candidates": [
            {
                "one": one,
                "why": why_words(page, one),
                "key": uuid7(),
                "form": AskForm(unit=one.unit, initial={"quantity": 1}, auto_id=f"id_{number}_%s"),
            }
            for number, one in enumerate(found.offered)
        ],
        "answer_form": AnswerForm(initial={"promised_on": clock.today() + timedelta(days=7)}),
        "use": found.use,
        "answer_key": uuid7(),
        "may_match": page.kind is not None,
    }


def why_words(page: WishPage, one: OfferedPledge) -> str:
    """Why this pledge is offered for this wish."""
    fit = _("最对路") if one.is_best_kind else _("也能用上")
    near = _("就在本网格") if one.is_own_grid else _("在本社区")
    return _("%(kind)s办%(wish)s类心愿，%(fit)s；%(near)s；还剩 %(left)s %(unit)s；%(day)s前有效") % {
        "kind": _(one.kind.label),
        "wish": _(page.kind.label),
        "fit": fit,
        "near": near,
        "left": f"{one.left:f}",
        "unit": one.unit,
        "day": day_words(one.last_on, today=clock.today()),
    }
