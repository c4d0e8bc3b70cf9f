"""What one deed costs with lock, rules, step, audit line, event and key, against the bare two writes it comes down to."""

from __future__ import annotations

from time import perf_counter
from uuid import uuid4

from fresh_platform import fresh_platform
from timed import keep

CASES = 60


def main() -> None:
    with fresh_platform():
        from django.db import connection, transaction
        from django.test.utils import CaptureQueriesContext

        from linli.cases.actions.move_case import move_case
        from linli.cases.actions.raise_case import raise_case
        from linli.cases.models import Case, Step
        from linli.cases.rules import Deed
        from linli.kernel import clock
        from linli.kernel.actor import reporter
        from linli.kernel.scope import Scope
        from linli.ledger.scoped import acting_in
        from tests.cases import in_the_loop as loop
        from tests.small_community import make_small_community

        loop.make_categories()
        town = make_small_community()
        actors = {name: town.actor(name) for name in ("staff", "staff2", "officer_a")}
        line = (
            (Deed.FILE, "staff", lambda: {"category": "0301"}),
            (Deed.DISPATCH, "staff", lambda: {"lead": town.posts["officer_a"].id}),
            (Deed.ACCEPT, "officer_a", dict),
            (Deed.RECORD_CONTACT, "officer_a", lambda: {"contacted": "电话联系", "contacted_at": clock.now()}),
            (Deed.FEED_BACK, "officer_a", lambda: {"result": "已修好"}),
            (Deed.PASS_INSPECTION, "staff2", dict),
            (Deed.CALL_BACK, "staff2", lambda: {"reached": True, "resolved": True, "satisfaction": "satisfied"}),
        )
        matter = loop.a_matter(town)

        def raised():
            return raise_case(actor=reporter(uuid4(), matter.place.place_code), key=uuid4(), matter=matter)

        def do(case, deed, who, given):
            move_case(actor=actors[who], key=uuid4(), case=case.key, deed_done=deed, given=given())

        with CaptureQueriesContext(connection) as asked:
            case = raised()
        rows = [{"deed": "raise", "statements": _counted(asked)}]
        for deed, who, given in line:
            with CaptureQueriesContext(connection) as asked:
                do(case, deed, who, given)
            rows.append({"deed": deed.value, "statements": _counted(asked)})
        taken: dict[str, float] = dict.fromkeys((row["deed"] for row in rows), 0.0)
        for _ in range(CASES):
            started = perf_counter()
            case = raised()
            taken["raise"] += perf_counter() - started
            for deed, who, given in line:
                started = perf_counter()
                do(case, deed, who, given)
                taken[deed.value] += perf_counter() - started
        started = perf_counter()
        for _ in range(CASES * 7):
            with transaction.atomic(), acting_in(Scope.everything()):
                Case.objects.filter(street_code=case.street_code, id=case.id).update(
                    state="handling", moved_at=clock.now()
                )
                Step.objects.create(
                    place_code=case.place_code, street_code=case.street_code, case=case, at=clock.now(), deed="bare",
                    to_state="handling",
                )  # fmt: skip
        bare = (perf_counter() - started) / (CASES * 7)
    for row in rows:
        each = taken[row["deed"]] / CASES
        row |= {
            "ms": f"{each * 1000:.1f}",
            "a second, one process": f"{1 / each:.0f}",
            "of the bare writes": f"{each / bare:.1f}",
        }
    whole = sum(taken.values()) / CASES
    rows.append(
        {
            "deed": "a whole matter, raised to closed",
            "statements": sum(row["statements"] for row in rows),
            "ms": f"{whole * 1000:.0f}",
        }
    )
    says = (
        f"Mean of {CASES} matters, one connection. Statements without savepoints. The bare writes (one UPDATE and one INSERT in a scoped"
        f" transaction, {bare * 1000:.1f} ms) are what is left without key, lock, rules, people, clocks, audit line and event. At"
        f" 2,000 matters a day, each of eight deeds, that is {whole * 2000 / 60:.0f} minutes of one process a day."
    )
    keep("deeds", "What does one deed cost?", rows, says)


def _counted(asked) -> int:
    return sum(
        not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for query in asked.captured_queries
    )


if __name__ == "__main__":
    main()
