"""The communities whose grids one divides."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.places.queries.keeping import kept_communities
from linli.places.rules.keepers import KEEPERS


@require_safe
@staff_page(roles=KEEPERS)
def grids(request: StaffRequest) -> HttpResponse:
    """Every community of the jurisdiction, to choose one. One statement besides the frame's."""
    return request.show(
        "staff/grids/communities.html", page=read_page(request, lambda at: kept_communities(request.actor, at))
    )
