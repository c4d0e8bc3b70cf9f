"""The one statement that says what a case adds to the counts: for a few cases of a street or for all of them.

The same questions as `conditions.py` asks, answered with a day instead of yes or no; `check` compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from linli.cases.models import Assignment, Case, Step
from linli.cases.queries.work_list import OVERDUE_IN
from linli.cases.rules import Deed, State
from linli.insight.arrivals import IN_TIME
from linli.insight.conditions import AGAIN_WITHIN, NO_LONGER_DUE, SETTLED_AT, SIGNED_WITHIN
from linli.insight.public_rates import NOT_COUNTED
from linli.insight.rules.marks import NEVER, ONCE, Turn
from linli.insight.rules.measures import Measure

COLUMNS = "id, street_code, place_code, kind, spot, days, turns, first_on, last_on, done_at, took, late_from, ripens_at"  # of CaseCount, in order

_CASES, _STEPS, _PARTS = (model._meta.db_table for model in (Case, Step, Assignment))
_SPOT = "coalesce({0}.building_id::text, {0}.estate_id::text, substring({0}.place_code FROM '^[0-9]{{16}}'))"

_RAISED, _FILED, _CLOSED, _RATED, _REPORTED = "raised_on", "filed_on", "closed_on", "rated_on", "reported_on"
_ANSWERED = "rated_on IS NOT NULL AND solved IS NOT NULL"
_HAS_SAID = "satisfaction <> '' AND state <> %(unreasonable)s"

_DAY_AND_CONDITION: dict[Measure, tuple[str, str]] = {
    Measure.RAISED: (_RAISED, "true"),
    Measure.VALID: (_RAISED, "state <> %(withdrawn)s"),
    Measure.ACCEPTED: (_RAISED, "state <> %(withdrawn)s AND (filed_on IS NOT NULL OR is_self_closed)"),
    Measure.PROACTIVE: (_RAISED, "is_proactive"),
    Measure.REPEATED: (_RAISED, "c.id IN (SELECT id FROM again)"),
    Measure.CONTACT_DUE: ("contact_on", "true"),
    Measure.CONTACTED: ("contact_on", "responded_at <= response_due_at"),
    Measure.DUE: ("coalesce(on_time_on, late_on)", "true"),
    Measure.ON_TIME: ("on_time_on", "true"),
    Measure.LATE: ("late_on", "true"),
    Measure.DUE_CLOSED: ("coalesce(on_time_on, late_on)", "closed_on IS NOT NULL"),
    Measure.URGENT_DUE: ("coalesce(on_time_on, late_on)", "is_urgent"),
    Measure.URGENT_ON_TIME: ("on_time_on", "is_urgent"),
    Measure.CLOSED: (_CLOSED, "true"),
    **{measure: (_CLOSED, f"level = '{level.value}'") for measure, level in SETTLED_AT.items()},
    Measure.COME_BACK: (_CLOSED, "c.id IN (SELECT id FROM back)"),
    Measure.ANSWERED: (_RATED, _ANSWERED),
    Measure.SOLVED: (_RATED, f"{_ANSWERED} AND solved"),
    Measure.RATED: (_RATED, _HAS_SAID),
    Measure.SATISFIED: (_RATED, f"{_HAS_SAID} AND satisfaction = 'satisfied'"),
    Measure.BASICALLY: (_RATED, f"{_HAS_SAID} AND satisfaction = 'basically'"),
    Measure.DISSATISFIED: (_RATED, f"{_HAS_SAID} AND satisfaction = 'dissatisfied'"),
    Measure.FILED: (_FILED, "true"),
    Measure.WHISTLED: (_FILED, "was_whistled"),
    Measure.CHECK_DUE: (_REPORTED, "is_to_be_checked"),
    Measure.CHECKED: (_REPORTED, "is_to_be_checked AND l.at >= fed_back_at"),
}


def _day(column: str) -> str:
    return f"({column} AT TIME ZONE 'Asia/Shanghai')::date"


_PLACED = "category_code <> '' AND spot IS NOT NULL"


def _other_case(alias: str, raised: str) -> str:
    """Another counted case of the same kind at the same place as `c`, raised as the condition says."""
    return f"""SELECT c.id FROM c WHERE {_PLACED} AND EXISTS (
        SELECT 1 FROM {_CASES} {alias} WHERE {alias}.street_code = %(street)s AND {alias}.state <> ALL (%(uncounted)s)
        AND {alias}.category_code = c.category_code AND {_SPOT.format(alias)} = c.spot AND {raised})"""  # noqa: S608


_REPEATS_OF_SOME = f"""
), back AS ({_other_case("o", "o.raised_at > c.closed_at AND o.raised_at <= c.closed_at + %(again)s")}
), again AS ({_other_case("o", "o.raised_at >= c.raised_at - %(again)s AND (o.raised_at, o.id) < (c.raised_at, c.id)")}
"""
# The same of a whole street, where every other case is at hand: the one raised just before, and the first raised after the closing.
_REPEATS_OF_ALL = f"""
), back AS (
    SELECT id FROM (
        SELECT id, closed_at, min(raised_at) OVER (PARTITION BY category_code, spot ORDER BY at DESC
            GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS next_at
        FROM (
            SELECT category_code, spot, raised_at AS at, raised_at, NULL AS closed_at, NULL::uuid AS id FROM c WHERE {_PLACED}
            UNION ALL
            SELECT category_code, spot, closed_at, NULL, closed_at, id FROM c WHERE {_PLACED} AND closed_at IS NOT NULL
        ) moments) following
    WHERE next_at <= closed_at + %(again)s
), again AS (
    SELECT id FROM (
        SELECT id, raised_at, lag(raised_at) OVER (PARTITION BY category_code, spot ORDER BY raised_at, id) AS before_at
        FROM c WHERE {_PLACED}) preceding
    WHERE before_at >= raised_at - %(again)s
"""  # noqa: S608


_DAYS = ", ".join(
    f"CASE WHEN {condition} THEN {day} END" for day, condition in (_DAY_AND_CONDITION[measure] for measure in ONCE)
)

_EVERY_DAY = "raised_on, filed_on, contact_on, on_time_on, late_on, reported_on, closed_on, rated_on"

_STATEMENT = f"""
WITH c AS MATERIALIZED (
    SELECT id, street_code, place_code, state, level, category_code, {_SPOT.format("k")} AS spot, is_urgent, is_proactive,
        is_self_closed, was_whistled, raised_at, filed_at, responded_at, fed_back_at, closed_at, response_due_at,
        handle_due_at, solved, satisfaction, state = ANY (%(excused)s) AS is_excused,
        state = %(archived)s AND closed_at IS NULL AS ended_otherwise,
        NOT is_self_closed AND import_id IS NULL AS is_to_be_checked, {_day("fed_back_at")} AS reported_on,
        {_day("raised_at")} AS raised_on, {_day("filed_at")} AS filed_on, {_day("closed_at")} AS closed_on,
        {_day("rated_at")} AS rated_on, coalesce(fed_back_at, closed_at) AS done_at
    FROM {_CASES} k WHERE street_code = %(street)s AND state <> ALL (%(uncounted)s) {{chosen}}
{{repeats}}), calls AS (
    SELECT case_id, given_at, arrived_at, arrived_at IS NULL AS is_missed FROM {_PARTS}
    WHERE street_code = %(street)s AND part = %(called)s AND case_id IN (SELECT id FROM c WHERE was_whistled)
), steps AS MATERIALIZED (
    SELECT id, case_id, at, deed, from_state, to_state FROM {_STEPS}
    WHERE street_code = %(street)s AND case_id IN (SELECT id FROM c)
        AND (deed IN (%(dispatch)s, %(return)s, %(pass)s, %(fail)s) OR %(dispatched)s IN (from_state, to_state))
), looked_at AS (
    SELECT case_id, max(at) AS at FROM steps WHERE deed IN (%(pass)s, %(fail)s) GROUP BY case_id
), handed AS (
    SELECT case_id, at, next_at FROM (
        SELECT case_id, at, to_state, lead(at) OVER (PARTITION BY case_id ORDER BY at, id) AS next_at FROM steps
        WHERE (from_state = %(dispatched)s) <> (to_state = %(dispatched)s)) turns
    WHERE to_state = %(dispatched)s
), happened AS (
    SELECT DISTINCT case_id, mark, {_day("at")} AS day FROM steps
    CROSS JOIN LATERAL unnest(CASE deed WHEN %(dispatch)s THEN ARRAY['{Turn.SENT}', '{Turn.SENT_OR_RETURNED}']
        WHEN %(return)s THEN ARRAY['{Turn.RETURNED}', '{Turn.SENT_OR_RETURNED}']
        WHEN %(pass)s THEN ARRAY['{Turn.INSPECTED}'] ELSE ARRAY['{Turn.INSPECTED}', '{Turn.FAILED}'] END) mark
    WHERE deed IN (%(dispatch)s, %(return)s, %(pass)s, %(fail)s)
    UNION
    SELECT case_id, mark, {_day("given_at")} FROM calls
    CROSS JOIN LATERAL unnest(CASE WHEN is_missed OR arrived_at > given_at + %(arrive)s
        THEN ARRAY['{Turn.CALLED}', '{Turn.CALLED_IN_VAIN}'] ELSE ARRAY['{Turn.CALLED}'] END) mark
    WHERE NOT is_missed OR given_at <= %(now)s - %(arrive)s
    UNION
    SELECT case_id, mark, {_day("at")} FROM handed
    CROSS JOIN LATERAL unnest(CASE WHEN next_at IS NULL OR next_at > at + %(sign)s
        THEN ARRAY['{Turn.HANDED}', '{Turn.HANDED_IN_VAIN}'] ELSE ARRAY['{Turn.HANDED}'] END) mark
    WHERE next_at IS NOT NULL OR at <= %(now)s - %(sign)s
), turned AS (
    SELECT case_id, jsonb_agg(jsonb_build_array(mark, day, after) ORDER BY mark, day) AS turns,
        min(day) AS first_on, max(day) AS last_on FROM (
        SELECT case_id, mark, day, coalesce(lag(day) OVER (PARTITION BY case_id, mark ORDER BY day), %(never)s) AS after
        FROM happened) h
    GROUP BY case_id
), open_calls AS (
    SELECT case_id, min(given_at) + %(arrive)s AS at FROM calls
    WHERE is_missed AND given_at > %(now)s - %(arrive)s GROUP BY case_id
), unsigned AS (
    SELECT case_id, at + %(sign)s AS at FROM handed WHERE next_at IS NULL AND at > %(now)s - %(sign)s
)
SELECT c.id, c.street_code, c.place_code, c.category_code, c.spot, ARRAY[{_DAYS}]::date[],
    coalesce(t.turns, '[]'::jsonb),
    least({_EVERY_DAY}, t.first_on), greatest({_EVERY_DAY}, t.last_on),
    done_at, CASE WHEN filed_at IS NOT NULL THEN done_at - filed_at END,
    CASE WHEN c.state = ANY (%(owed)s) THEN handle_due_at END,
    least(
        CASE WHEN response_due_at > %(now)s AND responded_at IS NULL AND NOT is_excused THEN response_due_at END,
        CASE WHEN handle_due_at > %(now)s AND on_time_on IS NULL AND NOT is_excused AND NOT ended_otherwise
            THEN handle_due_at END,
        o.at, u.at)
FROM c
CROSS JOIN LATERAL (SELECT
    CASE WHEN responded_at IS NOT NULL OR (response_due_at <= %(now)s AND NOT is_excused)
        THEN {_day("response_due_at")} END AS contact_on,
    CASE WHEN is_excused THEN NULL WHEN fed_back_at <= handle_due_at THEN {_day("fed_back_at")}
        WHEN fed_back_at IS NULL AND closed_at <= handle_due_at THEN {_day("closed_at")} END AS on_time_on,
    CASE WHEN handle_due_at <= %(now)s AND NOT is_excused AND NOT ended_otherwise
        AND (fed_back_at > handle_due_at OR (fed_back_at IS NULL AND (closed_at IS NULL OR closed_at > handle_due_at)))
        THEN {_day("handle_due_at")} END AS late_on) d
LEFT JOIN turned t ON t.case_id = c.id
LEFT JOIN open_calls o ON o.case_id = c.id
LEFT JOIN unsigned u ON u.case_id = c.id
LEFT JOIN looked_at l ON l.case_id = c.id
"""  # noqa: S608


def derived(street_code: int, now: datetime, ids: Iterable[UUID] | None = None) -> tuple[str, dict[str, Any]]:
    """The statement and its values: what the counted cases of a street (all, or those with `ids`) add as things stand at
    `now`, as rows of `COLUMNS`. To be run within a scope that reaches the street."""
    chosen, repeats = ("", _REPEATS_OF_ALL) if ids is None else ("AND id = ANY (%(ids)s)", _REPEATS_OF_SOME)
    values: dict[str, Any] = {
        "street": street_code,
        "now": now,
        "uncounted": [state.value for state in NOT_COUNTED],
        "excused": [state.value for state in NO_LONGER_DUE],
        "owed": [state.value for state in OVERDUE_IN],
        "archived": State.ARCHIVED.value,
        "withdrawn": State.WITHDRAWN.value,
        "unreasonable": State.UNREASONABLE.value,
        "again": AGAIN_WITHIN,
        "arrive": IN_TIME,
        "sign": SIGNED_WITHIN,
        "dispatched": State.DISPATCHED.value,
        "called": Assignment.Part.CALLED.value,
        "never": NEVER,
        "dispatch": Deed.DISPATCH.value,
        "return": Deed.RETURN.value,
        "pass": Deed.PASS_INSPECTION.value,
        "fail": Deed.FAIL_INSPECTION.value,
    }
    if ids is not None:
        values["ids"] = list(ids)
    return _STATEMENT.replace("{chosen}", chosen).replace("{repeats}", repeats), values
