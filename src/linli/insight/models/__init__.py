from .hot_issue import HotIssue
from .issue_turn import IssueTurn
from .kept_spread import KeptSpread
from .report import Report
from .telling import Telling

__all__ = ["HotIssue", "IssueTurn", "KeptSpread", "Report", "Telling"]
