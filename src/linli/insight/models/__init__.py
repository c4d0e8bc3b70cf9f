from .base_map import BaseMap
from .case_count import CaseCount
from .day_count import DayCount
from .hot_issue import HotIssue
from .issue_turn import IssueTurn
from .kept_spread import KeptSpread
from .report import Report
from .telling import Telling
from .writing_aid import WritingAid

__all__ = ["BaseMap", "CaseCount", "DayCount", "HotIssue", "IssueTurn", "KeptSpread", "Report", "Telling", "WritingAid"]
