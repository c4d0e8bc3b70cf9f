from .need import Need, NeedStep
from .pledge import MemberUnit, Pledge, PledgeUse
from .wish import Wish, WishClaim, WishCode, WishStep

__all__ = ["MemberUnit", "Need", "NeedStep", "Pledge", "PledgeUse", "Wish", "WishClaim", "WishCode", "WishStep"]
