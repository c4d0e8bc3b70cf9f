from .grant import Grant
from .notice import Notice
from .user import User

__all__ = ["Grant", "Notice", "User"]
