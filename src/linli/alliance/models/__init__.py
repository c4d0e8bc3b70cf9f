from .need import Need, NeedStep
from .pledge import MemberUnit, Pledge, PledgeUse
from .wish import Wish, WishClaim, WishStep

__all__ = ["MemberUnit", "Pledge", "PledgeUse", "Wish", "WishClaim", "WishStep"]
__all__ = ["MemberUnit", "Need", "NeedStep", "Pledge", "PledgeUse", "Wish", "WishClaim", "WishCode", "WishStep"]
