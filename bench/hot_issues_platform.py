"""How long the platform takes to sort one more voice into its hot issue, in a street that already has thousands, in a city that has
a million.

    python bench/hot_issues_platform.py            reads ../shared/data/messages/complaints.csv (or LINLI_SHARED_DATA)
    python bench/hot_issues_platform.py --messages 2000 --streets 150

All the messages are put into one street within sixty days, which is denser than any real one. When all but the last 300 are heard,
that street's voices and issues are laid out again in the other streets of the city; then the 300 are heard. The result holds numbers
only.
"""

from __future__ import annotations

import argparse
from datetime import timedelta
from statistics import quantiles
from time import perf_counter
from uuid import UUID

from fresh_platform import COUNTY, NOW, fresh_platform
from timed import keep, timed

STREET = f"{COUNTY}001"
LAST = 300


def lay_out_a_city(streets: int) -> int:
    """Copy the street's voices and issues into so many others of the city; returns how many voices there are then."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table, wanted in (("insight_hotissue", "part_of_id IS NULL"), ("insight_telling", "true")):
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'", [table]
            )
            names = [name for (name,) in cursor.fetchall()]
            # Rows of different streets may share an id; what refers to it names the street too.
            values = {"street_code": "street.code", "place_code": "street.code || substr(t.place_code, 10)"}
            listed = ", ".join(names)
            taken = ", ".join(values.get(name, f"t.{name}") for name in names)
            cursor.execute(
                f"INSERT INTO {table} ({listed}) SELECT {taken} FROM {table} t,"
                f" (SELECT {COUNTY}002 + n AS code FROM generate_series(0, {streets - 1}) AS n) AS street"
                f" WHERE t.street_code = {STREET} AND {wanted}"
            )
        cursor.execute("SELECT gin_clean_pending_list('telling_marks')")
        cursor.execute("ANALYZE insight_telling, insight_hotissue")
        cursor.execute("SELECT count(*) FROM insight_telling")
        return cursor.fetchone()[0]


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--messages", type=int, default=10_000)
    given.add_argument("--streets", type=int, default=231)
    asked = given.parse_args()
    with fresh_platform():
        from hot_issues import DATA

        from linli.cases.models import Case, Entry
        from linli.insight.hot_issues import Asked, hot_issues
        from linli.insight.issues_across import issues_across
        from linli.insight.kept_spread import count_words
        from linli.insight.models import HotIssue
        from linli.insight.sort_into_issue import hear_entry
        from linli.kernel import clock
        from linli.kernel.ids import uuid7
        from linli.kernel.scope import Scope
        from linli.ledger.copy_rows import copy_rows
        from linli.ledger.scoped import acting_in
        from linli.project.command_line.insight import read_messages

        messages = read_messages(DATA)[0][: asked.messages]
        rows = [
            (uuid7(), uuid7(), one, NOW - timedelta(days=60 * (1 - number / len(messages))))
            for number, one in enumerate(sorted(messages, key=lambda one: one.at))
        ]
        with clock.at(NOW), acting_in(Scope.everything()):
            copy_rows(
                Case,
                (
                    (id, int(STREET), f"{STREET}001", f"{n:010d}", "filed", one.said.heading[:120], "resident", at, at)
                    for n, (id, _entry, one, at) in enumerate(rows)
                ),
                ("id", "street_code", "place_code", "code", "state", "subject", "source", "raised_at", "moved_at"),
            )
            copy_rows(
                Entry,
                (
                    (entry, int(STREET), f"{STREET}001", id, "resident", at, at, one.said.opening, one.who[:64])
                    for id, entry, one, at in rows
                ),
                (
                    "id",
                    "street_code",
                    "place_code",
                    "case_id",
                    "source",
                    "raised_at",
                    "entered_at",
                    "body",
                    "phone_mark",
                ),
            )
            started = perf_counter()
            count_words()
            counting = perf_counter() - started
        taken = []
        with clock.at(NOW):
            for _id, entry, _one, _at in rows[:-LAST]:
                hear_entry(int(STREET), UUID(str(entry)))
            with acting_in(Scope.everything()):
                in_all = lay_out_a_city(asked.streets)
            for _id, entry, _one, _at in rows[-LAST:]:
                started = perf_counter()
                hear_entry(int(STREET), UUID(str(entry)))
                taken.append((perf_counter() - started) * 1000)
            with acting_in(Scope.of([COUNTY])):
                listing = timed(lambda: hot_issues(Asked()), 5)["p50"]
                across = timed(lambda: issues_across(Asked()), 5)["p50"]
                issues = HotIssue.objects.filter(street_code=int(STREET), part_of__isnull=True).count()
    marks = quantiles(taken, n=20)
    table = [{
        "voices in the city": f"{in_all:,}", "in the street": f"{len(rows):,}", "ms a voice, the last 300: p50": round(marks[9], 1),
        "p95": round(marks[18], 1), "max": round(max(taken), 1), "issues of the street": issues,
        "ms for the city's list": listing, "ms for what streets share": across,
    }]  # fmt: skip
    says = f"Each voice is one transaction with everything it changes; it is compared with 200 others of its street at most. The city's voices are the street's, laid out in {asked.streets} more streets of one county: each issue has that many twins, the worst there can be for what streets share. Counting the words of all of them takes {counting:.1f} s, once a night."
    keep("hot_issues_platform", "How long until one more voice is in its hot issue?", table, says)


if __name__ == "__main__":
    main()
