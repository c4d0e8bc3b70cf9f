from .pledge import MemberUnit, Pledge, PledgeUse
from .wish import Wish, WishClaim, WishCode, WishStep

__all__ = ["MemberUnit", "Pledge", "PledgeUse", "Wish", "WishClaim", "WishCode", "WishStep"]
