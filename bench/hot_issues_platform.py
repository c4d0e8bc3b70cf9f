"""How long the platform takes to sort one more voice into its hot issue, in a street that already has thousands.

    python bench/hot_issues_platform.py            reads ../shared/data/messages/complaints.csv (or LINLI_SHARED_DATA)

All the messages are put into one street within sixty days, which is denser than any real one. The result holds numbers only.
"""

from __future__ import annotations

from datetime import timedelta
from statistics import quantiles
from time import perf_counter
from uuid import UUID

from fresh_platform import COUNTY, NOW, fresh_platform
from timed import keep

STREET = f"{COUNTY}001"


def main() -> None:
    with fresh_platform():
        from hot_issues import DATA

        from linli.cases.models import Case, Entry
        from linli.insight.hot_issues import Asked, hot_issues
        from linli.insight.kept_spread import count_words
        from linli.insight.models import HotIssue
        from linli.insight.sort_into_issue import hear_entry
        from linli.kernel import clock
        from linli.kernel.ids import uuid7
        from linli.kernel.scope import Scope
        from linli.ledger.copy_rows import copy_rows
        from linli.ledger.scoped import acting_in
        from linli.project.command_line.insight import read_messages

        messages, _skipped = read_messages(DATA)
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
            for _id, entry, _one, _at in rows:
                started = perf_counter()
                hear_entry(int(STREET), UUID(str(entry)))
                taken.append((perf_counter() - started) * 1000)
            with acting_in(Scope.everything()):
                started = perf_counter()
                hot_issues(Asked())
                listing = (perf_counter() - started) * 1000
                issues = HotIssue.objects.filter(part_of__isnull=True).count()
    last = taken[-500:]
    marks = quantiles(last, n=20)
    table = [{
        "voices in the street": f"{len(rows):,}", "ms a voice, the last 500: p50": round(marks[9], 1), "p95": round(marks[18], 1),
        "max": round(max(last), 1), "issues of two and more": issues, "ms for the list": round(listing, 1),
    }]  # fmt: skip
    says = f"Each voice is one transaction with everything it changes. Counting the words of all of them takes {counting:.1f} s, once a night."
    keep("hot_issues_platform", "How long until one more voice is in its hot issue?", table, says)


if __name__ == "__main__":
    main()
