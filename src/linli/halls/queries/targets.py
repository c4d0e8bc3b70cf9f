"""What a resolution or an opinion became, as both ends name it."""

from __future__ import annotations

from uuid import UUID

from linli.alliance.models import Need, Project, Wish
from linli.alliance.rules import WishState
from linli.alliance.rules.need_loop import NeedState
from linli.alliance.rules.project_loop import ProjectState
from linli.cases.models import Case
from linli.cases.rules import State
from linli.forms.models import Survey
from linli.kernel.target import Target

from ..models import Motion
from ..rules import MotionState


def target_of(street_code: int, kind: str, id: UUID | None) -> Target | None:
    """The case, motion, need, project, wish or survey; None where there is none within the scope. One statement."""
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
    if kind == "wish":
        wish = Wish.objects.filter(**of).only("street_code", "code", "public_words", "state").first()
        return wish and Target(kind, id, wish.code, wish.public_words, WishState(wish.state).told)
    if kind == "survey":
        survey = Survey.public.filter(**of).only("street_code", "title").first()
        return survey and Target(kind, id, "", survey.title)
    return None
