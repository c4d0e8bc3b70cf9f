"""A project is put on the list: its row, the estates it touches, its first step. Takes part in the caller's deed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, NotFound
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.kernel.plain_text import read_words
from linli.ledger.deed import DeedInHand
from linli.places.models import Estate

from .events import ProjectMoved
from .models import Project, ProjectPlace, ProjectStep
from .rules.project_loop import ProjectDeed, ProjectOrigin, ProjectState, ProjectTurn

FOLLOWED_AS = "project"
"""The kind of a follower's code."""


def open_project(
    d: DeedInHand,
    *,
    origin: ProjectOrigin,
    origin_id: UUID | None,
    place_code: str,
    title: str,
    aim: str,
    estate_ids: Iterable[UUID] = (),
    asked_by_on: date | None = None,
) -> Project:
    """Write the proposed project of `place_code` (a community or a grid of it) and announce it. Who may is the caller's
    decision. Raises `BadInput` on `title`, `aim`, `place`, `NotFound` for an estate of another community. About 6 statements.
    """
    title, aim = read_words(title, "title", 80), read_words(aim, "aim", 400)
    if len(place_code) < PlaceLevel.COMMUNITY:
        raise BadInput("place", "too_wide")
    project = Project(
        place_code=place_code,
        street_code=street_of(place_code),
        title=title,
        aim=aim,
        state=ProjectState.PROPOSED.value,
        origin=origin.value,
        origin_id=origin_id,
        asked_by_on=asked_by_on,
        opened_at=d.now,
        opened_by=d.actor.id,
        moved_at=d.now,
    )
    project.save(force_insert=True)
    add_estates(d, project, estate_ids)
    step = write_project_step(d, project, ProjectDeed.PROPOSE)
    d.record(project)
    d.announce(ProjectMoved(project.id, project.street_code, step.id))
    return project


def add_estates(d: DeedInHand, project: Project, estate_ids: Iterable[UUID]) -> list[ProjectPlace]:
    """Let the project touch whole estates, each with whether it has a property firm today. Two statements, none without
    estates. Raises `NotFound` for an estate of another community."""
    wanted = set(estate_ids)
    if not wanted:
        return []
    community = project.place_code[: PlaceLevel.COMMUNITY]
    estates = Estate.public.filter(street_code=project.street_code, place_code__startswith=community, id__in=wanted)
    rows = [
        ProjectPlace(
            place_code=project.place_code,
            street_code=project.street_code,
            project=project,
            estate_id=estate.id,
            without_firm=estate.property_firm_id is None,
            firm_as_of=d.now.astimezone(SHANGHAI).date(),
        )
        for estate in estates
    ]
    if len(rows) != len(wanted):
        raise NotFound("place")
    ProjectPlace.objects.bulk_create(rows, ignore_conflicts=True)
    return rows


def write_project_step(d: DeedInHand, project: Project, deed: ProjectDeed | ProjectTurn, text: str = "") -> ProjectStep:
    """The turn as it is remembered. One statement."""
    step = ProjectStep(
        place_code=project.place_code,
        street_code=project.street_code,
        project=project,
        at=d.now,
        deed=deed.value,
        to_state=project.state,
        actor_id=d.actor.id,
        actor_name=d.actor.name[:60],
        text=text[:400],
    )
    step.save(force_insert=True)
    return step
