"""The area a member of staff keeps, and the tabs between its pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.doors.staff.frame import StaffRequest
from linli.ledger.audit import COUNTRY, home_of
from linli.places.queries import EstateChoice, estates_of

COMMUNITY_DIGITS = 12


def home(request: StaffRequest) -> str:
    """The widest place the actor answers for."""
    return home_of(request.actor)


def community(request: StaffRequest) -> str:
    """The community the actor works in; a street's or county's code for those above one."""
    return home(request)[:COMMUNITY_DIGITS]


def estates(request: StaffRequest) -> list[EstateChoice]:
    """The estates of the actor's area, none for the whole platform. One statement."""
    place = community(request)
    return [] if place == COUNTRY else estates_of(place)


def place_for(request: StaffRequest, estate: EstateChoice | None) -> str:
    """Where something of this estate is filed: an estate that spans grids lies beyond an officer's own grid."""
    if estate is not None and request.actor.scope.holds(estate.place_code):
        return estate.place_code
    return home(request)


def team_tabs(current: str) -> list[dict[str, Any]]:
    """The pages about teams, as tabs."""
    pages = {
        "staff:teams": _("队伍"),
        "staff:grid_force": _("1+1+N 力量"),
        "staff:branches": _("网格党支部"),
        "staff:growth": _("从看到干"),
        "staff:trainings": _("培训"),
        "staff:mentoring": _("传帮带"),
    }
    return [{"label": label, "url": reverse(name), "current": name == current} for name, label in pages.items()]


def volunteer_tabs(current: str, counts: dict[str, int] | None = None) -> list[dict[str, Any]]:
    """The pages about volunteers, as tabs."""
    pages = {
        "staff:volunteers": _("志愿者"),
        "staff:calls": _("求助招募"),
        "staff:hours": _("服务时长"),
        "staff:time_bank": _("时间银行"),
    }
    counts = counts or {}
    return [
        {"label": label, "url": reverse(name), "current": name == current}
        | ({"count": counts[name]} if name in counts else {})
        for name, label in pages.items()
    ]
