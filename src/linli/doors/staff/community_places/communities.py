"""The communities one keeps, and one of them with its grids and estates."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.places.queries.keeping import kept_communities, kept_community
from linli.places.rules.keepers import KEEPERS

from .place_forms import PlaceForm, RenameForm


@require_safe
@staff_page(roles=KEEPERS)
def communities(request: StaffRequest) -> HttpResponse:
    """Every community of the jurisdiction with its counts. One statement besides the frame's."""
    return request.show(
        "staff/places/communities.html", page=read_page(request, lambda at: kept_communities(request.actor, at))
    )


@require_safe
@staff_page(roles=KEEPERS)
def community(request: StaffRequest, code: str) -> HttpResponse:
    """One community. Three statements besides the frame's."""
    return show_community(request, code)


def show_community(
    request: StaffRequest, code: str, *, form: PlaceForm | None = None, renamed: RenameForm | None = None
) -> HttpResponse:
    """The page of a community; a refused form is shown again with what was typed."""
    facts = kept_community(request.actor, code)
    refused: Any = form or renamed
    return request.show(
        "staff/places/community.html",
        status=422 if refused else 200,
        facts=facts,
        community=facts.community,
        form=form or PlaceForm(),
        rename=renamed or RenameForm(initial={"name": facts.community.name}),
        opened=("add" if form else "rename") if refused else "",
    )
