from .hall import Hall, HallMember
from .meeting import AgendaItem, Attendance, Meeting
from .minutes import Amendment, MinutesVersion, Signature
from .motion import Backing, Motion, MotionStep
from .opinion import Opinion
from .resolution import MotionRating, Resolution, Undertaking

__all__ = [
    "AgendaItem", "Amendment", "Attendance", "Backing", "Hall", "HallMember", "Meeting", "MinutesVersion", "Motion",
    "MotionRating", "MotionStep", "Opinion", "Resolution", "Signature", "Undertaking",
]  # fmt: skip
