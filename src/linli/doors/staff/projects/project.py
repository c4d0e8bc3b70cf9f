"""The page of one project, its entries, its turns, and its sheet of paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.alliance.actions.drop_project_line import LineKind, drop_project_line
from linli.alliance.actions.move_project import move_project
from linli.alliance.queries.project_page import ProjectPage, project_page
from linli.alliance.queries.project_pictures import spots_of
from linli.alliance.rules.project_loop import KEEPERS, READERS, NextProjectDeed, ProjectDeed, ProjectState
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.surveys.shown import compared_rows
from linli.forms.queries.results import series_of
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.kernel.ids import uuid7

from .deed_forms import FORMS
from .entry_forms import ENTRY_FORMS
from .pictures import spot_shown
from .shown import shown_of


@require_safe
@staff_page(roles=READERS)
def show_project(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """The project: what for, who gains, money, works, milestones, what happened. Eight statements with the frame."""
    page = project_page(request.actor, project_id)
    return request.show(
        "staff/projects/project.html",
        **shown_of(page, "staff:project"),
        deeds=[_offered(page, one) for one in page.deeds],
        is_maintained=page.state is ProjectState.MAINTAINED,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def project_deed(request: StaffRequest, project_id: UUID, deed: str) -> HttpResponse:
    """One turn: its own page (GET), and the doing of it (POST)."""
    wanted = next((one for one in FORMS if one.value == deed), None)
    if wanted is None:
        raise NotFound("deed", deed)
    page = project_page(request.actor, project_id)
    posted = request.method == "POST"
    form = FORMS[wanted](request.POST if posted else None, page=page)
    if posted and form.is_valid():
        with refused_into(form):
            move_project(
                actor=request.actor, key=read_key(request), project=page.key, deed_done=wanted, given=form.given()
            )
            done = {"deed": _(wanted.label), "next": _(wanted.consequence)}
            messages.success(request, _("已做“%(deed)s”。%(next)s。") % done)
            return request.back_to("staff:project", project_id)
    offer = next((one for one in page.deeds if one.deed is wanted), None)
    return request.show(
        "staff/projects/form.html",
        status=422 if posted else 200,
        page=page,
        form=form,
        title=_(wanted.label),
        consequence=_(wanted.consequence),
        button=_(wanted.label),
        back=reverse("staff:project", args=[project_id]),
        why_not=_why_not(offer),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def project_entry(request: StaffRequest, project_id: UUID, kind: str, line: UUID | None = None) -> HttpResponse:
    """One entry (money, quantity, milestone, …): a new one, or a line to change."""
    if kind not in ENTRY_FORMS:
        raise NotFound("entry", kind)
    wanted = ENTRY_FORMS[kind]
    if line is not None and not wanted.may_change:
        raise NotFound("line", line)
    page = project_page(request.actor, project_id)
    posted = request.method == "POST"
    form = wanted(request.POST if posted else None, request.FILES if posted else None, page=page, line=line)
    if posted and form.is_valid():
        with refused_into(form):
            form.enter(request.actor, read_key(request))
            messages.success(request, _("已记下：%(what)s。") % {"what": form.title})
            return request.back_to(wanted.tab, project_id)
    may = page.may_keep or (kind == "done" and any(one.id == line and one.may_finish for one in page.milestones))
    return request.show(
        "staff/projects/form.html",
        status=422 if posted else 200,
        page=page,
        form=form,
        title=form.title,
        button=_("保存"),
        back=reverse(wanted.tab, args=[project_id]),
        why_not="" if may else _("项目清单由社区和街道维护，您可以查看。"),
        drop_kind=kind if line is not None and kind in set(LineKind) and page.may_keep else "",
        line=line,
    )


@require_POST
@staff_page(roles=KEEPERS)
def drop_line(request: StaffRequest, project_id: UUID, kind: str, line: UUID) -> HttpResponse:
    """Take out a line entered by mistake."""
    if kind not in set(LineKind):
        raise NotFound("entry", kind)
    page = project_page(request.actor, project_id)
    drop_project_line(actor=request.actor, key=read_key(request), project=page.key, kind=LineKind(kind), line=line)
    messages.success(request, _("已删去这一行，审计里留有记录。"))
    return request.back_to("staff:project", project_id)


@require_safe
@staff_page(roles=READERS)
def print_project(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """The project on A4: facts, money, works, milestones, pairs of photographs, surveys."""
    page = project_page(request.actor, project_id)
    return request.show(
        "staff/projects/print.html",
        **shown_of(page, "staff:project"),
        spots=[spot_shown(one, "staff:project_photograph", page.id) for one in spots_of(page.key, page.place_code)],
        rows=compared_rows(series_of(page.id, page.place_code)),
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:project", args=[project_id]),
    )


def _offered(page: ProjectPage, one: NextProjectDeed) -> dict[str, Any]:
    return {
        "label": _(one.deed.label),
        "consequence": _(one.deed.consequence),
        "url": reverse("staff:project_deed", args=[page.id, one.deed.value]),
        "tone": "primary" if one.main else "danger" if one.deed is ProjectDeed.STOP else "plain",
        "asks": bool(FORMS[one.deed].base_fields),
        "why_not": _(one.why_not) if one.why_not else "",
        "key": uuid7(),
    }


def _why_not(offer: NextProjectDeed | None) -> str:
    if offer is None:
        return _("这一步现在不能由您来做：项目的状态已经变了，或者不归您的岗位。")
    return _(offer.why_not) if offer.why_not else ""
