"""Who is told of a project's turns: who leads it and who opened it; of late milestones one rung further up each time.
Residents who follow read them on its page. Idempotent."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from linli.accounts.tell import tell
from linli.kernel.actor import Role
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.teams.models import Post

from .events import MilestoneLate, ProjectLookDue, ProjectMoved
from .models import Project, ProjectMilestone, ProjectPart, ProjectStep
from .subscribers import DESK, LEADS, holders_over

RUNGS = {1: DESK, 2: LEADS, 3: frozenset({Role.STREET_LEAD, Role.STREET_STAFF})}


def tell_of_a_project(event: ProjectMoved) -> None:
    """A proposal goes to the community's lead; every turn to who leads the project and who opened it."""
    with acting_in(Scope.everything()):
        project = Project.objects.get(street_code=event.street_code, id=event.project_id)
        step = ProjectStep.objects.get(street_code=event.street_code, id=event.step_id)
        told = {project.opened_by} | _holders(_leads(project))
        if step.deed == "propose":
            told |= holders_over(project, frozenset({Role.COMMUNITY_LEAD}))
        if step.deed != "milestone_late":
            _tell(told - {step.actor_id}, f"project_{step.deed}", project, f"project step {step.id}")


def tell_of_a_late_milestone(event: MilestoneLate) -> None:
    """Who answers for the milestone, and with each rung the desk, the community's lead, the street."""
    with acting_in(Scope.everything()):
        project = Project.objects.get(street_code=event.street_code, id=event.project_id)
        milestone = ProjectMilestone.objects.get(street_code=event.street_code, id=event.milestone_id)
        posts = {milestone.post_id} if milestone.post_id else _leads(project)
        told = _holders(posts) | holders_over(project, RUNGS[event.rung])
        once = f"milestone {milestone.id} {milestone.due_on} {milestone.rung}"
        _tell(told, "project_milestone_late", project, once, milestone=milestone.title, due_on=str(milestone.due_on))


def tell_of_a_look(event: ProjectLookDue) -> None:
    """Who keeps what was built, else the desk."""
    with acting_in(Scope.everything()):
        project = Project.objects.get(street_code=event.street_code, id=event.project_id)
        told = (_holders({project.keeper_post_id}) if project.keeper_post_id else set()) or holders_over(project, DESK)
        _tell(told, "project_look_due", project, f"project look {project.id} {event.on}")


def _leads(project: Project) -> set[UUID]:
    parts = ProjectPart.objects.filter(
        street_code=project.street_code, project=project, is_lead=True, post_id__isnull=False
    )
    return set(parts.values_list("post_id", flat=True))


def _holders(posts: Iterable[UUID]) -> set[UUID]:
    ids = set(posts)
    rows = Post.public.filter(id__in=ids, closed_at__isnull=True, holder_id__isnull=False)
    return set(rows.values_list("holder_id", flat=True)) if ids else set()


def _tell(users: Iterable[UUID], kind: str, project: Project, once: str, **facts: str) -> None:
    told = set(users)
    if told:
        tell(told, kind, project, {"subject": project.title, **facts}, once)
