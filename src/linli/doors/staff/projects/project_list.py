"""The project list with its filters, as a page and as a workbook; a new project."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from linli.alliance.actions.propose_project import propose_project
from linli.alliance.queries.project_list import (
    ProjectFilter,
    ProjectTab,
    project_figures,
    project_list,
    projects_to_export,
)
from linli.alliance.rules.project_loop import KEEPERS, READERS, ProjectOrigin
from linli.doors.deed_key import read_key
from linli.doors.moment_fields import DayField
from linli.doors.paging import read_page
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.ties.further import came_words, origin_asked, title_asked
from linli.doors.workbook import table_file
from linli.kernel.errors import NotFound
from linli.kernel.plain_text import clean_text
from linli.places.queries import EstateChoice, communities, estates_of

from .words import EMPTY, TOO_LONG, money_words

COMMUNITY_DIGITS = 12
ORIGINS = frozenset(one.value for one in ProjectOrigin)


class NewProjectForm(forms.Form):
    """What is to be done, where, and what it answers."""

    place = forms.ChoiceField(label=_("哪个社区"), error_messages={"required": EMPTY, "invalid_choice": EMPTY})
    title = forms.CharField(
        label=_("项目名称"), max_length=80, error_messages={"required": EMPTY, "max_length": TOO_LONG}
    )
    aim = forms.CharField(
        label=_("要解决什么"),
        help_text=_("一两句话，居民看得懂。"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": EMPTY, "max_length": TOO_LONG},
    )
    origin = forms.ChoiceField(
        label=_("从哪里来"),
        choices=[(one.value, _(one.label)) for one in ProjectOrigin],
        initial=ProjectOrigin.PLAN.value,
        error_messages={"required": EMPTY},
    )
    asked_by_on = DayField(
        label=_("希望哪天以前办成（可不填）"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请选一个日子。")},
    )
    estates = forms.MultipleChoiceField(
        label=_("涉及哪些小区（整个小区；只涉及几栋楼的，立项后再选楼栋）"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], estates: list[EstateChoice], has_origin: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if has_origin:
            del self.fields["origin"]
        self.fields["place"].choices = places
        if len(places) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.fields["place"].initial = places[0][0]
        self.fields["estates"].choices = [(str(one.id), one.name) for one in estates]


@require_safe
@staff_page(roles=READERS)
def projects(request: StaffRequest) -> HttpResponse:
    """One tab of the list. At most twenty statements with the frame, however many projects."""
    asked = _asked(request)
    page = read_page(request, lambda at: project_list(request.actor, asked, at))
    figures = project_figures(request.actor)
    query = {name: request.GET[name] for name in ("q", "origin", "late") if request.GET.get(name)}
    return request.show(
        "staff/projects/projects.html",
        page=page,
        figures=figures,
        money_words=money_words(figures.money),
        total=sum(figures.counts.values()),
        tabs=[
            {
                "label": _(tab.label),
                "url": "?" + urlencode({**query, "tab": tab.value}),
                "current": tab is asked.tab,
                "count": sum(figures.counts[state] for state in tab.states),
            }
            for tab in ProjectTab
        ],
        tab=asked.tab.value,
        words=asked.words,
        origins=[(one.value, _(one.label)) for one in ProjectOrigin],
        origin=asked.origin.value if asked.origin else "",
        late=asked.late_only,
        chips=_chips(asked, query),
        clear_url=f"?tab={asked.tab.value}",
        may_keep=bool(request.actor.roles & KEEPERS),
        export_query=urlencode({**query, "tab": asked.tab.value}),
    )


@require_safe
@staff_page(roles=READERS)
def export_projects(request: StaffRequest) -> HttpResponse:
    """The list as it is filtered, as a workbook: a row a project, no person's name in it."""
    lines = projects_to_export(request.actor, _asked(request))
    heads = [
        gettext("项目"), gettext("状态"), gettext("来源"), gettext("地点"), gettext("小区"), gettext("楼栋"), gettext("房屋"),
        gettext("受益户数"), gettext("受益人数"), gettext("无物业小区"), gettext("计划资金（元）"), gettext("已用资金（元）"),
        gettext("节点"), gettext("已办完"), gettext("逾期节点"), gettext("下一节点"),
    ]  # fmt: skip
    return table_file(
        gettext("项目清单"),
        heads,
        (
            [
                one.title, gettext(one.state.label), gettext(one.origin.label), one.place, one.gain.estates,
                one.gain.buildings, one.gain.dwellings, one.gain.households, one.gain.people,
                len(one.gain.without_firm), one.money.planned, one.money.spent, one.milestones, one.done, one.late,
                one.next_on.isoformat() if one.next_on else "",
            ]
            for one in lines
        ),
    )  # fmt: skip


@staff_page(roles=KEEPERS)
def new_project(request: StaffRequest) -> HttpResponse:
    """Propose a project, by itself or out of what `?origin_kind=` names. Four statements besides the frame's, and the deed's own."""
    places = community_choices(request)
    posted = request.method == "POST"
    place = request.POST.get("place", "") if posted else places[0][0] if len(places) == 1 else ""
    known = [code for code, _name in places]
    estates = (
        estates_of(place) if place in known and place else [one for code in known[:20] for one in estates_of(code)]
    )
    came = origin_asked(request, request.actor)
    if came and came.target.kind not in ORIGINS:
        raise NotFound("origin", came.target.kind)
    form = NewProjectForm(
        request.POST if posted else None, places=places, estates=estates, has_origin=came is not None,
        initial={"title": title_asked(request, 80)},
    )  # fmt: skip
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            row = propose_project(
                actor=request.actor,
                key=read_key(request),
                place_code=said["place"],
                title=said["title"],
                aim=said["aim"],
                origin=ProjectOrigin(came.target.kind if came else said["origin"]),
                origin_id=came and came.key.id,
                estate_ids=tuple(UUID(one) for one in said["estates"]),
                asked_by_on=said["asked_by_on"],
            )
            messages.success(request, gettext("已列入项目清单，等社区负责人决定是否立项。"))
            return request.back_to("staff:project", row.id)
    return request.show("staff/projects/new.html", form=form, came=came_words(came), status=422 if posted else 200)


def community_choices(request: StaffRequest) -> list[tuple[str, str]]:
    """Code and name of the communities in which one keeps the list. One statement for each jurisdiction held."""
    prefixes = {grant.prefix for grant in request.actor.grants if grant.role in KEEPERS and grant.prefix != "*"}
    found = {one.place_code: one.name for prefix in sorted(prefixes) for one in communities(prefix)}
    return sorted(found.items())


def _asked(request: StaffRequest) -> ProjectFilter:
    tab, origin = request.GET.get("tab", ""), request.GET.get("origin", "")
    return ProjectFilter(
        ProjectTab(tab) if tab in set(ProjectTab) else ProjectTab.ALL,
        clean_text(request.GET.get("q", ""))[:40],
        ProjectOrigin(origin) if origin in set(ProjectOrigin) else None,
        request.GET.get("late") == "1",
    )


def _chips(asked: ProjectFilter, query: dict[str, str]) -> list[dict[str, str]]:
    named = {"q": asked.words, "origin": asked.origin and gettext(asked.origin.label), "late": gettext("有逾期节点")}
    return [
        {
            "label": named[name],
            "remove_url": "?" + urlencode({"tab": asked.tab.value} | {k: v for k, v in query.items() if k != name}),
        }
        for name in query
        if named[name]
    ]
