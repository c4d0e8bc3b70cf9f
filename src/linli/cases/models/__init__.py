from .assignment import Assignment
from .case import WAITS_SINCE_OR_UNTIL, Case
from .category import Category, CategorySet
from .entry import Entry
from .ledger_import import LedgerImport, SavedMapping
from .seconding import Seconding
from .step import Step
from .triage_note import TriageNote
from .triage_words import TriageWords

__all__ = [
    "WAITS_SINCE_OR_UNTIL",
    "Assignment",
    "Case",
    "Category",
    "CategorySet",
    "Entry",
    "LedgerImport",
    "SavedMapping",
    "Seconding",
    "Step",
    "TriageNote",
    "TriageWords",
]
