from .match_run import Match, MatchRun, UnmetNeed
from .meeting import Adviser, JointMeeting, MeetingPoint, MeetingRhythm
from .need import Need, NeedStep
from .pairing import Pairing, PairingContact
from .pledge import Delivery, MemberUnit, Pledge, PledgeUse
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
from .wish import CoClaimer, Wish, WishClaim, WishStep

__all__ = [
    "Adviser",
    "CoClaimer",
    "Delivery",
    "JointMeeting",
    "Match",
    "MatchRun",
    "MeetingPoint",
    "MeetingRhythm",
    "MemberUnit",
    "Need",
    "NeedStep",
    "Pairing",
    "PairingContact",
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
    "UnmetNeed",
    "Wish",
    "WishClaim",
    "WishStep",
]
