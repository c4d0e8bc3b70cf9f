"""Finding a project: for those who work in its community, and for everybody once it was decided on."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey

from ..models import Project
from ..rules.project_loop import IN_PUBLIC

PUBLIC_STATES = [state.value for state in IN_PUBLIC]


def project_by_id(actor: Actor, id: UUID) -> Project:
    """The project; whoever works in a grid sees those of the whole community. Raises `NotFound`. One statement and the
    scope."""
    with acting_in(actor.neighbourhood):
        row = Project.objects.filter(id=id).first()
    if row is None:
        raise NotFound("project", id)
    return row


def project_key(actor: Actor, id: UUID) -> RowKey:
    """Its key. Raises `NotFound`. One statement and the scope."""
    return project_by_id(actor, id).key


def public_project(community: str, id: UUID) -> Project:
    """The project, once it was decided on. Raises `NotFound`. One statement and the scope."""
    with acting_in(Scope.of([community])):
        row = Project.objects.filter(id=id, state__in=PUBLIC_STATES).first()
        if row is None or (row.state == "stopped" and row.approved_at is None):
            raise NotFound("project", id)
    return row


def projects_from(origin_id: UUID, street_code: int) -> list[tuple[UUID, str]]:
    """Id and title of the projects that answer something, for its own page. One statement within the caller's scope."""
    rows = Project.objects.filter(street_code=street_code, origin_id=origin_id).order_by("opened_at", "id")
    return list(rows.values_list("id", "title"))
