"""The three surveys around a project, side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.alliance.queries.project_page import project_page
from linli.alliance.rules.project_loop import READERS
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.surveys.shown import compared_rows
from linli.forms.queries.results import Series, series_of
from linli.forms.rules.question import Stage

from .shown import shown_of


@require_safe
@staff_page(roles=READERS)
def project_surveys(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """Need, plan and effect beside each other, question by question."""
    page = project_page(request.actor, project_id)
    series = series_of(page.id, page.place_code)
    return request.show(
        "staff/projects/surveys.html",
        **shown_of(page, "staff:project_surveys"),
        stages=[_stage(series, stage, page.id) for stage in Stage],
        rows=compared_rows(series),
    )


def _stage(series: Series, stage: Stage, project_id: UUID) -> dict[str, Any]:
    found = series.at(stage)
    return {
        "label": _(stage.long),
        "survey": found.survey if found else None,
        "sheets": found.sheets if found else 0,
        "url": reverse("staff:survey", args=[found.survey.id]) if found else "",
        "new_url": reverse("staff:new_survey") + f"?project={project_id}&stage={stage.value}",
    }
