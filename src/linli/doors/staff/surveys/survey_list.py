"""The surveys of the communities one works in."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.forms.queries.survey_list import survey_list
from linli.forms.rules.survey import KEEPERS, READERS, SurveyState


@require_safe
@staff_page(roles=READERS)
def surveys(request: StaffRequest) -> HttpResponse:
    """One tab of the list. Nine statements with the frame."""
    asked = request.GET.get("tab", "")
    state = SurveyState(asked) if asked in set(SurveyState) else None
    page = read_page(request, lambda at: survey_list(request.actor, state, at))
    tabs = [{"label": _("全部"), "url": "?", "current": state is None}]
    tabs += [{"label": _(one.label), "url": f"?tab={one.value}", "current": one is state} for one in SurveyState]
    return request.show(
        "staff/surveys/surveys.html", page=page, tabs=tabs, may_keep=bool(request.actor.roles & KEEPERS)
    )
