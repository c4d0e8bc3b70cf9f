"""The map of services on one sheet, for the staff to pin up."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from linli.doors.map.base_map import with_pictures_from
from linli.doors.map.circle_sheet import sheet_context
from linli.doors.staff.communities_read import community_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.places.rules.keepers import GROUND_READERS

from .around import around_home


@require_safe
@staff_page(roles=GROUND_READERS)
@around_home
def circle_sheet(request: StaffRequest, code: str) -> HttpResponse:
    """The sheet, for A4 or A3. Four statements besides the frame's."""
    community = community_read(request.actor, code)
    context = sheet_context(request, code) | {"place": community.name, "back_url": reverse("staff:circle", args=[code])}
    return with_pictures_from(request.show("map/circle_sheet.html", **context), context["base"])
