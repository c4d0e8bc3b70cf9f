from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

MARKS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def statements(ask: Callable[[], object]) -> int:
    """How many statements it takes, without those that only mark a transaction."""
    with CaptureQueriesContext(connection) as seen:
        ask()
    return sum(1 for query in seen.captured_queries if not query["sql"].startswith(MARKS))
