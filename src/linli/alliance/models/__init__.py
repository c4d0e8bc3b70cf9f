from .pledge import MemberUnit, Pledge, PledgeUse
from .wish import Wish, WishClaim, WishStep

__all__ = ["MemberUnit", "Pledge", "PledgeUse", "Wish", "WishClaim", "WishStep"]
