"""Keeping the counts as things happen: a case that was touched is derived anew, and what it added before is taken back.

Idempotent, and indifferent to order: nothing of an event is used but which case it was about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from linli.insight.conditions import AGAIN_WITHIN
from linli.insight.models import CaseCount
from linli.insight.rules.marks import MARKS, PLACE_OF, Cell, Share, changed_cells
from linli.insight.rules.measures import Measure
from linli.insight.rules.took import bucket_of
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .derive import COLUMNS, derived
from .kept_street import CASE_COUNTS, SPAN_COUNTS, is_counted, lock_street
from .rebuild import rebuild_street

RIPE_AT_ONCE = 500
_DAYS_AROUND = AGAIN_WITHIN + timedelta(days=1)

_RAISED, _CLOSED = PLACE_OF[Measure.RAISED] + 1, PLACE_OF[Measure.CLOSED] + 1  # PostgreSQL counts from one

_TAKE_OUT = f"DELETE FROM {CASE_COUNTS} WHERE street_code = %s AND id = ANY (%s) RETURNING {COLUMNS}"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `CaseCount` as far as its neighbours and its days need it."""

    id: UUID
    kind: str
    spot: str | None
    share: Share


def count_again(street_code: int, case_ids: Iterable[UUID], left_street: int | None = None) -> None:
    """Count these cases as they stand now, and those whose coming back hangs on them. What they added in `left_street`, or in
    any other street where they are found, is taken back there. A street that was never counted is counted whole. Some nine
    statements, however many cases."""
    ids = sorted(set(case_ids))
    with acting_in(Scope.everything()):
        streets = {street_code, *CaseCount.objects.filter(id__in=ids).values_list("street_code", flat=True)}
        # Named, not only looked for: whoever counts the street right now has not shown what it found there.
        streets |= {left_street} if left_street else set()
        for street in sorted(streets):
            lock_street(street)
        for street in sorted(streets):
            if not is_counted(street):
                rebuild_street(street)
                continue
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
            if is_counted(street):
                _replace(street, ids)
            else:
                rebuild_street(street)
    return sum(map(len, ripe.values()))


def _replace(street: int, ids: list[UUID]) -> tuple[list[Row], list[Row]]:
    """The rows of these cases before and after."""
    statement, values = derived(street, clock.now(), ids)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_OUT, [street, ids])
        before = [_row(one) for one in cursor.fetchall()]
        cursor.execute(f"INSERT INTO {CASE_COUNTS} ({COLUMNS}) {statement} RETURNING {COLUMNS}", values)
        after = [_row(one) for one in cursor.fetchall()]
    _add(changed_cells([one.share for one in before], [one.share for one in after]))
    return before, after


_SUMMED = """{column} = coalesce((SELECT array_agg(coalesce(a, 0) + coalesce(b, 0) ORDER BY n)
    FROM unnest(kept.{column}, excluded.{column}) WITH ORDINALITY u(a, b, n)), '{{}}')"""
_ADD = f"""INSERT INTO {SPAN_COUNTS} AS kept
    (id, street_code, place_code, level, digits, kind, span, first_on, after, counts, took)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::int[])
    ON CONFLICT (street_code, id) DO UPDATE SET {_SUMMED.format(column="counts")}, {_SUMMED.format(column="took")}"""  # noqa: S608


def _add(changed: dict[Cell, list[int]]) -> None:
    rows = sorted(((cell.id, cell, numbers) for cell, numbers in changed.items()), key=lambda one: one[0])
    values = [
        (
            *(id, street_of(cell.place), cell.place, cell.level, cell.digits, cell.kind),
            *(cell.span.value, cell.first_on, cell.after),
            *(numbers[: len(MARKS)], _short(numbers[len(MARKS) :])),
        )
        for id, cell, numbers in rows
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(_ADD, values)


def _short(numbers: list[int]) -> list[int]:
    """Without the noughts at the end."""
    return numbers[: max((place + 1 for place, number in enumerate(numbers) if number), default=0)]


_AROUND = f"""SELECT DISTINCT c.id FROM unnest(%s::text[], %s::text[], %s::date[]) k(kind, spot, raised)
    JOIN {CASE_COUNTS} c ON c.kind = k.kind AND c.spot = k.spot
        AND (days[{_CLOSED}] >= raised - %s OR days[{_RAISED}] BETWEEN raised - %s AND raised + %s)
    WHERE c.street_code = %s"""  # noqa: S608


def _same_matter_around(street: int, before: list[Row], after: list[Row]) -> set[UUID]:
    """The cases of the same kind at the same place whose being repeated or coming back may hang on what changed."""
    old, new = ({row.id: row for row in rows} for rows in (before, after))
    keys = set()
    for id in old.keys() | new.keys():
        was, now = (one and (one.kind, one.spot) for one in (old.get(id), new.get(id)))
        if was != now:
            raised = (new.get(id) or old[id]).share.days[_RAISED - 1]
            keys |= {(kind, spot, raised) for kind, spot in filter(None, (was, now)) if kind and spot}
    if not keys:
        return set()
    kinds, spots, days = zip(*sorted(keys), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            _AROUND, [list(kinds), list(spots), list(days), _DAYS_AROUND, _DAYS_AROUND, _DAYS_AROUND, street]
        )
        return {id for (id,) in cursor.fetchall()}


def _row(values: tuple) -> Row:
    id, _street, place, kind, spot, days, turns, _first_on, _last_on, done_at, took, *_rest = values
    plain = json.loads(turns) if isinstance(turns, str) else turns
    read = [(mark, date.fromisoformat(day), date.fromisoformat(after)) for mark, day, after in plain]
    done_on = None if took is None else done_at.astimezone(SHANGHAI).date()
    return Row(id, kind, spot, Share(place, kind, days, read, done_on, None if took is None else bucket_of(took)))
