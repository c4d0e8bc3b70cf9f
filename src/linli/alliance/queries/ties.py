"""What the three lists and the joint meetings made of something: for the page of whatever it came from."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import CharField, F, Q, Value

from linli.kernel.actor import Actor
from linli.kernel.target import Target

from ..models import MeetingPoint, Project
from ..rules.need_loop import NeedState
from ..rules.project_loop import ProjectState
from .find_need import visible_needs

MOST = 60
STATES = {"need": NeedState, "project": ProjectState}


def alliance_ties(actor: Actor, street_code: int, ids: Collection[UUID], code: str = "") -> list[Target]:
    """The needs and projects whose origin has one of these ids, and the joint meetings that spoke of it (by id, or by the code typed
    there), within the caller's scope. One statement."""
    of = {"street_code": street_code, "origin_id__in": ids}
    typed = [str(id) for id in ids]
    about = Q(subject_id__in=ids) | Q(subject_code__in=[code, *typed] if code else typed)
    points = MeetingPoint.objects.filter(about, street_code=street_code).order_by()
    rows = _named(visible_needs(actor).filter(**of).order_by(), "need", "id", F("state")).union(
        _named(Project.objects.filter(**of).order_by(), "project", "id", F("state")),
        _named(points, "meeting", "meeting_id", Value("")),
    )
    return [
        Target(kind, id, "", title, STATES[kind](state).label if state else "")
        for kind, id, title, state in sorted(rows[:MOST])
    ]


def _named(rows, kind: str, id: str, state):
    words = CharField()
    return rows.annotate(
        tied_kind=Value(kind, words), tied_id=F(id), tied_title=F("title"), tied_state=state
    ).values_list("tied_kind", "tied_id", "tied_title", "tied_state")
