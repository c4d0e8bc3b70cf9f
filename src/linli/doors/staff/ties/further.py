"""What may be made of something: a motion, a project, a need, an activity, each beginning with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.activities.who_may import ORGANISERS
from linli.alliance.actions.ask_need import DESK_AND_FIELD
from linli.alliance.rules.project_loop import KEEPERS as PROJECT_KEEPERS
from linli.halls.who_keeps import KEEPERS as HALL_KEEPERS
from linli.kernel.actor import Actor, Role
from linli.kernel.target import Target

from .kinds import KIND_WORDS, KINDS, Tied, tied


@dataclass(frozen=True, slots=True)
class Way:
    """A deed of another room that may begin here."""

    label: Promise
    page: str
    icon: str
    roles: frozenset[Role]


MOTION = Way(_("提到议事厅"), "staff:choose_hall", "people", HALL_KEEPERS)
PROJECT = Way(_("列为治理项目"), "staff:new_project", "building", PROJECT_KEEPERS)
NEED = Way(_("列入需求清单"), "staff:new_need", "merge", DESK_AND_FIELD)
ACTIVITY = Way(_("办一场活动"), "staff:new_activity", "calendar", ORGANISERS)

WAYS: dict[str, tuple[Way, ...]] = {
    "case": (MOTION, PROJECT, ACTIVITY),
    "wish": (MOTION, PROJECT, ACTIVITY),
    "need": (PROJECT, ACTIVITY),
    "survey": (MOTION, PROJECT, NEED, ACTIVITY),
    "opinion": (PROJECT, ACTIVITY),
    "motion": (NEED, ACTIVITY),
    "hot_issue": (MOTION, PROJECT, NEED, ACTIVITY),
}
"""Kind → the ways that stand open. Cases and wishes are put on the needs list by a button of their own, an opinion is sorted
into motions and needs, a motion becomes a project by resolution alone."""


def ways_from(target: Target, roles: frozenset[Role], title: str | None = None) -> list[dict[str, str]]:
    """The ways that stand open to holders of these roles; `title` is the first words of the form, else the thing's name."""
    query = {"origin_kind": target.kind, "origin_id": target.key, "title": target.name if title is None else title}
    return [
        {"label": str(way.label), "url": f"{reverse(way.page)}?{urlencode(query)}", "icon": way.icon}
        for way in WAYS.get(target.kind, ())
        if way.roles & roles
    ]


def origin_asked(request: HttpRequest, actor: Actor) -> Tied | None:
    """What `?origin_kind=` and `?origin_id=` of an address name, None where they say nothing. Raises `NotFound` for what does
    not exist or lies beyond the actor's jurisdiction. One statement."""
    kind = request.GET.get("origin_kind", "")
    return tied(actor, kind, request.GET.get("origin_id", "")) if kind else None


def came_words(came: Tied | None) -> dict[str, str] | None:
    """Where a form begins, for `staff/ties/came.html`."""
    if came is None:
        return None
    one = came.target
    address = reverse(KINDS[one.kind].page, args=[one.key])
    return {"kind": str(KIND_WORDS[one.kind]), "name": one.name or one.code, "url": address}


def title_asked(request: HttpRequest, longest: int) -> str:
    """The first words of the form that an address brings along."""
    return request.GET.get("title", "").replace("\x00", "")[:longest]
