"""What is counted and what is said of it: plain values, no database."""

from .findings import Finding, findings_of
from .half_month import Figures, Group, Row, figures_of, kept, read_kept
from .heard import IssueCount, WishCount
from .measures import Measure
from .periods import Period, half_month_of, read_half_month

__all__ = [
    "Figures",
    "Finding",
    "Group",
    "IssueCount",
    "Measure",
    "Period",
    "Row",
    "WishCount",
    "figures_of",
    "findings_of",
    "half_month_of",
    "kept",
    "read_half_month",
    "read_kept",
]
