"""Teams of an area, one team; the force of the grids, party branches, and from watching to doing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import NotFound
from linli.places.queries import grids_of
from linli.teams.actions.change_team_member import change_team_member
from linli.teams.actions.open_organisation import open_organisation
from linli.teams.actions.open_team import open_team
from linli.teams.actions.set_branch_grids import set_branch_grids
from linli.teams.queries.grid_force import grid_force
from linli.teams.queries.growth import growth
from linli.teams.queries.team_list import (
    TeamPage,
    branches_within,
    team_counts,
    team_list,
    team_page,
)
from linli.teams.queries.volunteer_figures import volunteer_figures
from linli.teams.queries.volunteer_list import volunteers_by_codes
from linli.teams.rules import ORGANISATION_KEEPERS
from linli.teams.rules.growth import Stage
from linli.teams.rules.training import TeamKind
from linli.teams.rules.volunteers import ACCEPTERS, READERS

from .area import COUNTRY, community, estates, place_for, team_tabs
from .forms import BranchForm, CodesForm, TeamForm, a_text


@require_safe
@staff_page(roles=READERS)
def teams(request: StaffRequest) -> HttpResponse:
    """The teams by kind, and the figures. At most twelve statements with the frame."""
    kind = request.GET.get("kind", "")
    counts = team_counts()
    every = {"label": _("全部"), "url": "?", "current": kind not in TeamKind.codes(), "count": sum(counts.values())}
    return request.show(
        "staff/volunteers/teams.html",
        teams=team_list(kind),
        kind=kind if kind in TeamKind.codes() else "",
        figures=volunteer_figures(),
        tabs=team_tabs("staff:teams"),
        kinds=[
            every,
            *(
                {"label": _(one.label), "url": f"?kind={one.value}", "current": one.value == kind, "count": counts[one]}
                for one in TeamKind
            ),
        ],
        may_keep=bool(request.actor.roles & ACCEPTERS),
    )


@staff_page(roles=ACCEPTERS)
def new_team(request: StaffRequest) -> HttpResponse:
    """Found a team."""
    posted, around = request.method == "POST", estates(request)
    form = TeamForm(request.POST if posted else None, estates=around, members=None)
    if posted and form.is_valid():
        said = form.cleaned_data
        estate = next((one for one in around if str(one.id) == said["estate"]), None)
        with refused_into(form):
            row = open_team(
                actor=request.actor,
                key=read_key(request),
                place_code=place_for(request, estate),
                name=said["name"],
                kind=said["kind"],
                aim=said["aim"],
                estate_id=estate.id if estate else None,
            )
            messages.success(request, _("队伍已建立，请加上队员，再定队长。"))
            return request.back_to("staff:team", row.id)
    return request.show(
        "staff/volunteers/form.html",
        status=422 if posted else 200,
        form=form,
        title=_("建一支队伍"),
        back_url=reverse("staff:teams"),
    )


@require_safe
@staff_page(roles=READERS)
def team(request: StaffRequest, id: UUID) -> HttpResponse:
    """One team: aim, leader, members, what it did. At most thirteen statements with the frame."""
    return _show_team(request, team_page(id))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=ACCEPTERS)
def change_team(request: StaffRequest, id: UUID) -> HttpResponse:
    """Name, kind, aim, leader; or close it."""
    page, around = team_page(id), estates(request)
    members = [(str(one), f"{name} {phone[-4:]}") for one, name, phone in page.members]
    posted = request.method == "POST"
    line = page.line
    initial = {
        "name": line.name,
        "kind": line.kind.value,
        "aim": line.aim,
        "estate": str(line.estate_id or ""),
        "leader": str(line.leader_id or ""),
    }
    form = TeamForm(request.POST if posted else None, initial=initial, estates=around, members=members)
    if posted and form.is_valid():
        said = form.cleaned_data
        closes = request.POST.get("do") == "close"
        with refused_into(form):
            open_team(
                actor=request.actor,
                key=read_key(request),
                place_code=line.place_code,
                name=said["name"],
                kind=said["kind"],
                aim=said["aim"],
                estate_id=UUID(said["estate"]) if said["estate"] else None,
                leader_id=UUID(said["leader"]) if said["leader"] else None,
                team=line.key,
                closes=closes,
            )
            messages.success(request, _("队伍已撤，做过的事都保留。") if closes else _("已保存。"))
            return request.back_to("staff:teams") if closes else request.back_to("staff:team", id)
    return request.show(
        "staff/volunteers/form.html",
        status=422 if posted else 200,
        form=form,
        title=_("改队伍"),
        sub=line.name,
        back_url=reverse("staff:team", args=[id]),
        second=("close", _("撤销这支队伍")),
    )


@require_POST
@staff_page(roles=ACCEPTERS)
def team_member(request: StaffRequest, id: UUID, what: str) -> HttpResponse:
    """Volunteers join by their codes, or one leaves."""
    page = team_page(id)
    form = CodesForm(request.POST)
    if what == "leave":
        try:
            ids = [UUID(request.POST.get("volunteer", ""))]
        except ValueError:
            raise NotFound("volunteer") from None
    elif form.is_valid():
        with refused_into(form):
            ids = volunteers_by_codes(page.line.place_code[:12], form.cleaned_data["codes"])
    if form.errors and what != "leave":
        return _show_team(request, page, form=form)
    change_team_member(
        actor=request.actor, key=read_key(request), team=page.line.key, volunteer_ids=ids, joins=what != "leave"
    )
    messages.success(request, _("已退出队伍。") if what == "leave" else _("已加入队伍。"))
    return request.back_to("staff:team", id)


@require_safe
@staff_page(roles=READERS)
def force(request: StaffRequest) -> HttpResponse:
    """1+1+N, grid by grid, with what is missing. Eight statements with the frame."""
    place = community(request)
    every = grid_force(place) if place != COUNTRY else []
    grids = [one for one in every if request.actor.scope.holds(one.place_code)]
    buildings = sum(one.buildings for one in grids)
    return request.show(
        "staff/volunteers/force.html",
        grids=grids,
        buildings=buildings,
        with_captain=sum(one.with_captain for one in grids),
        with_officer=sum(1 for one in grids if one.officer),
        complete=sum(1 for one in grids if one.is_complete),
        people=sum(one.volunteers for one in grids),
        tabs=team_tabs("staff:grid_force"),
    )


@staff_page(roles=READERS)
def branches(request: StaffRequest) -> HttpResponse:
    """The party branches with their grids; a new one is listed here."""
    posted = request.method == "POST"
    form = BranchForm(request.POST if posted else None, grids=grids_of(community(request)))
    form.fields = {"name": a_text(_("支部名称"), 60), **form.fields}
    if posted and form.is_valid():
        with refused_into(form):
            row = open_organisation(
                actor=request.actor,
                key=read_key(request),
                name=form.cleaned_data["name"],
                kind="party_branch",
                prefix=community(request),
            )
            set_branch_grids(actor=request.actor, key=None, organisation_id=row.id, grids=form.cleaned_data["grids"])
            messages.success(request, _("已登记%(name)s。") % {"name": row.name})
            return request.back_to("staff:branches")
    return request.show(
        "staff/volunteers/branches.html",
        status=422 if posted else 200,
        branches=branches_within(community(request)),
        form=form,
        may_keep=bool(request.actor.roles & ORGANISATION_KEEPERS),
        tabs=team_tabs("staff:branches"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=ORGANISATION_KEEPERS & READERS)
def branch(request: StaffRequest, id: UUID) -> HttpResponse:
    """The grids of one branch."""
    one = next((one for one in branches_within(community(request)) if one.id == id), None)
    if one is None:
        raise NotFound("branch", id)
    posted = request.method == "POST"
    form = BranchForm(request.POST if posted else None, grids=grids_of(one.prefix), initial={"grids": one.grid_codes})
    if posted and form.is_valid():
        with refused_into(form):
            set_branch_grids(
                actor=request.actor, key=read_key(request), organisation_id=id, grids=form.cleaned_data["grids"]
            )
            messages.success(request, _("已保存。"))
            return request.back_to("staff:branches")
    return request.show(
        "staff/volunteers/form.html",
        status=422 if posted else 200,
        form=form,
        title=_("支部建在哪些网格上"),
        sub=one.name,
        back_url=reverse("staff:branches"),
    )


@require_safe
@staff_page(roles=READERS)
def growing(request: StaffRequest) -> HttpResponse:
    """From watching to doing: people by quarter. Nine statements with the frame."""
    found = growth()
    lines = [
        {
            "label": _("{year} 年 {number} 季度").format(year=one.quarter.year, number=one.quarter.number),
            "counts": [one.counts[stage] for stage in Stage],
            "people": one.people,
        }
        for one in found
    ]
    plots = [
        {
            "title": _(stage.label),
            "points": [(line["label"], one.counts[stage]) for line, one in zip(lines, found, strict=True)],
        }
        for stage in Stage
    ]
    return request.show(
        "staff/volunteers/growth.html",
        lines=lines,
        plots=plots,
        stages=[_(one.label) for one in Stage],
        now=found[-1],
        tabs=team_tabs("staff:growth"),
    )


def _show_team(request: StaffRequest, page: TeamPage, form: CodesForm | None = None) -> HttpResponse:
    return request.show(
        "staff/volunteers/team.html",
        status=422 if form else 200,
        page=page,
        line=page.line,
        form=form or CodesForm(),
        may_keep=request.actor.may(ACCEPTERS, page.line.place_code) and not page.line.is_closed,
    )
