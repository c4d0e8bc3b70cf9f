"""What a resolution or an opinion became, as both ends name it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from linli.alliance.models import Need, Project
from linli.alliance.rules.need_loop import NeedState
from linli.alliance.rules.project_loop import ProjectState
from linli.cases.models import Case
from linli.cases.rules import State

from ..models import Motion
from ..rules import MotionState


@dataclass(frozen=True, slots=True)
class Target:
    """`kind` case, motion, need or project; `code` where it has one; `told` where it stands, in a resident's words."""

    kind: str
    id: UUID
    code: str
    name: str
    told: str


def target_of(street_code: int, kind: str, id: UUID | None) -> Target | None:
    """The case, motion, need or project; None where there is none within the scope. One statement."""
    if id is None:
        return None
    of = {"street_code": street_code, "id": id}
    if kind == "case":
        case = Case.objects.filter(**of).only("street_code", "code", "subject", "state").first()
        return case and Target(kind, id, case.code, case.subject, State(case.state).label)
    if kind == "motion":
        motion = Motion.objects.filter(**of).only("street_code", "code", "title", "state").first()
        return motion and Target(kind, id, motion.code, motion.title, MotionState(motion.state).told)
    if kind == "need":
        need = Need.objects.filter(**of).only("street_code", "title", "state").first()
        return need and Target(kind, id, "", need.title, NeedState(need.state).told)
    if kind == "project":
        project = Project.objects.filter(**of).only("street_code", "title", "state").first()
        return project and Target(kind, id, "", project.title, ProjectState(project.state).told)
    return None
