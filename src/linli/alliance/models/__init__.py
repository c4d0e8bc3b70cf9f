from .need import Need, NeedStep
from .pledge import MemberUnit, Pledge, PledgeUse
from .project import Project, ProjectPart, ProjectPlace, ProjectStep
from .project_follower import ProjectFollower
from .project_work import (
    ProjectBudgetLine,
    ProjectLook,
    ProjectMilestone,
    ProjectPicture,
    ProjectQuantity,
    ProjectSpot,
    ProjectTurnout,
)
from .wish import Wish, WishClaim, WishStep

__all__ = [
    "MemberUnit",
    "Need",
    "NeedStep",
    "Pledge",
    "PledgeUse",
    "Project",
    "ProjectBudgetLine",
    "ProjectFollower",
    "ProjectLook",
    "ProjectMilestone",
    "ProjectPart",
    "ProjectPicture",
    "ProjectPlace",
    "ProjectQuantity",
    "ProjectSpot",
    "ProjectStep",
    "ProjectTurnout",
    "Wish",
    "WishClaim",
    "WishStep",
]
