"""What a page of the work list costs, first and deep, by keyset, against OFFSET with COUNT(*)."""

from __future__ import annotations

import argparse

from fresh_platform import COUNTY, actor_of, fill, fresh_platform
from timed import keep, timed


def measure(number: int) -> list[dict]:
    rows = []
    for who, role, prefix in (
        ("community desk", "community_staff", f"{COUNTY}001001"),
        ("street desk", "street_staff", f"{COUNTY}001"),
        ("county centre", "governance_centre", COUNTY),
    ):
        rows += _pages_of(number, who, actor_of(role, prefix))
    return rows


def _pages_of(number: int, who: str, actor) -> list[dict]:
    from linli.cases.models import WAITS_SINCE_OR_UNTIL
    from linli.cases.queries.narrow_cases import CaseFilter
    from linli.cases.queries.visible import visible_cases
    from linli.cases.queries.work_list import Tab, work_list
    from linli.cases.rules import OPEN
    from linli.ledger.keyset import Position, keyset_slice
    from linli.ledger.scoped import acting_in

    order = ("due", "id")

    def in_order():
        cases = visible_cases(actor).filter(state__in=OPEN)
        return cases.annotate(due=WAITS_SINCE_OR_UNTIL).order_by(*order)

    with acting_in(actor.scope):
        whole = in_order().count()
        deep = whole // 2
        middle = in_order()[deep]
        at = Position("after", (middle.due, middle.id))
        page = timed(lambda: work_list(actor, Tab.ALL, CaseFilter()))
        pages = {
            "first": (
                timed(lambda: keyset_slice(in_order(), order, None, 50)),
                timed(lambda: (in_order().count(), list(in_order()[:50]))),
            ),
            "middle": (
                timed(lambda: keyset_slice(in_order(), order, at, 50)),
                timed(lambda: (in_order().count(), list(in_order()[deep : deep + 50]))),
            ),
        }
    return [
        {
            "cases": f"{number:,}",
            "who": who,
            "open in scope": f"{whole:,}",
            "page of 50": name,
            "keyset p50 ms": ours["p50"],
            "keyset p95 ms": ours["p95"],
            "OFFSET + COUNT p50 ms": other["p50"],
            "OFFSET + COUNT p95 ms": other["p95"],
            "ratio": f"{other['p50'] / ours['p50']:.1f}",
            "work_list with tab counts p50 ms": page["p50"] if name == "first" else "",
        }
        for name, (ours, other) in pages.items()
    ]


def report(number: int, took: float) -> None:
    """Measure on the cases that are there, and keep what came of it."""
    says = (
        f"{number:,} generated cases of one county, 20 streets with 10 communities each, one in ten open; written by COPY"
        f" through row-level security in {took:.0f} s. A keyset page reads what it shows, from the partial index over open"
        " cases by deadline; OFFSET walks what it skips and COUNT what it never shows. Both run under the same fences and have"
        " the same index. The last column is the page as served, with the counts of all ten tabs."
    )
    keep(f"work_list_{number}", "What does a page of the work list cost?", measure(number), says)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=100_000)
    number = asked.parse_args().cases
    with fresh_platform():
        report(number, fill(number))


if __name__ == "__main__":
    main()
