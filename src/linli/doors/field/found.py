"""发现一件事: found on the way, reported in a minute, or settled on the spot."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.cases.actions.raise_case import raise_case
from linli.cases.actions.settle_on_the_spot import settle_on_the_spot
from linli.cases.queries.kinds import kinds_in_force
from linli.cases.triage.suggest import suggest_kind
from linli.doors.deed_key import read_key
from linli.doors.staff.cases.quick_entry import SETTLES
from linli.doors.staff.cases.refused_deeds import refused_deed_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.uploads import read_uploads
from linli.kernel.actor import Actor, Role
from linli.places.queries.buildings_around import BuildingAround, buildings_around
from linli.teams.queries import posts_of_user
from linli.teams.rules import PostFacts

from .found_form import FoundForm
from .today import FINDS

BY_BUILDING = frozenset({Role.BUILDING_CAPTAIN, Role.PATCH_LEADER, Role.PROPERTY_FIRM})
"""Whose post names buildings or estates rather than a place."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=FINDS)
def found(request: StaffRequest) -> HttpResponse:
    """The form, or what was found: reported (`do=raise`), or settled at once (`do=settle`). Three statements to ask."""
    actor: Actor = request.actor
    posts = posts_of_user(actor.id)
    around = _around(posts)
    home = posts[0].place_code if posts else next(iter(grant.prefix for grant in actor.grants))
    settles = request.method == "POST" and request.POST.get("do") == "settle" and bool(SETTLES & actor.roles)
    tree, said = kinds_in_force(home), request.POST.get("body", "")
    form = FoundForm(
        request.POST if request.method == "POST" else None,
        around=around,
        tree=tree,
        settles=settles,
        suggested=[one.kind for one in suggest_kind(tree, home, said).likely],
    )
    kept: list[str] = []
    if form.is_bound:
        uploads = read_uploads(request)
        if uploads.refused:
            form.add_error(None, " ".join(uploads.refused))
        if form.is_valid():
            with refused_deed_into(form):
                matter = form.matter(actor, home, posts[0].id if posts else None, tuple(uploads.photographs))
                return _done(request, form, matter, settles)
        kept = uploads.set_aside()
    return request.show(
        "field/found.html",
        status=422 if form.is_bound else 200,
        form=form,
        kept=kept,
        may_settle=bool(SETTLES & actor.roles),
        settles=settles,
    )


def _done(request: StaffRequest, form: FoundForm, matter: Any, settles: bool) -> HttpResponse:
    key = read_key(request)
    if settles:
        asked = form.cleaned_data
        case = settle_on_the_spot(
            actor=request.actor, key=key, matter=matter, category=asked["kind"], result=asked["result"]
        )
        messages.success(request, _("已记为当场办结，查询码 %(code)s。之后可能抽查。") % {"code": case.code})
        return request.back_to("field:today")
    case = raise_case(actor=request.actor, key=key, matter=matter)
    messages.success(request, _("已上报社区，查询码 %(code)s。以后的进展会告诉您。") % {"code": case.code})
    return request.back_to("field:case", case.code)


def _around(posts: list[PostFacts]) -> list[BuildingAround]:
    return buildings_around(
        [post.place_code for post in posts if post.role not in BY_BUILDING],
        [id for post in posts for id in post.building_ids],
        [id for post in posts for id in post.estate_ids],
    )
