"""A column in which Chinese text is found by any part of it."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.expressions import RawSQL

from linli.kernel.bigrams import as_tsquery


class SearchText(SearchVectorField):
    """Holds `kernel.bigrams.as_tsvector(...)`; index it with GIN and search with `containing`."""

    audited = False


def containing(rows: models.QuerySet, term: str, column: str = "search") -> models.QuerySet:
    """The rows whose text contains every word of `term`; all rows when nothing in it can be searched for."""
    query = as_tsquery(term)
    if not query:
        return rows
    table = rows.model._meta.db_table
    return rows.filter(RawSQL(f'"{table}"."{column}" @@ %s::tsquery', [query], output_field=models.BooleanField()))  # noqa: S611
