"""The page of one survey: how many have answered, who is missing, what was found; and its workbook."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.ties.further import ways_from
from linli.forms.actions.close_survey import close_survey
from linli.forms.actions.open_survey import open_survey
from linli.forms.actions.sort_texts import sort_texts
from linli.forms.asked import asked_in
from linli.forms.queries.find_survey import SurveyFacts, find_survey
from linli.forms.queries.response import response_of
from linli.forms.queries.results import results_of
from linli.forms.queries.texts import texts_of
from linli.forms.rules.survey import KEEPERS, READERS, Channel, SurveyState
from linli.kernel import clock
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, NotFound
from linli.kernel.ids import uuid7
from linli.kernel.target import Target

from .shown import question_rows, response_shown
from .workbook import survey_workbook

COUNTERS = KEEPERS | {Role.GOVERNANCE_CENTRE}
"""Who reads what was found: those whose jurisdiction holds the whole community."""


@require_safe
@staff_page(roles=READERS)
def show_survey(request: StaffRequest, survey_id: UUID) -> HttpResponse:
    """The survey with its response and its findings. At most eighteen statements with the frame."""
    survey = find_survey(request.actor, survey_id)
    may_count = request.actor.may(COUNTERS, survey.place_code)
    found = results_of(survey) if may_count and survey.state is not SurveyState.DRAFT else None
    return request.show(
        "staff/surveys/survey.html",
        **frame_of(request.actor, survey),
        **response_shown(response_of(survey)),
        sheets=found.sheets if found else 0,
        rows=question_rows(found) if found else [],
        asked=asked_in(survey.key) if found is None else (),
        may_count=may_count,
        channel_bars=None,
    )


@require_POST
@staff_page(roles=KEEPERS)
def survey_deed(request: StaffRequest, survey_id: UUID, deed: str) -> HttpResponse:
    """Open the draft, or close what is open."""
    survey = find_survey(request.actor, survey_id)
    key = read_key(request)
    if deed == "open":
        open_survey(actor=request.actor, key=key, survey=survey.key)
        messages.success(request, _("已开始征集。题目从现在起不能再改。"))
    elif deed == "close":
        close_survey(actor=request.actor, key=key, survey=survey.key)
        messages.success(request, _("已结束征集。满 5 份的结果会公示。"))
    else:
        raise NotFound("deed", deed)
    return request.back_to("staff:survey", survey_id)


@require_safe
@staff_page(roles=COUNTERS)
def export_survey(request: StaffRequest, survey_id: UUID) -> HttpResponse:
    """The findings as a workbook: counts, never single sheets."""
    survey = find_survey(request.actor, survey_id)
    if not request.actor.may(COUNTERS, survey.place_code):
        raise NotFound("survey", survey_id)
    file = survey_workbook(results_of(survey), response_of(survey), by=request.actor.name)
    return FileResponse(file, as_attachment=True, filename=f"{survey.title}-{clock.today():%Y%m%d}.xlsx")


@require_safe
@staff_page(roles=KEEPERS)
def survey_texts(request: StaffRequest, survey_id: UUID, question_id: UUID) -> HttpResponse:
    """The texts of one question, to be sorted. Reading them is recorded."""
    survey = find_survey(request.actor, survey_id)
    question = next((one for one in asked_in(survey.key) if one.id == question_id), None)
    if question is None or not request.actor.may(KEEPERS, survey.place_code):
        raise NotFound("question", question_id)
    asked = request.GET.get("topic")
    topic = None if asked is None else asked.replace("\x00", "")[:20]
    page = read_page(request, lambda at: texts_of(request.actor, survey, question_id, topic, at))
    found = next(one for one in results_of(survey).questions if one.asked.id == question_id)
    tabs = [{"label": _("全部"), "url": "?", "current": topic is None, "count": sum(n for _t, n in found.topics)}]
    tabs += [
        {"label": name or _("还没归类"), "url": f"?topic={name}", "current": topic == name, "count": n}
        for name, n in found.topics
    ]
    return request.show(
        "staff/surveys/texts.html",
        **frame_of(request.actor, survey),
        question=question,
        page=page,
        topic_tabs=tabs,
        topics=[name for name, _n in found.topics if name],
        further=ways_from(Target("survey", survey.id, "", survey.title), request.actor.roles, topic) if topic else [],
    )


@require_POST
@staff_page(roles=KEEPERS)
def sort_survey_texts(request: StaffRequest, survey_id: UUID, question_id: UUID) -> HttpResponse:
    """Put the picked texts under a topic."""
    survey = find_survey(request.actor, survey_id)
    try:
        picked = tuple(UUID(one) for one in request.POST.getlist("pick")[:200])
    except ValueError:
        raise BadInput("texts", "unknown") from None
    moved = sort_texts(
        actor=request.actor,
        key=read_key(request),
        survey=survey.key,
        texts=picked,
        topic=request.POST.get("topic", ""),
    )
    messages.success(request, _("已归类 %(n)d 条。") % {"n": moved})
    return request.back_to("staff:survey_texts", survey_id, question_id)


@require_safe
@staff_page(roles=READERS)
def survey_card(request: StaffRequest, survey_id: UUID) -> HttpResponse:
    """The QR card to hang at the gate."""
    survey = find_survey(request.actor, survey_id)
    path = reverse("resident:survey", args=[survey.place_code, survey.id]) + "?by=qr"
    return request.show(
        "staff/surveys/card.html",
        address=f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path),
        title=survey.title,
        lines=[survey.purpose, _("手机扫一扫填写，几分钟就好；不会用手机，可以请楼栋长上门代填")],
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:survey", args=[survey.id]),
    )


@require_safe
@staff_page(roles=READERS)
def print_survey(request: StaffRequest, survey_id: UUID) -> HttpResponse:
    """The questionnaire on paper, with room for a serial number."""
    survey = find_survey(request.actor, survey_id)
    return request.show(
        "staff/surveys/paper_sheet.html",
        survey=survey,
        asked=asked_in(survey.key),
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:survey", args=[survey.id]),
    )


def frame_of(actor: Actor, survey: SurveyFacts) -> dict[str, Any]:
    """What every page about the survey shows of it."""
    may_keep = actor.may(KEEPERS, survey.place_code)
    return {
        "survey": survey,
        "survey_id": survey.id,
        "may_keep": may_keep,
        "may_open": may_keep and survey.state is SurveyState.DRAFT,
        "may_close": may_keep and survey.state is SurveyState.OPEN,
        "at_the_door": survey.is_answerable and Channel.DOOR in survey.channels,
        "on_paper": may_keep and survey.is_answerable and Channel.PAPER in survey.channels,
        "prints_paper": Channel.PAPER in survey.channels,
        "has_card": Channel.QR in survey.channels and survey.state is not SurveyState.DRAFT,
        "open_key": uuid7(),
        "channel_words": [_(one.label) for one in survey.channels],
    }
