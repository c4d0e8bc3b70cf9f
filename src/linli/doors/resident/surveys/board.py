"""The surveys of a community as everybody sees them."""

from __future__ import annotations

from django.http import HttpResponse

from linli.doors.resident.frame import ResidentRequest, community_at, resident_page
from linli.forms.queries.survey_list import surveys_on_board


@resident_page
def surveys(request: ResidentRequest, code: str) -> HttpResponse:
    """What may be answered now, what begins soon, what is over. Three statements."""
    community = community_at(code)
    return request.show("surveys/board.html", community=community, board=surveys_on_board(code))
