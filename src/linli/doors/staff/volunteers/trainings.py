"""Trainings with who came, and mentors with their apprentices."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey
from linli.teams.actions.hold_training import HOLDERS, hold_training
from linli.teams.actions.note_attendance import note_attendance
from linli.teams.actions.pair_mentor import pair_mentor
from linli.teams.queries.trainings import (
    TrainingPage,
    mentor_pairs,
    own_posts_in,
    post_choices,
    topic_figures,
    training_list,
    training_page,
    untrained_in,
)
from linli.teams.queries.volunteer_list import volunteers_by_codes
from linli.teams.rules import ORGANISATION_KEEPERS
from linli.teams.rules.volunteers import READERS

from .area import community, home, team_tabs
from .forms import AttendanceForm, OutcomeForm, PairForm, TrainingForm


@require_safe
@staff_page(roles=READERS)
def trainings(request: StaffRequest) -> HttpResponse:
    """The trainings of the area, and of each topic how many have been trained. At most eleven statements with the frame."""
    place = community(request)
    topic = request.GET.get("topic", "")[:30].replace("\x00", "")
    return request.show(
        "staff/volunteers/trainings.html",
        trainings=training_list(place),
        topics=topic_figures(place),
        topic=topic,
        missing=untrained_in(place, topic) if topic else [],
        may_hold=bool(request.actor.roles & HOLDERS),
        tabs=team_tabs("staff:trainings"),
    )


@staff_page(roles=HOLDERS)
def new_training(request: StaffRequest) -> HttpResponse:
    """Enter a training of the own area."""
    posted = request.method == "POST"
    form = TrainingForm(request.POST if posted else None)
    if posted and form.is_valid():
        with refused_into(form):
            row = hold_training(
                actor=request.actor, key=read_key(request), place_code=home(request), **form.cleaned_data
            )
            messages.success(request, _("培训已登记。可以打印签到二维码，也可以按名单勾选。"))
            return request.back_to("staff:training", row.street_code, row.id)
    return request.show(
        "staff/volunteers/form.html",
        status=422 if posted else 200,
        form=form,
        title=_("登记一次培训"),
        back_url=reverse("staff:trainings"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def training(request: StaffRequest, street: int, id: UUID) -> HttpResponse:
    """One training with the list of names; POST notes who came. At most twelve statements with the frame."""
    page = _page(request, street, id)
    holds = request.actor.may(HOLDERS, page.line.place_code)
    waiting = [(str(one.id), f"{one.name} {one.words}") for one in page.people if not one.came and not one.is_volunteer]
    posted = request.method == "POST"
    form = AttendanceForm(request.POST if posted else None, people=waiting)
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            count = note_attendance(
                actor=request.actor,
                key=read_key(request),
                training=page.line.key,
                post_ids=[UUID(one) for one in said["people"]],
                volunteer_ids=volunteers_by_codes(community(request), said["codes"]) if said["codes"] else [],
            )
            messages.success(request, _("已记 %(count)d 人。") % {"count": count})
            return request.back_to("staff:training", street, id)
    return request.show(
        "staff/volunteers/training.html",
        status=422 if posted else 200,
        page=page,
        line=page.line,
        came=[one for one in page.people if one.came],
        form=form,
        holds=holds,
        has_list=bool(waiting),
    )


@require_safe
@staff_page(roles=HOLDERS)
def training_card(request: StaffRequest, street: int, id: UUID) -> HttpResponse:
    """The QR card for the door of the room."""
    line = _page(request, street, id).line
    path = reverse("staff:come_to_training", args=[street, id])
    return request.show(
        "staff/wishes/card.html",
        address=f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path),
        title=line.title,
        lines=[_("扫码签到"), line.where],
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:training", args=[street, id]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page()
def come_to_training(request: StaffRequest, street: int, id: UUID) -> HttpResponse:
    """Scanned at the door: one press, and the own posts are noted."""
    page = _page(request, street, id)
    posts = own_posts_in(request.actor.id, page.line.place_code)
    if request.method == "POST":
        if not posts:
            raise NotFound("attendee")
        note_attendance(actor=request.actor, key=read_key(request), training=page.line.key, post_ids=posts)
        messages.success(request, _("已签到。"))
        return request.back_to("staff:come_to_training", street, id)
    came = {one.id for one in page.people if one.came}
    return request.show(
        "staff/volunteers/come.html", line=page.line, is_there=bool(posts) and set(posts) <= came, may_come=bool(posts)
    )


@staff_page(roles=READERS)
def mentoring(request: StaffRequest) -> HttpResponse:
    """The pairs of the area, and a new one. At most ten statements with the frame."""
    posted, keeps = request.method == "POST", bool(request.actor.roles & ORGANISATION_KEEPERS)
    form = PairForm(request.POST if posted else None, posts=post_choices(community(request)) if keeps else [])
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            pair_mentor(
                actor=request.actor,
                key=read_key(request),
                mentor_id=UUID(said["mentor"]),
                apprentice_id=UUID(said["apprentice"]),
                goals=said["goals"],
                last_on=said["last_on"],
            )
            messages.success(request, _("已结对。"))
            return request.back_to("staff:mentoring")
    return request.show(
        "staff/volunteers/mentoring.html",
        status=422 if posted else 200,
        pairs=mentor_pairs(community(request)),
        form=form,
        outcome_form=OutcomeForm(),
        may_keep=keeps,
        tabs=team_tabs("staff:mentoring"),
    )


@require_POST
@staff_page(roles=ORGANISATION_KEEPERS & READERS)
def end_mentoring(request: StaffRequest, street: int, id: UUID) -> HttpResponse:
    """A pair ends; what came of it is said."""
    pair_mentor(
        actor=request.actor,
        key=read_key(request),
        ended=RowKey(street, id),
        outcome=request.POST.get("outcome", "")[:800],
    )
    messages.success(request, _("结对已结束，记录保留。"))
    return request.back_to("staff:mentoring")


def _page(request: StaffRequest, street: int, id: UUID) -> TrainingPage:
    if not 0 < street < 10**9:
        raise NotFound("training", id)
    return training_page(community(request), street, id)
