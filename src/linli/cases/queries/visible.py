"""Which cases somebody sees: those of the scope; for those who act only for a part, those they have a part in."""

from __future__ import annotations

from django.db.models import Exists, Func, JSONField, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from linli.kernel.actor import Actor, Role
from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import NotFound
from linli.places.models import Estate
from linli.teams.models import Post

from ..models import Assignment, Case, Entry
from ..rules import State

BY_PART_ONLY = frozenset({Role.BUILDING_CAPTAIN, Role.PATCH_LEADER, Role.PROPERTY_FIRM, Role.DEPARTMENT_LIAISON})
"""Roles whose holders see only what they have a part in, whatever the prefix of their grant."""


def posts_of(actor: Actor) -> list[Post]:
    """The open posts the actor holds. One statement."""
    return list(held_posts(actor).order_by("id"))


def held_posts(actor: Actor) -> QuerySet[Post]:
    """The open posts the actor holds, to be asked within another statement."""
    return Post.public.filter(holder_id=actor.id, closed_at__isnull=True)


def visible_cases(actor: Actor) -> QuerySet[Case]:
    """The cases this actor may see, without the search column; drafts are seen by their author alone.

    Who holds only roles by part (captain, 片长, property firm, department) sees: cases a post or organisation of his has a
    part in, cases with an entry of his, a captain those of his buildings, a 片长 those of his estates, a property firm those
    of the estates it serves.
    """
    cases = Case.objects.defer("search").filter(~Q(state=State.DRAFT.value) | Q(registered_by=actor.id))
    if actor.roles - BY_PART_ONLY:
        return cases
    held = held_posts(actor)
    own = Assignment.objects.filter(street_code=OuterRef("street_code"), case_id=OuterRef("id")).filter(
        Q(post_id__in=held.values("id")) | Q(organisation_id__in=actor.organisations)
    )
    entered = Entry.objects.filter(street_code=OuterRef("street_code"), case_id=OuterRef("id"), entered_by=actor.id)
    condition = Q(Exists(own)) | Q(Exists(entered))
    if Role.BUILDING_CAPTAIN in actor.roles:
        condition |= Q(Exists(held.filter(building_ids__contains=_as_json("building_id"))))
    if Role.PATCH_LEADER in actor.roles:
        condition |= Q(Exists(held.filter(estate_ids__contains=_as_json("estate_id"))))
    if Role.PROPERTY_FIRM in actor.roles:
        served = Estate.public.filter(
            street_code=OuterRef("street_code"), id=OuterRef("estate_id"), property_firm_id__in=actor.organisations
        )
        condition |= Q(Exists(served))
    return cases.filter(condition)


def case_by_code(actor: Actor, code: str) -> Case:
    """The case of a code that somebody typed or followed. Raises `NotFound` when there is none the actor may see.

    One statement.
    """
    read = read_case_code(code)
    case = visible_cases(actor).filter(code=read).first() if read else None
    if case is None:
        raise NotFound("case", code)
    return case


def _as_json(column: str) -> Func:
    return Func(Cast(OuterRef(column), TextField()), function="to_jsonb", output_field=JSONField())
