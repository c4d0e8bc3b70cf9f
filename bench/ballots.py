"""What a ballot costs with its mark, urn, chained line, audit line and key, beside a plain insert of the same ballot without constraint
and chain; one voter after the other, and four browsers at once."""

from __future__ import annotations

from functools import partial
from time import perf_counter
from uuid import uuid4

from fresh_platform import fresh_platform
from timed import keep

BALLOTS, PLAIN, BROWSERS, EACH = 400, 2000, 4, 100


def main() -> None:
    with fresh_platform():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from tests.at_once import at_once
        from tests.small_community import make_small_community
        from tests.votes import polls

        town = make_small_community()
        vote = polls.voting(town, voters=BALLOTS + 1)
        first, *roll = polls.entries(vote)
        with CaptureQueriesContext(connection) as asked:
            polls.cast(vote, first, "a")
        statements = sum(
            not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for query in asked.captured_queries
        )
        started = perf_counter()
        for entry in roll:
            polls.cast(vote, entry, "a")
        one_by_one = BALLOTS / (perf_counter() - started)

        crowd = polls.voting(town, voters=BROWSERS * EACH)
        voters = polls.entries(crowd)

        def a_browser(share) -> None:
            for entry in share:
                polls.cast(crowd, entry, "b")

        started = perf_counter()
        at_once(*(partial(a_browser, voters[n::BROWSERS]) for n in range(BROWSERS)))
        together = BROWSERS * EACH / (perf_counter() - started)

        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE plain_ballot (id uuid, vote_id uuid, marks text, receipt text)")
            started = perf_counter()
            for _ in range(PLAIN):
                cursor.execute("INSERT INTO plain_ballot VALUES (%s, %s, %s, %s)", [uuid4(), vote.id, "a", "K7QM3XPA9D"])
            plain = PLAIN / (perf_counter() - started)

        started = perf_counter()
        polls.counting(town, crowd)
        opening = perf_counter() - started
        rows = [
            {"way": "one voter after the other", "ballots a second": round(one_by_one), "statements": statements},
            {"way": f"{BROWSERS} browsers at once, one vote", "ballots a second": round(together), "statements": statements},
            {"way": "plain INSERT, committed, no constraint, no chain", "ballots a second": round(plain), "statements": 1},
        ]
    says = (
        f"Statements without savepoints. The ballots of one vote wait for each other at the lock on its row: that keeps phases apart and"
        f" the chain in order. An estate of 3,000 that votes within one hour is one ballot a second. Opening the urn of"
        f" {BROWSERS * EACH} ballots (shuffled, written out, emptied) took {opening:.2f} s."
    )
    keep("ballots", "What do the guarantees of a ballot cost?", rows, says)


if __name__ == "__main__":
    main()
