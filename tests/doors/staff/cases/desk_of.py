"""Helpers of the desk's tests: what a page says, and a deed's form posted as a browser would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.cases.models import Case
from linli.cases.rules import Deed


def words_of(response: Any) -> str:
    """The page's text as one reads it, tags left out, spaces folded."""
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def post_deed(client: Client, case: Case, deed: Deed, follow: bool = False, **given: Any) -> Any:
    """The form of a deed, sent with a fresh key."""
    url = reverse("staff:case_deed", args=[case.code, deed.value])
    return client.post(url, {"key": str(uuid4()), **given}, follow=follow)


@contextmanager
def at_most(count: int) -> Iterator[None]:
    """Within this block at most `count` statements reach the database, the marks of transactions left out."""
    marks = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    with CaptureQueriesContext(connection) as sent:
        yield
    statements = [query["sql"] for query in sent.captured_queries if not query["sql"].startswith(marks)]
    assert len(statements) <= count, "\n".join(statements)
