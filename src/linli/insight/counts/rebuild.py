"""Making all counts anew from the cases: street by street, each in one transaction, while work goes on."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from linli.cases.models import Case
from linli.insight.models import CaseCount, SpanCount
from linli.insight.rules.marks import COMMUNITY, FAMILIES, MARKS, NEVER, NO_KIND, OFTEN, ONCE, Family, Span
from linli.insight.rules.took import EDGES
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import streets_of

from .derive import COLUMNS, derived
from .kept_street import CASE_COUNTS, SPAN_COUNTS, lock_street

_TURN = " ".join(f"WHEN '{turn}' THEN {number}" for number, turn in enumerate(OFTEN, len(ONCE) + 1))
_SECONDS = ", ".join(str(int(edge.total_seconds())) for edge in EDGES)
_HALF = "(date_trunc('month', day) + CASE WHEN extract(day FROM day) > 15 THEN 15 ELSE 0 END * interval '1 day')::date"

# Each mark of each case; a bucket of durations is a mark beyond the others.
_MARKED = f"""
CREATE TEMPORARY TABLE marked ON COMMIT DROP AS
SELECT left(place_code, {COMMUNITY}) AS place, kind, day, {_HALF} AS half, after, mark FROM (
    SELECT place_code, kind, day, %(never)s::date AS after, mark::int
    FROM {CASE_COUNTS}, unnest(days) WITH ORDINALITY u(day, mark) WHERE street_code = %(street)s AND day IS NOT NULL
    UNION ALL
    SELECT place_code, kind, (turn ->> 1)::date, (turn ->> 2)::date, CASE turn ->> 0 {_TURN} END
    FROM {CASE_COUNTS}, jsonb_array_elements(turns) turn WHERE street_code = %(street)s
    UNION ALL
    SELECT place_code, kind, (done_at AT TIME ZONE 'Asia/Shanghai')::date, %(never)s,
        {len(MARKS)} + greatest(1, width_bucket(extract(epoch FROM took)::float8, ARRAY[{_SECONDS}]::float8[]))
    FROM {CASE_COUNTS} WHERE street_code = %(street)s AND took IS NOT NULL
) each
"""  # noqa: S608


def _insert(one: Family, summed: str) -> str:
    """Rows of a family from a selection of place, kind, first_on, after and numbers."""
    id = f"md5({one.level} || ' ' || place || ' {one.kind_digits} ' || kind || ' {one.span} ' || first_on || ' ' || after)::uuid"
    return f"""
        INSERT INTO {SPAN_COUNTS} (id, street_code, place_code, level, digits, kind, span, first_on, after, counts, took)
        SELECT {id}, %(street)s, place, {one.level}, {one.kind_digits}, kind, '{one.span}', first_on, after, numbers, '{{}}'
        FROM ({summed}) summed"""  # noqa: S608


def _from_marks(one: Family) -> str:
    first, within = ("day", "") if one.span is Span.DAY else ("half", "AND after < half")
    kind = f"coalesce(nullif(left(kind, {one.kind_digits}), ''), '{NO_KIND}')" if one.kind_digits else "''"
    numbers = ", ".join(f"coalesce(sum(n) FILTER (WHERE mark = {place}), 0)" for place in range(1, len(MARKS) + 1))
    return _insert(
        one,
        f"""
        SELECT place, kind, first_on, after, ARRAY[{numbers}] AS numbers FROM (
            SELECT left(place, {one.level}) AS place, {kind} AS kind, {first} AS first_on, after, mark, count(*) AS n
            FROM marked WHERE mark <= {len(MARKS)} {within} GROUP BY 1, 2, 3, 4, 5) counted
        GROUP BY 1, 2, 3, 4""",  # noqa: S608
    )


def _from_kept(one: Family, finer: Family) -> str:
    """Rows of a family from those of a finer one: of every kind from the kinds, of half-months from the days."""
    first, within = (
        ("first_on", "") if one.span is finer.span else (_HALF.replace("day)", "first_on)"), "AND after < half")
    )
    kind = "kind" if one.kind_digits else "''"
    numbers = ", ".join(f"sum(counts[{place}])" for place in range(1, len(MARKS) + 1))
    return _insert(
        one,
        f"""
        SELECT place_code AS place, {kind} AS kind, half AS first_on, after, ARRAY[{numbers}] AS numbers
        FROM (SELECT place_code, kind, {first} AS half, after, counts FROM {SPAN_COUNTS}
            WHERE street_code = %(street)s AND level = {finer.level} AND span = '{finer.span}'
                AND digits = {finer.kind_digits}) kept
        WHERE true {within} GROUP BY 1, 2, 3, 4""",  # noqa: S608
    )


def _durations(one: Family) -> str:
    first = "day" if one.span is Span.DAY else "half"
    id = f"md5({one.level} || ' ' || place || ' 0  {one.span} ' || first_on || ' ' || %(never)s::date)::uuid"
    return f"""
        WITH counted AS (
            SELECT {first} AS first_on, left(place, {one.level}) AS place, mark - {len(MARKS)} AS bucket, count(*) AS n
            FROM marked WHERE mark > {len(MARKS)} GROUP BY 1, 2, 3
        )
        INSERT INTO {SPAN_COUNTS} (id, street_code, place_code, level, digits, kind, span, first_on, after, counts, took)
        SELECT {id}, %(street)s, place, {one.level}, 0, '', '{one.span}', first_on, %(never)s,
            array_fill(0, ARRAY[{len(MARKS)}]), array_agg(coalesce(n, 0)::int ORDER BY bucket)
        FROM (SELECT first_on, place, max(bucket) AS most FROM counted GROUP BY 1, 2) spans
        CROSS JOIN LATERAL generate_series(1, most) bucket
        LEFT JOIN counted USING (first_on, place, bucket) GROUP BY first_on, place
        ON CONFLICT (street_code, id) DO UPDATE SET took = excluded.took"""  # noqa: S608


_STREET_DAY, _STREET_HALF, _KIND_DAY, _KIND_HALF, _FINE_KIND_HALF, _COMMUNITY_DAY, _COMMUNITY_HALF = FAMILIES
_STEPS = (
    _MARKED,
    _from_marks(_KIND_DAY),
    _from_marks(_FINE_KIND_HALF),
    _from_marks(_COMMUNITY_DAY),
    _from_kept(_KIND_HALF, _KIND_DAY),
    _from_kept(_STREET_DAY, _KIND_DAY),
    _from_kept(_STREET_HALF, _STREET_DAY),
    _from_kept(_COMMUNITY_HALF, _COMMUNITY_DAY),
    _durations(_STREET_DAY),
    _durations(_STREET_HALF),
)


def rebuild(streets: list[int] | None = None, after: int = 0) -> Iterator[tuple[int, int]]:
    """Make the counts of these streets anew (all that there are, when None), in order of code, those up to `after` left out;
    tells each street and how many cases it has as it is done. Reads the whole archive (how long: `bench/results/dashboard_*.md`)."""
    for street in every_street() if streets is None else sorted(streets):
        if street > after:
            yield street, rebuild_street(street)


def rebuild_street(street: int) -> int:
    """Make the counts of one street anew; returns how many cases count. Its increments wait meanwhile."""
    with acting_in(Scope.everything()):
        lock_street(street)
        statement, values = derived(street, clock.now())
        given = {"street": street, "never": NEVER}
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '64MB'")
            cursor.execute(f"DELETE FROM {SPAN_COUNTS} WHERE street_code = %(street)s", given)  # noqa: S608
            cursor.execute(f"DELETE FROM {CASE_COUNTS} WHERE street_code = %(street)s", given)  # noqa: S608
            cursor.execute(f"INSERT INTO {CASE_COUNTS} ({COLUMNS}) {statement}", values)
            cases = cursor.rowcount
            for step in _STEPS:
                cursor.execute(step, given)
            cursor.execute("DROP TABLE marked")
    return cases


def every_street() -> list[int]:
    """The streets that have cases or counts, in order."""
    with acting_in(Scope.everything()):
        return sorted({*streets_of(Case), *streets_of(CaseCount)})


def rebuild_missing() -> int:
    """Count the streets that have cases and no counts at all (a platform from before there were any, or from before they were
    kept as they are now); returns how many."""
    with acting_in(Scope.everything()):
        missing = sorted({*streets_of(Case)} - {*streets_of(SpanCount)})
    for street in missing:
        rebuild_street(street)
    return len(missing)
