"""A resident follows a project by a code, without an account."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import Conflict, NotFound
from linli.kernel.plain_text import read_phone
from linli.ledger.deed import action, deed
from linli.ledger.follow_codes import take_follow_code
from linli.ledger.street_row import RowKey

from ..models import Project, ProjectFollower
from ..open_project import FOLLOWED_AS
from ..rules.project_loop import IN_PUBLIC, ProjectState


@action
def follow_project(*, actor: Actor, key: UUID | None, project: RowKey, phone: str = "") -> ProjectFollower:
    """Take a code for the resident, who acts as `kernel.actor.reporter(id, place)`; the follower has this id.

    Raises `BadInput` on `phone`, `NotFound` for a project that is not public, `Conflict` where the telephone follows it.
    """
    phone = read_phone(phone)
    with deed(actor, key, "project.follow") as d:
        held = d.lock(Project, project)
        d.allow({Role.REPORTER}, "project.follow", on=held)
        if ProjectState(held.state) not in IN_PUBLIC:
            raise NotFound("project")
        row = ProjectFollower(
            id=actor.id,
            place_code=held.place_code,
            street_code=held.street_code,
            project=held,
            phone=phone,
            followed_at=d.now,
        )
        row.code = take_follow_code(held, FOLLOWED_AS, row.id)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Conflict("project_follower") from None
        d.record(row)
    return row
