"""The projects of a community as everybody sees them, and one of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase

from linli.alliance.queries.find_project import public_project
from linli.alliance.queries.project_list import projects_on_board
from linli.alliance.queries.project_page import public_project_page
from linli.alliance.queries.project_pictures import project_photograph, spots_of
from linli.doors.paging import read_page
from linli.doors.resident.frame import ResidentRequest, community_at, resident_page
from linli.doors.staff.projects.pictures import spot_shown
from linli.doors.staff.projects.shown import shown_of
from linli.doors.staff.projects.words import yuan
from linli.doors.staff.surveys.shown import compared_rows
from linli.forms.queries.results import series_of
from linli.forms.rules.survey import SurveyState


@resident_page
def projects(request: ResidentRequest, code: str) -> HttpResponse:
    """What was decided on, latest turn first. At most fourteen statements."""
    community = community_at(code)
    page = read_page(request, lambda at: projects_on_board(code, at))
    return request.show(
        "projects/board.html",
        community=community,
        page=page,
        rows=[{"one": one, "money": yuan(one.money.planned) if one.money.planned else ""} for one in page.items],
    )


@resident_page
def project(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """What, why, for whom, the money, the days, the photographs, the surveys, whom to ask. At most thirty-five statements."""
    community, page = community_at(code), public_project_page(code, id)
    series = series_of(page.id, code, public=True)
    return request.show("projects/project.html", community=community, **_shown(page, series, code))


@resident_page
def project_picture(request: ResidentRequest, code: str, id: UUID, photograph: UUID) -> HttpResponseBase:
    """A photograph of a public project."""
    row = public_project(code, id)
    response = FileResponse(
        project_photograph(row.key, row.place_code, photograph).open("rb"), content_type="image/jpeg"
    )
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _shown(page: Any, series: Any, code: str) -> dict[str, Any]:
    return {
        **shown_of(page),
        "spots": [
            spot_shown(one, "resident:project_picture", code, page.id) for one in spots_of(page.key, page.place_code)
        ],
        "rows": compared_rows(series),
        "surveys": [
            {"survey": one.survey, "sheets": one.sheets, "is_open": one.survey.state is SurveyState.OPEN}
            for one in series.surveys
        ],
    }
