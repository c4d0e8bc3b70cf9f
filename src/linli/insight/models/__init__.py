from .base_map import BaseMap
from .case_count import CaseCount
from .hot_issue import HotIssue
from .issue_turn import IssueTurn
from .kept_spread import KeptSpread
from .rate_terms import RateTerms
from .register_count import RegisterCount
from .report import Report
from .span_count import SpanCount
from .telling import Telling
from .writing_aid import WritingAid

__all__ = [
    "BaseMap",
    "CaseCount",
    "HotIssue",
    "IssueTurn",
    "KeptSpread",
    "RateTerms",
    "RegisterCount",
    "Report",
    "SpanCount",
    "Telling",
    "WritingAid",
]
