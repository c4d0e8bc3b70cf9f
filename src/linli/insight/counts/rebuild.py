"""Making all counts anew from the cases: street by street, each in one transaction, while work goes on."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from linli.cases.models import Case
from linli.insight.models import CaseCount
from linli.insight.rules.marks import MARKS, NEVER, OFTEN, ONCE
from linli.kernel import clock
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import StreetRow

from .derive import COLUMNS, derived
from .keep import CASE_COUNTS, DAY_COUNTS, lock_street

_ARRAY = ", ".join(f"coalesce(sum(n) FILTER (WHERE mark = {number}), 0)" for number in range(1, len(MARKS) + 1))
_POSITION = " ".join(f"WHEN '{turn}' THEN {number}" for number, turn in enumerate(OFTEN, len(ONCE) + 1))
_STREET, _COMMUNITY = int(PlaceLevel.STREET), int(PlaceLevel.COMMUNITY)

_OF_COMMUNITIES = f"""
INSERT INTO {DAY_COUNTS} (id, street_code, place_code, level, day, after, counts)
SELECT md5({_COMMUNITY} || ' ' || place || ' ' || day || ' ' || after)::uuid, %(street)s, place, {_COMMUNITY}, day, after,
    ARRAY[{_ARRAY}]
FROM (
    SELECT left(place_code, {_COMMUNITY}) AS place, day, %(never)s::date AS after, mark, count(*) AS n
    FROM {CASE_COUNTS}, unnest(days) WITH ORDINALITY u(day, mark)
    WHERE street_code = %(street)s AND day IS NOT NULL GROUP BY 1, 2, 4
    UNION ALL
    SELECT left(place_code, {_COMMUNITY}), (turn ->> 1)::date, (turn ->> 2)::date, CASE turn ->> 0 {_POSITION} END, count(*)
    FROM {CASE_COUNTS}, jsonb_array_elements(turns) turn
    WHERE street_code = %(street)s GROUP BY 1, 2, 3, 4
) counted
GROUP BY place, day, after
"""  # noqa: S608

_OF_THE_STREET = f"""
INSERT INTO {DAY_COUNTS} (id, street_code, place_code, level, day, after, counts)
SELECT md5({_STREET} || ' ' || left(place_code, {_STREET}) || ' ' || day || ' ' || after)::uuid, %(street)s,
    left(place_code, {_STREET}), {_STREET}, day, after,
    ARRAY[{", ".join(f"sum(counts[{number}])" for number in range(1, len(MARKS) + 1))}]
FROM {DAY_COUNTS} WHERE street_code = %(street)s AND level = {_COMMUNITY}
GROUP BY left(place_code, {_STREET}), day, after
"""  # noqa: S608


def rebuild(streets: list[int] | None = None) -> Iterator[tuple[int, int]]:
    """Make the counts of these streets anew (all that there are, when None); tells each street and how many cases it has as
    it is done. Reads the whole archive: a second for some 30,000 cases."""
    for street in every_street() if streets is None else streets:
        yield street, rebuild_street(street)


def rebuild_street(street: int) -> int:
    """Make the counts of one street anew; returns how many cases count. Its increments wait meanwhile."""
    with acting_in(Scope.everything()):
        lock_street(street)
        statement, values = derived(street, clock.now())
        given = {"street": street, "never": NEVER}
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {DAY_COUNTS} WHERE street_code = %(street)s", given)  # noqa: S608
            cursor.execute(f"DELETE FROM {CASE_COUNTS} WHERE street_code = %(street)s", given)  # noqa: S608
            cursor.execute(f"INSERT INTO {CASE_COUNTS} ({COLUMNS}) {statement}", values)
            cases = cursor.rowcount
            cursor.execute(_OF_COMMUNITIES, given)
            cursor.execute(_OF_THE_STREET, given)
    return cases


def every_street() -> list[int]:
    """The streets that have cases or counts, in order."""
    with acting_in(Scope.everything()):
        found = {street for model in (Case, CaseCount) for street in _streets_of(model)}
    return sorted(found)


def rebuild_missing() -> int:
    """Count the streets that have cases and no counts at all (a platform from before there were any); returns how many."""
    with acting_in(Scope.everything()):
        missing = sorted(set(_streets_of(Case)) - set(_streets_of(CaseCount)))
    for street in missing:
        rebuild_street(street)
    return len(missing)


def _streets_of(model: type[StreetRow]) -> list[int]:
    return list(model.objects.order_by().values_list("street_code", flat=True).distinct())
