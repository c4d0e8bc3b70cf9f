"""Steps shared by whatever changes a hot issue: opening, counting, joining, noting what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count, Max

from linli.cases.models import Case, Entry, Seconding
from linli.kernel.actor import Actor
from linli.kernel.place_codes import PlaceLevel
from linli.places.queries import place_facts

from .kept_spread import kept_spread
from .models import HotIssue, IssueTurn, Telling
from .same_matter.heat import heat_mark
from .same_matter.naming import name_of_matter, place_of_matter
from .same_matter.said import read_said

NAMED_AFTER = 60
"""Latest messages whose words name an issue."""
_LEVELS = (PlaceLevel.STREET, PlaceLevel.COMMUNITY, PlaceLevel.GRID)


def open_issue(tellings: Sequence[Telling], now: datetime) -> HotIssue:
    """A new issue for these tellings, to be counted by `refresh`."""
    issue = HotIssue(
        street_code=tellings[0].street_code,
        place_code=common_place(one.place_code for one in tellings),
        opened_at=now,
        first_at=min(one.at for one in tellings),
        last_at=max(one.at for one in tellings),
        heat_mark=0.0,
    )
    issue.save(force_insert=True)
    return issue


def refresh(issue: HotIssue) -> None:
    """Count the issue anew from its tellings: people, those who met with it too, span, heat, place, and its name unless a person
    named it."""
    where = {"street_code": issue.street_code, "issue": issue}
    rows = list(
        Telling.objects.filter(**where)
        .order_by("-at", "-id")
        .values_list("at", "who", "place_code", "estate_id", "entry_id", "case_id")
    )
    if not rows:
        issue.messages = issue.people = issue.votes = 0
        issue.save()
        return
    issue.messages, issue.people = len(rows), len({row[1] for row in rows})
    issue.last_at, issue.first_at = rows[0][0], rows[-1][0]
    issue.votes, last_vote = _met_too(issue.street_code, {row[5] for row in rows})
    issue.heat_mark = heat_mark(
        [*((at, who, 0) for at, who, *_ in rows), (last_vote or issue.last_at, "", issue.votes)]
    )
    issue.place_code = common_place(row[2] for row in rows)
    estates = {row[3] for row in rows}
    issue.estate_id = next(iter(estates)) if len(estates) == 1 else None
    _name(issue, [(row[4], row[5]) for row in rows[:NAMED_AFTER]])
    issue.save()


def join_issues(into: HotIssue, other: HotIssue, now: datetime, by: Actor | None = None) -> None:
    """`other` ends in `into`, which keeps its id, and its name where a person gave it; the caller refreshes `into`."""
    Telling.objects.filter(street_code=other.street_code, issue=other).update(issue=into)
    HotIssue.objects.filter(street_code=other.street_code, part_of=other).update(part_of=into)
    other.part_of = into
    other.save()
    if other.named_by and not into.named_by:
        into.name, into.named_by = other.name, other.named_by
    note_turn(other, IssueTurn.Deed.JOINED, now, by, text=into.name, other_id=into.id)
    note_turn(into, IssueTurn.Deed.TOOK_OVER, now, by, text=other.name, other_id=other.id)


def note_turn(
    issue: HotIssue,
    deed: IssueTurn.Deed,
    at: datetime,
    by: Actor | None = None,
    text: str = "",
    other_id: object = None,
) -> IssueTurn:
    """Append to the issue's history; without `by` it happened by itself."""
    turn = IssueTurn(
        street_code=issue.street_code,
        place_code=issue.place_code,
        issue=issue,
        at=at,
        deed=deed,
        actor_id=by.id if by else None,
        actor_name=by.name[:60] if by else "",
        text=text[:200],
        other_id=other_id,
    )
    turn.save(force_insert=True)
    return turn


def common_place(codes: Iterable[str]) -> str:
    """The widest place all codes lie in, a street at the widest."""
    codes = list(codes)
    if len(set(codes)) == 1:
        return codes[0]
    for level in reversed(_LEVELS):
        if len({code[:level] for code in codes}) == 1 and all(len(code) >= level for code in codes):
            return codes[0][:level]
    return codes[0][: PlaceLevel.STREET]


def _met_too(street_code: int, case_ids: Iterable[object]) -> tuple[int, datetime | None]:
    rows = Seconding.objects.filter(street_code=street_code, case_id__in=list(case_ids))
    found = rows.aggregate(count=Count("mark", distinct=True), last=Max("at"))
    return found["count"], found["last"]


def _name(issue: HotIssue, voices: Sequence[tuple[object, object]]) -> None:
    bodies = dict(
        Entry.objects.filter(street_code=issue.street_code, id__in=[entry for entry, _case in voices]).values_list(
            "id", "body"
        )
    )
    subjects = dict(
        Case.objects.filter(street_code=issue.street_code, id__in={case for _entry, case in voices}).values_list(
            "id", "subject"
        )
    )
    said = [read_said(subjects[case], bodies[entry]) for entry, case in voices if entry in bodies and case in subjects]
    known = place_facts(issue.place_code, issue.estate_id).estate if issue.estate_id else ""
    issue.place_name = place_of_matter(said, known)[:60]
    if not issue.named_by:
        issue.name = name_of_matter(said, kept_spread(), known)[:60] or issue.name
