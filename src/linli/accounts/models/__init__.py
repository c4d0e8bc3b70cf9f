from .grant import Grant
from .notice import Notice
from .session import Session
from .user import User

__all__ = ["Grant", "Notice", "Session", "User"]
