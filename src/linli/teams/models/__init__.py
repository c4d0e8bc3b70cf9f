from .organisation import Organisation
from .post import Post
from .workday import OfficeHours, Workday

__all__ = ["OfficeHours", "Organisation", "Post", "Workday"]
