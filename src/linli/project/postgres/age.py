"""How far a PostgreSQL is behind, known without asking anybody."""

from datetime import date, timedelta

FIRST_RELEASED = {15: date(2022, 10, 13), 16: date(2023, 9, 14), 17: date(2024, 9, 26), 18: date(2025, 9, 25)}


def missed_revisions(version: str, today: date) -> int | None:
    """The fewest scheduled revisions `version` (such as `18.6`) lacks on `today`; None for a major we do not know.

    PostgreSQL revises every supported version on the second Thursday of February, May, August and November
    (postgresql.org/developer/roadmap); each may close vulnerabilities. Unscheduled ones come on top.
    """
    major, _, minor = version.partition(".")
    first = FIRST_RELEASED.get(int(major))
    if first is None:
        return None
    scheduled = [
        day
        for year in range(first.year, today.year + 1)
        for month in (2, 5, 8, 11)
        if (day := _second_thursday(year, month))
    ]
    due = sum(first < day <= today for day in scheduled)
    return max(0, due - int(minor or 0))


def _second_thursday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 7)
