"""The panel of ties: fetched by the pages that show it, a page of its own without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.activities.queries.ties import activities_from
from linli.alliance.queries.ties import alliance_ties
from linli.cases.queries.visible import case_by_code
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.forms.queries.find_survey import surveys_around
from linli.halls.queries.targets import target_of
from linli.halls.queries.ties import hall_ties
from linli.insight.hot_issues import issue_row
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.target import Target
from linli.teams.queries.calls import calls_from

from .further import ways_from
from .kinds import KIND_WORDS, KINDS, Tied, tied

CALLED_FROM = frozenset({"case", "wish"})


def ties_of(kind: str) -> Callable[..., HttpResponse]:
    """The view of one kind, open to those who read its pages. At most ten statements."""

    @require_safe
    @staff_page(roles=KINDS[kind].readers)
    def view(request: StaffRequest, key: str) -> HttpResponse:
        thing = tied(request.actor, kind, key)
        before, after = _ties(request.actor, thing)
        known = KINDS[kind]
        return request.show(
            "staff/ties/panel.html" if request.htmx else "staff/ties/ties.html",
            title=thing.target.name or _("来龙去脉"),
            back=reverse(known.page, args=[thing.target.key]),
            before=[_shown(one, request.actor) for one in before],
            after=[_shown(one, request.actor) for one in after],
            further=ways_from(thing.target, request.actor.roles),
        )

    return view


urlpatterns = [
    path(f"ties/{kind}/<str:key>/", ties_of(kind), name=f"ties_of_{kind}")
    for kind, known in KINDS.items()
    if known.find
]


def _ties(actor: Actor, thing: Tied) -> tuple[list[Target], list[Target]]:
    """Where it came from, and what came out of it."""
    target, street = thing.target, thing.street_code
    ids = (target.id, *thing.took_over)
    halls = hall_ties(actor, street, ids, target.code)
    before, after = [*halls.became], [*halls.made, *alliance_ties(actor, street, ids, target.code)]
    came = _origin(actor, thing)
    if target.kind == "opinion":  # an opinion names what it became
        after += [came] if came and came not in after else []
    elif came and all(one.id != came.id for one in before):
        before.insert(0, came)
    after += activities_from(street, ids)
    if target.kind in CALLED_FROM:
        after += calls_from(street, target.kind, target.code)
    if target.kind == "project":
        after += surveys_around(street, target.id)
    return before, list({(one.kind, one.id): one for one in after}.values())


def _origin(actor: Actor, thing: Tied) -> Target | None:
    """At most one statement; None for what lies beyond the scope."""
    try:
        if thing.origin_id is None:
            return _case(actor, thing.origin_code) if thing.origin_code else None
        if thing.origin == "hot_issue":
            row = issue_row(thing.origin_id)
            return Target("hot_issue", row.id, "", row.name)
        if thing.origin == "opinion":
            return Target("opinion", thing.origin_id, thing.origin_code, "") if thing.origin_code else None
    except NotFound:
        return None
    return target_of(thing.street_code, thing.origin, thing.origin_id)


def _case(actor: Actor, code: str) -> Target:
    row = case_by_code(actor, code)
    return Target("case", row.id, row.code, row.subject)


def _shown(one: Target, actor: Actor) -> dict[str, Any]:
    known = KINDS[one.kind]
    return {
        "icon": known.icon,
        "kind": KIND_WORDS[one.kind],
        "name": one.name or one.code,
        "told": _(one.told) if one.told else "",
        "url": reverse(known.page, args=[one.key]) if known.readers & actor.roles else "",
    }
