"""Chinese words found under row-level security, ours (pairs of characters, GIN) against ILIKE with pg_trgm."""

from __future__ import annotations

import argparse

from fresh_platform import BODY, COLUMNS, COUNTY, RARE, actor_of, fill, fresh_platform, generated_cases
from timed import in_figures, keep, timed

TERMS = (("渗水", "common, 2"), ("漏电", "rare, 2"), ("消防通道", "common, 4"), (RARE[:4], "rare, 4"))


def with_trigrams(number: int) -> None:
    """The alternative: the same texts in a table of their own without fences, with a trigram index."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE texts (place_code text, raised_at timestamptz, body text)")
        with cursor.copy("COPY texts FROM STDIN") as copy:
            for row in generated_cases(number):
                copy.write_row((row[COLUMNS.index("place_code")], row[COLUMNS.index("raised_at")], row[BODY]))
        cursor.execute("CREATE INDEX ON texts USING gin (body gin_trgm_ops)")
        cursor.execute("CREATE INDEX ON texts (raised_at)")
        cursor.execute("VACUUM (ANALYZE) texts")


def measure(number: int) -> tuple[list[dict], str]:
    from django.db import connection

    from linli.cases.queries.visible import visible_cases
    from linli.ledger.keyset import keyset_slice
    from linli.ledger.scoped import acting_in
    from linli.ledger.search_text import containing

    rows, plan = [], ""
    for who, role, prefix in (
        ("community desk", "community_staff", f"{COUNTY}001001"),
        ("county centre", "governance_centre", COUNTY),
    ):
        actor = actor_of(role, prefix)
        for term, kind in TERMS:
            with acting_in(actor.scope):
                found = containing(visible_cases(actor), term)
                ours = timed(lambda rows=found: keyset_slice(rows, ("-raised_at", "-id"), None, 20), 20)
                counted = found.count()
                if term == RARE[:4] and who == "county centre":
                    plan = found.order_by("-raised_at", "-id")[:21].explain(analyze=True)

            def other(term=term, prefix=prefix):
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SELECT * FROM texts WHERE body ILIKE %s AND place_code LIKE %s ORDER BY raised_at DESC LIMIT 21",
                        [f"%{term}%", prefix + "%"],
                    )
                    cursor.fetchall()

            trigrams = timed(other, 10)
            rows.append(
                {
                    "cases": f"{number:,}",
                    "who": who,
                    "term": f"{term} ({kind})",
                    "matches": f"{counted:,}",
                    "ours p50 ms": ours["p50"],
                    "ours p95 ms": ours["p95"],
                    "ILIKE + pg_trgm p50 ms": trigrams["p50"],
                    "ILIKE + pg_trgm p95 ms": trigrams["p95"],
                    "ratio": in_figures(trigrams["p50"] / ours["p50"]),
                }
            )
    return rows, plan


def report(number: int) -> None:
    """Measure on the cases that are there, and keep what came of it."""
    with_trigrams(number)
    rows, plan = measure(number)
    assert "case_search" in plan, plan
    says = (
        "Ours is the page's own query through both fences, newest first; the alternative has no fences and a narrow row, which"
        " favours it. Its index needs three characters: for two it reads the whole table, unless matches are so common that"
        " the newest rows alone fill a page. Common terms cost ours the sorting of all matches. The plan of the rare term shows"
        " the GIN index under row-level security, which PostgreSQL uses only because the match operator is marked leakproof"
        " (ADR 0012)."
    )
    keep(f"search_{number}", "Are Chinese words found at once?", rows, says, f"```\n{plan}\n```")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=100_000)
    number = asked.parse_args().cases
    with fresh_platform():
        fill(number)
        report(number)


if __name__ == "__main__":
    main()
