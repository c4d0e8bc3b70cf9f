from .certificate import Certificate
from .coins import CoinAccount, CoinMove
from .help_call import CallTaker, HelpCall
from .hours import CameAlong, HoursEntry, HoursShare
from .organisation import Organisation
from .post import Post
from .team import Team, TeamMember
from .training import Mentoring, Training, TrainingAttendance
from .volunteer import Volunteer
from .workday import OfficeHours, Workday

__all__ = [
    "CallTaker",
    "CameAlong",
    "Certificate",
    "CoinAccount",
    "CoinMove",
    "HelpCall",
    "HoursEntry",
    "HoursShare",
    "Mentoring",
    "OfficeHours",
    "Organisation",
    "Post",
    "Team",
    "TeamMember",
    "Training",
    "TrainingAttendance",
    "Volunteer",
    "Workday",
]
