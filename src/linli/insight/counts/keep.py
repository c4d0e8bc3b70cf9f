"""Keeping the counts as things happen: a case that was touched is derived anew, and what it added before is taken back.

Idempotent, and indifferent to order: nothing of an event is used but which case it was about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from linli.insight.conditions import AGAIN_WITHIN
from linli.insight.models import CaseCount, DayCount
from linli.insight.rules.marks import MARKS, PLACE_OF, Cell, Share, cell_id, changed_cells
from linli.insight.rules.measures import Measure
from linli.kernel import clock
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .derive import COLUMNS, derived

CASE_COUNTS, DAY_COUNTS = CaseCount._meta.db_table, DayCount._meta.db_table
RIPE_AT_ONCE = 500
_DAYS_AROUND = AGAIN_WITHIN + timedelta(days=1)

_RAISED, _CLOSED = PLACE_OF[Measure.RAISED] + 1, PLACE_OF[Measure.CLOSED] + 1  # PostgreSQL counts from one

_TAKE_OUT = f"DELETE FROM {CASE_COUNTS} WHERE street_code = %s AND id = ANY (%s) RETURNING {COLUMNS}"  # noqa: S608

Row = tuple[UUID, int, str, str, str | None, list[date | None], list[tuple[str, date, date]]]


def count_again(street_code: int, case_ids: Iterable[UUID]) -> None:
    """Count these cases as they stand now, and those whose coming back hangs on them. Also finds what they added in a street
    they have left. Some eight statements, however many cases."""
    ids = sorted(set(case_ids))
    with acting_in(Scope.everything()):
        streets = {street_code, *CaseCount.objects.filter(id__in=ids).values_list("street_code", flat=True)}
        for street in sorted(streets):
            lock_street(street)
        for street in sorted(streets):
            before, after = _replace(street, ids)
            if around := _same_matter_around(street, before, after) - set(ids):
                _replace(street, sorted(around))


def count_ripe() -> int:
    """Count again the cases that time alone has changed: a limit ran out, a department that was called did not come. Returns
    how many, at most `RIPE_AT_ONCE` of a street at a time."""
    with acting_in(Scope.everything()):
        ripe: dict[int, list[UUID]] = {}
        rows = CaseCount.objects.filter(ripens_at__lte=clock.now()).order_by("ripens_at")
        for street, id in rows.values_list("street_code", "id")[:RIPE_AT_ONCE]:
            ripe.setdefault(street, []).append(id)
    for street, ids in ripe.items():
        with acting_in(Scope.everything()):
            lock_street(street)
            _replace(street, ids)
    return sum(map(len, ripe.values()))


def lock_street(street_code: int) -> None:
    """Whoever writes the counts of a street waits for whoever is writing them; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('insight.counts'), %s)", [street_code])


def _replace(street: int, ids: list[UUID]) -> tuple[list[Row], list[Row]]:
    """The rows of these cases before and after."""
    statement, values = derived(street, clock.now(), ids)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_OUT, [street, ids])
        before = [_row(one) for one in cursor.fetchall()]
        cursor.execute(f"INSERT INTO {CASE_COUNTS} ({COLUMNS}) {statement} RETURNING {COLUMNS}", values)
        after = [_row(one) for one in cursor.fetchall()]
    _add(changed_cells(map(_share, before), map(_share, after)))
    return before, after


def _add(changed: dict[Cell, list[int]]) -> None:
    if not changed:
        return
    rows = sorted((cell_id(cell), cell, counts) for cell, counts in changed.items())
    summed = ", ".join(f"kept.counts[{n}] + excluded.counts[{n}]" for n in range(1, len(MARKS) + 1))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {DAY_COUNTS} AS kept (id, street_code, place_code, level, day, after, counts)"  # noqa: S608
            " VALUES (%s, %s, %s, %s, %s, %s, %s)"
            f" ON CONFLICT (street_code, id) DO UPDATE SET counts = ARRAY[{summed}]",
            [
                (id, street_of(place), place, level, day, after, counts)
                for id, (level, place, day, after), counts in rows
            ],
        )


def _same_matter_around(street: int, before: list[Row], after: list[Row]) -> set[UUID]:
    """The cases of the same kind at the same place whose being repeated or coming back may hang on what changed."""
    found: set[UUID] = set()
    old, new = ({row[0]: row for row in rows} for rows in (before, after))
    keys = {}
    for id in old.keys() | new.keys():
        was, now = (one and (one[3], one[4]) for one in (old.get(id), new.get(id)))
        if was != now:
            raised = (new.get(id) or old[id])[5][_RAISED - 1]
            keys |= {(kind, spot, raised): None for kind, spot in filter(None, (was, now)) if kind and spot}
    with connection.cursor() as cursor:
        for kind, spot, raised in keys:
            cursor.execute(
                f"SELECT id FROM {CASE_COUNTS} WHERE street_code = %s AND kind = %s AND spot = %s"  # noqa: S608
                f" AND (days[{_CLOSED}] >= %s OR days[{_RAISED}] BETWEEN %s AND %s)",
                [street, kind, spot, raised - _DAYS_AROUND, raised, raised + _DAYS_AROUND],
            )
            found |= {id for (id,) in cursor.fetchall()}
    return found


def _row(values: tuple) -> Row:
    id, street, place, kind, spot, days, turns, *_rest = values
    plain = json.loads(turns) if isinstance(turns, str) else turns
    read = [(mark, date.fromisoformat(day), date.fromisoformat(after)) for mark, day, after in plain]
    return id, street, place, kind, spot, days, read


def _share(row: Row) -> Share:
    return Share(row[2], row[5], row[6])
