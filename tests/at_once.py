"""Several people at one moment, each on a connection of their own. Needs a `committed_database`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

LONGEST_WAIT = 20
"""Seconds a statement may wait for another's lock before the test fails: a deadlock or a forgotten lock shows as that."""


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do all `deeds` in threads that start together; what each returned, or the exception it raised, in their order."""
    start, outcomes = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place: int) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SET statement_timeout = '{LONGEST_WAIT}s'")
            start.wait(LONGEST_WAIT)
            outcomes[place] = deeds[place]()
        except Exception as failure:
            outcomes[place] = failure
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST_WAIT * 2)
        assert not thread.is_alive(), "somebody waits for ever"
    return outcomes


def winner_and_loser(outcomes: list[Any]) -> tuple[Any, Exception]:
    """Of two, the result of the one who did it and the refusal of the other."""
    refused = [one for one in outcomes if isinstance(one, Exception)]
    done = [one for one in outcomes if not isinstance(one, Exception)]
    assert (len(done), len(refused)) == (1, 1), outcomes
    return done[0], refused[0]
