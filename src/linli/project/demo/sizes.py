"""Tell the database how large its tables have become."""

from __future__ import annotations

from django.db import connection


def note_sizes() -> None:
    """Gather statistics at once: pages opened right after thousands of rows came in would wait for plans made for none."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
