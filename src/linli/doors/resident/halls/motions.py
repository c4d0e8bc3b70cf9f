"""Raising a motion, reading one, backing it, rating its result, following it by a code."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from linli.doors.resident.frame import ResidentRequest, community_at, community_of, resident_page
from linli.doors.resident.raise_form import Words
from linli.doors.staff.halls.motions import story_of
from linli.halls.actions.back_motion import back_motion
from linli.halls.actions.move_motion import move_motion
from linli.halls.actions.raise_motion import raise_motion
from linli.halls.actions.rate_motion import rate_motion
from linli.halls.proposal import FOLLOWED_AS, Proposal
from linli.halls.queries.follow import followed_motion
from linli.halls.queries.public_halls import dwelling_named, estates_around, public_hall, public_motion
from linli.halls.rules import MotionDeed, Rating
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import Conflict, NotFound
from linli.people.follow_word import follow_word
from linli.places.queries import EstateChoice, place_facts

from ..following import ask_again, remember, remembered
from ..one_question import ask, first_fault, shown
from .sending import PHONE_HELP, SENDING, SentForm, called, form_of, phone, said, send

RATINGS = [(one.value, _(one.label)) for one in Rating]


MOTION_STEPS = {"words": ("words",), "person": ("phone", "name")}
"""The questions of the elder mode, one a page; the last also sends."""


class MotionForm(SentForm):
    """What should be talked about; everything about the person may stay empty."""

    words = said(
        _("想商量什么事"),
        _("请写一写想商量什么，一两句就行。"),
        hint=_("例如：电动车充电桩装在哪里、谁出钱；外来车要不要收费。"),
    )
    phone = phone(_("您的电话"), required=False, hint=PHONE_HELP)
    name = called(_("怎么称呼您"))


class BackForm(SentForm):
    """One voice."""

    phone = phone(_("您的电话"), required=True)
    name = called(_("怎么称呼您"))


class OwnRateForm(SentForm):
    """What somebody who follows the motion says of the result."""

    rating = forms.ChoiceField(
        label=_("办得怎么样"), choices=RATINGS, widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。"), "invalid_choice": _("请选一项。")},
    )  # fmt: skip
    words = said(_("想说的话（不满意的请写一句）"), "", 300, required=False)


class RateForm(OwnRateForm):
    """The same by anybody it concerns: known by the telephone left before, or by the home."""

    phone = phone(_("您的电话"), required=True)
    estate = forms.ChoiceField(
        label=_("住哪个小区"), required=False, error_messages={"invalid_choice": _("请重新选。")}
    )
    building = Words(label=_("几号楼"), required=False, max_length=20)
    unit = Words(label=_("几单元"), required=False, max_length=8)
    room = Words(label=_("几室"), required=False, max_length=12)

    def __init__(self, *args: Any, estates: list[EstateChoice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].choices = [
            ("", gettext("提出、附议、到会的不用填")),
            *((str(one.id), one.name) for one in estates),
        ]


class WithdrawForm(SentForm):
    reason = said(_("为什么撤回"), _("请写一句原因。"), 300)


@resident_page
def new_motion(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """Raise a motion in a hall. At most fourteen statements to show it."""
    community, page = community_at(code), public_hall(code, id)
    if not page.may_move:
        raise NotFound("hall")
    asked = ask(request, MOTION_STEPS, MotionForm)
    if asked.ready:
        proposal = Proposal(**asked.form.given())
        made = send(
            request, asked.form, "motion", page.hall.place_code,
            lambda actor, key: raise_motion(actor=actor, key=key, hall=page.hall.key, proposal=proposal), limit=10,
        )  # fmt: skip
        if made is not None:
            remember(request, made.code, made.id)
            return redirect("resident:follow_motion", made.code)
        asked = asked._replace(step=first_fault(asked.form, MOTION_STEPS), status=422)
    return request.show(
        "halls/new_motion.html",
        community=community,
        status=asked.status,
        hall=page.hall,
        **shown(asked, MOTION_STEPS, [gettext("商量什么"), gettext("怎么联系您")], request.elder),
        **SENDING,
        send_label=gettext("提交议题"),
        keep="motion",
    )


@resident_page
def motion(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """A motion everybody reads; backing it while it is open, rating it when it is done. At most twenty statements."""
    community, page = community_at(code), public_motion(code, id)
    backing = form_of(BackForm, request, mine="rating" not in request.POST)
    estates = estates_around(page.hall) if page.may_rate else []
    rating = form_of(RateForm, request, mine="rating" in request.POST, estates=estates)
    if page.may_back and backing.is_bound and backing.is_valid():
        given = backing.given()
        made = send(
            request, backing, "motion.back", page.place_code,
            lambda actor, key: back_motion(actor=actor, key=key, motion=page.key, **given), limit=60,
            sentences={Conflict: gettext("这个号码已经提出或附议过了，一个号码只算一次。")},
        )  # fmt: skip
        if made is not None:
            remember(request, made.code, made.id)
            messages.success(request, gettext("已附议，谢谢您。"))
            return redirect("resident:follow_motion", made.code)
    if page.may_rate and rating.is_bound and rating.is_valid() and _rate(request, rating, page, estates):
        return redirect("resident:motion", code, id)
    refused = (page.may_back and backing.is_bound) or (page.may_rate and rating.is_bound)
    return request.show(
        "halls/motion.html",
        community=community,
        status=422 if refused else 200,
        page=page,
        motion=page.motion,
        facts=page.facts,
        backing=backing if page.may_back else None,
        rating=rating if page.may_rate else None,
        ratings=_counts(page.facts.ratings),
        story=story_of(page.facts.turns, named=False),
    )


@resident_page
def follow_motion(request: ResidentRequest, code: str) -> HttpResponse:
    """The motion for whoever raised or backed it, with the code; withdrawing and rating. At most twenty statements."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    page = followed_motion(followed)
    rating = form_of(OwnRateForm, request)
    if page.may_rate and rating.is_bound and rating.is_valid():
        given = rating.given()
        rated = send(
            request, rating, "motion.rate", page.place_code,
            lambda actor, key: rate_motion(
                actor=actor, key=key, motion=followed.row, rating=Rating(given["rating"]), words=given["words"]
            ),
            as_id=followed.as_id,
        )  # fmt: skip
        if rated is not None:
            messages.success(request, gettext("谢谢您的评议。"))
            return redirect("resident:follow_motion", code)
    return _show_followed(request, followed, page, rating=rating)


@require_POST
@resident_page
def withdraw_motion(request: ResidentRequest, code: str) -> HttpResponse:
    """The mover takes it back."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    page, form = followed_motion(followed), form_of(WithdrawForm, request)
    if form.is_valid():
        done = send(
            request, form, "motion.withdraw", page.place_code,
            lambda actor, key: move_motion(
                actor=actor, key=key, motion=followed.row, deed_done=MotionDeed.WITHDRAW, given=form.given()
            ),
            as_id=followed.as_id,
        )  # fmt: skip
        if done is not None:
            messages.success(request, gettext("议题已撤回。"))
            return redirect("resident:follow_motion", code)
    return _show_followed(request, followed, page, withdrawing=form)


def _show_followed(
    request: ResidentRequest, followed: Any, page: Any, *, rating: SentForm | None = None, withdrawing: SentForm | None = None
) -> HttpResponse:  # fmt: skip
    refused = withdrawing is not None or (rating is not None and rating.is_bound)
    community = community_of(place_facts(page.place_code))
    return request.show(
        "halls/follow_motion.html",
        community=community,
        status=422 if refused else 200,
        page=page,
        facts=page.facts,
        code=followed.code,
        shown_code=show_case_code(followed.code),
        word="" if page.own_phone else follow_word(followed.as_id),
        rating=(rating or OwnRateForm(initial={"key": followed.as_id})) if page.may_rate else None,
        withdrawing=withdrawing or (form_of(WithdrawForm, request, mine=False) if page.may_withdraw else None),
        ratings=_counts(page.facts.ratings),
        story=story_of(page.facts.turns, named=False),
    )


def _rate(request: ResidentRequest, form: SentForm, page: Any, estates: list[EstateChoice]) -> bool:
    given = form.given()
    estate = next((one for one in estates if str(one.id) == given["estate"]), None)
    home = dwelling_named(estate, given["building"], given["unit"], given["room"])
    rated = send(
        request, form, "motion.rate", page.place_code,
        lambda actor, key: rate_motion(
            actor=actor, key=key, motion=page.key, rating=Rating(given["rating"]), words=given["words"],
            phone=given["phone"], dwelling=home,
        ),
        limit=60, sentences={Conflict: gettext("这个号码已经评议过了，一个号码只算一次。")},
    )  # fmt: skip
    if rated is None:
        return False
    messages.success(request, gettext("谢谢您的评议。"))
    return True


def _counts(ratings: dict[Rating, int]) -> list[dict[str, Any]]:
    return [{"label": _(one.label), "count": count} for one, count in ratings.items()]
