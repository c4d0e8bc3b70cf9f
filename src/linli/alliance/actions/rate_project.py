"""A resident who follows a project says how it came out (问效)."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, NotAllowed, WrongState
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Project, ProjectFollower
from ..rules.project_loop import DONE, ProjectState


@action
def rate_project(*, actor: Actor, key: UUID | None, follower: RowKey, rating: int, said: str = "") -> ProjectFollower:
    """Keep the mark (1 to 5) and the words; given again it replaces the earlier one. Raises `WrongState` before the project
    is accepted, `BadInput` on `rating`, `NotAllowed` for anybody but the follower."""
    if not 1 <= rating <= 5:
        raise BadInput("rating", "out_of_range")
    with deed(actor, key, "project.rate") as d:
        row = d.lock(ProjectFollower, follower)
        if Role.REPORTER not in actor.roles or row.id != actor.id:
            raise NotAllowed("project.rate", "role")
        project = Project.objects.get(street_code=row.street_code, id=row.project_id)
        if ProjectState(project.state) not in DONE:
            raise WrongState("project.rate", project.state)
        row.rating, row.said, row.rated_at = rating, clean_text(said)[:300], d.now
        row.save()
        d.record(row)
    return row
