"""COPY through the fences (`ledger.copy_rows`) against `bulk_create`, the same rows into the same table."""

from __future__ import annotations

from time import perf_counter

from fresh_platform import BODY, COLUMNS, fresh_platform, generated_cases
from timed import keep

ROWS, ROUNDS = 20_000, 3


def main() -> None:
    with fresh_platform():
        from linli.cases.models import Case
        from linli.kernel.scope import Scope
        from linli.ledger.copy_rows import copy_rows
        from linli.ledger.scoped import acting_in

        def seconds(write, serial: int) -> float:
            rows = [row[:BODY] for row in generated_cases(ROWS, seed=serial)]
            started = perf_counter()
            with acting_in(Scope.everything()):
                write(rows)
            taken = perf_counter() - started
            with acting_in(Scope.everything()):
                Case.objects.all()._raw_delete("default")
            return taken

        def by_instances(rows) -> None:
            Case.objects.bulk_create((Case(**dict(zip(COLUMNS, row, strict=True))) for row in rows), batch_size=1000)

        def by_copied_instances(rows) -> None:
            copy_rows(Case, (Case(**dict(zip(COLUMNS, row, strict=True))) for row in rows))

        ways = {
            "copy_rows, tuples": lambda rows: copy_rows(Case, rows, COLUMNS),
            "copy_rows, instances": by_copied_instances,
            "bulk_create, 1,000 a statement": by_instances,
        }
        best = {name: min(seconds(write, round_) for round_ in range(1, ROUNDS + 1)) for name, write in ways.items()}
    slowest = best["bulk_create, 1,000 a statement"]
    rows = [
        {
            "way": name,
            "rows": f"{ROWS:,}",
            "seconds": f"{taken:.2f}",
            "rows/s": f"{ROWS / taken:,.0f}",
            "ratio": f"{slowest / taken:.1f}",
        }
        for name, taken in best.items()
    ]
    says = f"Cases with ten indexes (one GIN) under row-level security; the best of {ROUNDS} rounds. Making the index entries is in all three."
    keep("copy_rows", "Is COPY through the fences worth its code?", rows, says)


if __name__ == "__main__":
    main()
