from .match_run import MatchProposal, MatchRun, UnmetNeed
from .meeting import Adviser, JointMeeting, MeetingPoint, MeetingRhythm
from .need import Need, NeedStep
from .pairing import Pairing, PairingContact
from .pledge import Delivery, MemberUnit, Pledge, PledgeUse
from .wish import ClaimHelper, Wish, WishClaim, WishCode, WishStep

__all__ = [
    "Adviser",
    "ClaimHelper",
    "Delivery",
    "JointMeeting",
    "MatchProposal",
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
    "UnmetNeed",
    "Wish",
    "WishClaim",
    "WishCode",
    "WishStep",
]
