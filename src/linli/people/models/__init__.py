from .home_register import HomeRegister, UnboundRow
from .household import Household
from .resident import Resident

__all__ = ["HomeRegister", "Household", "Resident", "UnboundRow"]
