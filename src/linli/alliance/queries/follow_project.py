"""A project for the resident who follows it: what happened since she began to follow, and what she said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.follow_codes import Followed
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey
from linli.people.follow_word import opens

from ..models import Project, ProjectFollower, ProjectStep
from ..rules.project_loop import DONE, ProjectDeed, ProjectState, ProjectTurn


@dataclass(frozen=True, slots=True)
class FollowedProject:
    """What the follower reads."""

    code: str
    project_id: UUID
    community: str
    title: str
    state: ProjectState
    reason: str
    turns: tuple[tuple[datetime, ProjectDeed | ProjectTurn, str], ...]
    rating: int | None
    said: str
    may_rate: bool
    follower: RowKey


def opens_project(followed: Followed, typed: str) -> UUID | None:
    """The follower's id, where `typed` opens the code. One statement and the scope."""
    with acting_in(Scope.of([followed.place_code])):
        row = ProjectFollower.objects.filter(street_code=followed.row.street_code, id=followed.as_id).first()
    return row.id if row is not None and opens(row.id, row.phone, typed) else None


def followed_project(followed: Followed) -> FollowedProject:
    """The page of the follower. Raises `NotFound`. Three statements and the scope."""
    with acting_in(Scope.of([followed.place_code])):
        row = ProjectFollower.objects.filter(street_code=followed.row.street_code, id=followed.as_id).first()
        project = Project.objects.filter(street_code=followed.row.street_code, id=followed.row.id).first()
        if row is None or project is None:
            raise NotFound("project")
        steps = list(
            ProjectStep.objects.filter(street_code=project.street_code, project=project).order_by("-at", "-id")[:60]
        )
    state = ProjectState(project.state)
    return FollowedProject(
        followed.code,
        project.id,
        project.place_code[:12],
        project.title,
        state,
        project.reason,
        tuple(
            (one.at, ProjectDeed(one.deed) if one.deed in set(ProjectDeed) else ProjectTurn(one.deed), one.text)
            for one in steps
        ),
        row.rating,
        row.said.reveal(),
        state in DONE,
        row.key,
    )
