"""A project is proposed by hand: from a plan, a survey, a case, whatever it answers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed

from ..models import Project
from ..open_project import open_project
from ..rules.project_loop import KEEPERS, ProjectDeed, ProjectOrigin


@action
def propose_project(
    *,
    actor: Actor,
    key: UUID | None,
    place_code: str,
    title: str,
    aim: str,
    origin: ProjectOrigin = ProjectOrigin.PLAN,
    origin_id: UUID | None = None,
    estate_ids: tuple[UUID, ...] = (),
    asked_by_on: date | None = None,
) -> Project:
    """Put it on the list, waiting for a decision. Raises `NotAllowed` and what `open_project` raises."""
    with deed(actor, key, "project.propose") as d:
        d.allow(KEEPERS, ProjectDeed.PROPOSE, on=place_code)
        return open_project(
            d,
            origin=origin,
            origin_id=origin_id,
            place_code=place_code,
            title=title,
            aim=aim,
            estate_ids=estate_ids,
            asked_by_on=asked_by_on,
        )
