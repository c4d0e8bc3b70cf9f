"""What whoever writes the counts of a street begins with."""

from __future__ import annotations

from django.db import connection

from linli.insight.models import CaseCount, SpanCount

CASE_COUNTS, SPAN_COUNTS = CaseCount._meta.db_table, SpanCount._meta.db_table


def lock_street(street_code: int) -> None:
    """Whoever writes the counts of a street waits for whoever is writing them; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('insight.counts'), %s)", [street_code])


def is_counted(street_code: int) -> bool:
    """Whether the street was ever counted; until then differences have nothing to be added to. One statement."""
    return SpanCount.objects.filter(street_code=street_code).exists()
