from .assignment import Assignment
from .case import Case
from .case_code import CaseCode
from .category import Category, CategorySet
from .entry import Entry
from .ledger_import import LedgerImport, SavedMapping
from .step import Step

__all__ = [
    "Assignment",
    "Case",
    "CaseCode",
    "Category",
    "CategorySet",
    "Entry",
    "LedgerImport",
    "SavedMapping",
    "Step",
]
