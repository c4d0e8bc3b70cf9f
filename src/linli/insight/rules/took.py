"""How long results took, counted in buckets, and the percentiles that follow (ADR 0030). Pure.

A percentile read from buckets lies in the same bucket as the exact one: it is right to the hour up to two days, to six hours
up to ten days, to the day up to sixty, to ten days up to a year (360 days and more are one bucket).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import timedelta
from math import ceil

EDGES: tuple[timedelta, ...] = tuple(
    timedelta(hours=hours)
    for hours in (*range(0, 48, 1), *range(48, 240, 6), *range(240, 1440, 24), *range(1440, 8640, 240), 8640)
)
"""Where each bucket begins, shortest first; the last has no end."""
TOOK_BUCKETS = len(EDGES)


def bucket_of(took: timedelta) -> int:
    """The bucket of a duration; one below nothing (a result noted before the filing) counts as none."""
    return max(0, bisect_right(EDGES, took) - 1)


def percentile(counts: Sequence[int], share: float) -> timedelta | None:
    """The duration within which `share` of the results came (the smallest such, as PERCENTILE_DISC), within the exactness of its bucket;
    None for no results. `counts` may end early: what is missing is nought."""
    whole = sum(counts)
    if not whole:
        return None
    rank = max(1, ceil(share * whole))
    before = 0
    for number, count in enumerate(counts):
        if before + count >= rank:
            begins = EDGES[number]
            ends = EDGES[number + 1] if number + 1 < len(EDGES) else begins
            return begins + (ends - begins) * ((rank - before - 0.5) / count)
        before += count
    raise AssertionError("the ranks lie within the whole")
