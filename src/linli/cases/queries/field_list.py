"""The short list of somebody who is out and about: what waits for him, in the order he needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, JSONObject

from linli.kernel import clock
from linli.kernel.actor import Actor, Role
from linli.teams.models import Post

from ..models import WAITS_SINCE_OR_UNTIL, Assignment, Case
from ..rules import OPEN, Deed, State
from .case_lines import CaseLine, lines_of, with_names
from .visible import held_posts, visible_cases
from .work_list import Tab, condition, own_parts

MOST_OWN = 60
MOST_NEW = 15
NEW_DAYS = 14
NEW_IN = frozenset({State.REPORTED, State.VERIFYING, State.FILED})
TO_JUDGE_IN = frozenset({State.FED_BACK, State.CALLING_BACK})
SEES_NEW = frozenset(
    {Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER, Role.PROPERTY_FIRM}
)
"""Who looks after a place and wants to know what is new there."""

CALLS_BACK = frozenset({Role.GRID_LEADER, Role.PATCH_LEADER})
RESPONDS_IN = frozenset(
    {State.WHISTLED, State.JOINED, State.CONSULTING, State.HANDLING, State.DISPATCHED, State.ACCEPTED}
)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A case of the list; `one_tap` is the deed that asks for nothing and is done from the list, if there is one."""

    line: CaseLine
    one_tap: Deed | None = None


@dataclass(frozen=True, slots=True)
class FieldList:
    """What waits for the person, nearest deadline first in each part. `is_whole` is False when more than the list holds
    waits; the work list has all of it."""

    to_respond: tuple[FieldLine, ...]
    to_accept: tuple[FieldLine, ...]
    to_look: tuple[FieldLine, ...]
    in_hand: tuple[FieldLine, ...]
    to_judge: tuple[FieldLine, ...]
    new_here: tuple[FieldLine, ...]
    is_whole: bool

    @property
    def waiting(self) -> int:
        """How many wait for a first answer of this person."""
        return len(self.to_respond) + len(self.to_accept) + len(self.to_look)


def field_list(actor: Actor) -> FieldList:
    """The list of one person. Three statements, two for those who look after no place."""
    mine = _mine(actor)
    is_whole = len(mine) <= MOST_OWN
    mine = mine[:MOST_OWN]
    around = _around(actor, {case.id for case in mine}) if SEES_NEW & actor.roles else []
    lines = dict(zip((case.id for case in [*mine, *around]), lines_of([*mine, *around]), strict=True))
    parts: dict[str, list[FieldLine]] = {}
    for case in mine:
        name, deed = _part_of_list(case)
        parts.setdefault(name, []).append(FieldLine(lines[case.id], deed))
    for case in around:
        name = "to_judge" if case.state in TO_JUDGE_IN else "new_here"
        parts.setdefault(name, []).append(FieldLine(lines[case.id]))
    names = ("to_respond", "to_accept", "to_look", "in_hand", "to_judge", "new_here")
    return FieldList(*(tuple(parts.get(name, ())) for name in names), is_whole=is_whole)


def _mine(actor: Actor) -> list[Case]:
    parts = own_parts(actor).filter(street_code=OuterRef("street_code"), case_id=OuterRef("id"))
    shown = JSONObject(part="part", arrived_at="arrived_at")
    rows = visible_cases(actor).filter(condition(Tab.MINE, actor), state__in=OPEN)
    rows = with_names(rows).annotate(own_parts=ArraySubquery(parts.values(row=shown)), due=WAITS_SINCE_OR_UNTIL)
    return list(rows.order_by("due", "id")[: MOST_OWN + 1])


def _around(actor: Actor, without: set) -> list[Case]:
    states = NEW_IN | (TO_JUDGE_IN if CALLS_BACK & actor.roles else frozenset())
    since = clock.now() - timedelta(days=NEW_DAYS)
    rows = visible_cases(actor).filter(state__in=states, moved_at__gte=since).exclude(id__in=without)
    rows = rows.filter(Exists(_own_places(actor)))
    return list(with_names(rows).order_by("-moved_at", "-id")[:MOST_NEW])


def _own_places(actor: Actor) -> QuerySet[Post]:
    """Posts whose place holds the case: the actor's own, and an AB partner's while nobody holds it. The partner's grid lies
    in the scope too (practices C2), but its news is the partner's."""
    held = held_posts(actor)
    vacant = Q(holder_id__isnull=True, partner_id__in=held.values("id"))
    posts = Post.public.filter(Q(holder_id=actor.id) | vacant, closed_at__isnull=True)
    return posts.annotate(of_case=Cast(OuterRef("place_code"), CharField())).filter(of_case__startswith=F("place_code"))


def _part_of_list(case: Case) -> tuple[str, Deed | None]:
    state = State(case.state)
    kinds = {part["part"] for part in case.own_parts}
    called = [part for part in case.own_parts if part["part"] == Assignment.Part.CALLED]
    if state in RESPONDS_IN and any(part["arrived_at"] is None for part in called):
        return "to_respond", Deed.RESPOND
    if state is State.DISPATCHED and Assignment.Part.LEAD in kinds:
        return "to_accept", Deed.ACCEPT
    if state in (State.VERIFYING, State.INSPECTING) and not kinds:
        return "to_look", None
    return "in_hand", None
