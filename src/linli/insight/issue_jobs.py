"""Keeping the hot issues whole: voices nobody announced, words counted anew, what is gone forgotten."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import InterfaceError, OperationalError
from django.db.models import Exists, OuterRef

from linli.cases.models import Entry
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .issue_steps import refresh
from .kept_spread import count_words
from .models import HotIssue, Telling
from .sort_into_issue import hear_entry

log = logging.getLogger(__name__)

LOOKED_BACK = timedelta(days=90)
AT_ONCE = 2_000


def hear_unheard(most: int = AT_ONCE) -> int:
    """Sort in the entries of the last 90 days that no event told of: imported ledgers, handed-over cases, a failed delivery.
    Returns how many were sorted in, oldest first."""
    with acting_in(Scope.everything()):
        known = Telling.objects.filter(street_code=OuterRef("street_code"), entry_id=OuterRef("id"))
        waiting = (
            Entry.objects.filter(~Exists(known), raised_at__gte=clock.now() - LOOKED_BACK, withdrawn_at__isnull=True)
            .order_by("raised_at", "id")
            .values_list("street_code", "id")[:most]
        )
        found = list(waiting)
    heard = 0
    for street_code, entry_id in found:
        try:
            heard += hear_entry(street_code, entry_id) is not None
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("entry %s was not sorted into a hot issue", entry_id)
    return heard


def settle_issues() -> int:
    """Each night: count the words anew and let go of voices whose entry is gone or withdrawn. Returns how many were let go."""
    count_words()
    with acting_in(Scope.everything()):
        there = Entry.objects.filter(
            street_code=OuterRef("street_code"), id=OuterRef("entry_id"), withdrawn_at__isnull=True
        )
        gone = list(Telling.objects.filter(~Exists(there)).values_list("street_code", "id", "issue_id"))
        for street_code in {street for street, _id, _issue in gone}:
            Telling.objects.filter(
                street_code=street_code, id__in=[id for street, id, _issue in gone if street == street_code]
            ).delete()
        for street_code, issue_id in {(street, issue) for street, _id, issue in gone if issue}:
            issue = HotIssue.objects.filter(street_code=street_code, id=issue_id).first()
            if issue:
                refresh(issue)
    return len(gone)
