"""Nominations: put forward by the staff, answered by the officer herself."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.resident.votes.votes import NominationForm
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import NotFound
from linli.kernel.ids import uuid7
from linli.votes.actions.answer_nomination import answer_nomination
from linli.votes.actions.nominate_officer import nominate_officer
from linli.votes.queries.nominations import nominations_of, own_nominations
from linli.votes.queries.votes_shown import staff_vote
from linli.votes.rules.keepers import KEEPERS, STAND


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def vote_nominations(request: StaffRequest, code: str) -> HttpResponse:
    """Who was put forward and what they said; put one forward. At most sixteen statements with the deed."""
    vote = staff_vote(request.actor, code)
    posted = request.method == "POST"
    form = NominationForm(request.POST if posted else None, vote=vote)
    if form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            nominate_officer(
                actor=request.actor,
                key=read_key(request),
                vote=vote.key,
                post=forms.UUIDField().clean(said["post"]),
                words=said["words"],
                by_name=said["by_name"],
            )
            messages.success(request, _("已推荐，已请本人答复。"))
            return request.back_to("staff:vote_nominations", code)
    return request.show(
        "staff/votes/nominations.html",
        vote=vote,
        form=form,
        nominations=nominations_of(vote),
        status=422 if posted else 200,
    )


@require_safe
@staff_page(roles=STAND)
def my_nominations(request: StaffRequest) -> HttpResponse:
    """What I was put forward for. Two statements besides the frame's."""
    return request.show(
        "staff/votes/my_nominations.html", nominations=[(one, uuid7()) for one in own_nominations(request.actor)]
    )


@require_POST
@staff_page(roles=STAND)
def answer_my_nomination(request: StaffRequest, nomination: UUID, answer: str) -> HttpResponse:
    """I stand (`stand`), or not (`decline`)."""
    own = next((one for one in own_nominations(request.actor) if one.line.key.id == nomination), None)
    if own is None:
        raise NotFound("nomination", nomination)
    answer_nomination(
        actor=request.actor,
        key=read_key(request),
        nomination=own.line.key,
        place_code=own.place_code,
        stands=answer == "stand",
    )
    messages.success(request, _("已记下您的答复。"))
    return request.back_to("staff:my_nominations")
