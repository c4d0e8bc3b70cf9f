"""Where several new services would together help most: asked for, worked out in the queue, kept, shown on the map with its reasons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.doors.deed_key import read_key
from linli.doors.map.on_page import show_map
from linli.doors.paging import read_page
from linli.doors.refusals import refused_into
from linli.doors.staff.communities_read import community_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.needs.deed_forms import EMPTY
from linli.kernel.errors import NotAllowed
from linli.places.actions.ask_for_sites import ask_for_sites
from linli.places.queries.circle import names_on_ground
from linli.places.queries.site_runs import site_run, site_runs
from linli.places.rules.circle.several import MOST_SITES
from linli.places.rules.circle.standard import SHIPPED, Whom
from linli.places.rules.keepers import FACILITY_KEEPERS, GROUND_READERS

from .around import around_home, circle_load, circle_map, kind_asked


class SitesForm(forms.Form):
    """What, for whom, how many."""

    kind = forms.ChoiceField(label=_("要添哪一类服务"), error_messages={"required": EMPTY})
    whom = forms.ChoiceField(label=_("先照顾谁"), widget=forms.RadioSelect, initial=Whom.HOMES.value)
    number = forms.IntegerField(
        label=_("打算添几处"),
        min_value=1,
        max_value=MOST_SITES,
        initial=2,
        help_text=_("1 到 10 处，一起选，不是一处一处挑。"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [
            ("", gettext("请选择")),
            *((one.code, gettext(one.label)) for one in SHIPPED.kinds),
        ]
        self.fields["whom"].choices = [(one.value, gettext(one.label)) for one in Whom]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=GROUND_READERS)
@around_home
def sites(request: StaffRequest, code: str) -> HttpResponse:
    """What was asked so far, and the form to ask again, for who keeps the services. Two statements besides the frame's."""
    community, keeps = community_read(request.actor, code), bool(request.actor.roles & FACILITY_KEEPERS)
    posted = request.method == "POST"
    if posted and not keeps:
        raise NotAllowed("places.ask_for_sites")
    form = SitesForm(request.POST if posted else None, initial={"kind": request.GET.get("kind", "")})
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            row = ask_for_sites(
                actor=request.actor,
                key=read_key(request),
                community=code,
                kind=said["kind"],
                whom=said["whom"],
                number=said["number"],
                load=circle_load(code),
            )
            messages.success(request, gettext("已经开始选，选好会显示在这一页。"))
            return request.back_to("staff:site_run", code, row.id)
    page = read_page(request, lambda at: site_runs(code, at))
    return request.show(
        "staff/circle/sites.html",
        status=422 if posted else 200,
        community=community,
        form=form if keeps else None,
        page=page,
        rows=[_told(one) for one in page.items],
    )


@require_safe
@staff_page(roles=GROUND_READERS)
@around_home
def site_run_page(request: StaffRequest, code: str, id: UUID) -> HttpResponse:
    """The sites with who gains, how much nearer, and why these; while they are worked out, how far it is. Three statements besides the frame's."""
    community, run = community_read(request.actor, code), site_run(code, id)
    if request.headers.get("HX-Request") and run.is_under_way:
        return request.show("staff/circle/progress.html", address=reverse("staff:site_run", args=[code, id]), run=run)
    told = _told(run)
    names, result = (names_on_ground(code)[1], run.result) if run.result else ({}, {})
    return show_map(
        request,
        "staff/circle/site_run.html",
        community=community,
        address=reverse("staff:site_run", args=[code, id]),
        map=circle_map(request, code, "sites", kind=run.kind, run=str(id)),
        sites=[
            {
                **one,
                "name": names.get(one["building"], (gettext("（楼已不在册）"), ""))[0],
                "buildings": [names[b][0] for b in one["buildings"] if b in names],
            }
            for one in result.get("sites", ())
        ],
        steps=_steps(result, told["unit"]),
        left=result.get("total", 0) - result.get("within", 0) - result.get("gained", 0),
        after=result.get("within", 0) + result.get("gained", 0),
        slack=result.get("bound", 0) - result.get("gained", 0),
        fewer=len(result.get("sites", ())) < run.number,
        **told,
    )


def _told(run: Any) -> dict[str, Any]:
    whom = Whom(run.whom)
    units = {Whom.HOMES: gettext("户"), Whom.ELDERS: gettext("位老人"), Whom.CHILDREN: gettext("个孩子")}
    return {"run": run, "kind": kind_asked(run.kind), "whom": whom, "unit": units[whom], "result": run.result}


def _steps(result: dict[str, Any], unit: str) -> list[dict[str, Any]]:
    """How many each number of sites brings, and what the last one of them adds."""
    found, before = [], 0
    for one in result.get("steps", ()):
        more = gettext("比少一处多 %(n)d %(unit)s") % {"n": one["gained"] - before, "unit": unit}
        found.append({"label": gettext("%(n)d 处") % {"n": one["number"]}, "value": one["gained"], "base": more})
        before = one["gained"]
    return found
