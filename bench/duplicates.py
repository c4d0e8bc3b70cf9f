"""How long the desk waits for “has anybody told this already?” among a million cases, and whether what it is told is right.

python bench/duplicates.py --cases 1000000
"""

from __future__ import annotations

import argparse
import random

from fresh_platform import COUNTY, NOW, THINGS, actor_of, fill, fresh_platform
from timed import keep, timed

ASKED = 60


def measure(number: int) -> list[dict]:
    from linli.cases.queries.similar_cases import similar_cases
    from linli.kernel import clock
    from linli.ledger.scoped import acting_in

    rows = []
    for who, role, prefix, place in (
        ("community desk", "community_staff", f"{COUNTY}001001", f"{COUNTY}001001"),
        ("county centre, one community", "governance_centre", COUNTY, f"{COUNTY}001001"),
    ):
        actor, chance = actor_of(role, prefix), random.Random(3)
        offered, right = 0, 0

        def ask(actor=actor, place=place, chance=chance):
            nonlocal offered, right
            thing = chance.choice(THINGS)
            found = similar_cases(actor, f"湖东苑{chance.randint(1, 40)}号楼{thing}，没人来管", place)
            offered += len(found)
            right += sum(thing in one.subject for one in found)

        with clock.at(NOW), acting_in(actor.scope):
            taken = timed(ask, ASKED)
        rows.append({
            "cases": f"{number:,}", "who": who, "p50 ms": taken["p50"], "p95 ms": taken["p95"],
            "offered": offered, "of them the same thing": right,
        })  # fmt: skip
    return rows


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=100_000)
    number = asked.parse_args().cases
    with fresh_platform():
        fill(number)
        rows = measure(number)
    says = (
        "Open cases of the last 60 days of one community, the 300 newest compared by their rarer words. The cases are generated,"
        " with headings of one sentence and without entries: “the same thing” says that the words agree, not that a person would."
    )
    keep(f"duplicates_{number}", "Has anybody told this already?", rows, says)


if __name__ == "__main__":
    main()
