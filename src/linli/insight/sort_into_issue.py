"""Each new voice is sorted into the hot issue it belongs to, within the second it is announced.

What is written here is derived from the entries and can be made again; what people decide about an issue is in `actions/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import IntegerField, Q
from django.db.models.expressions import RawSQL

from linli.cases.models import Case, Entry
from linli.cases.rules import State
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .issue_steps import join_issues, note_turn, open_issue, refresh
from .kept_spread import kept_spread
from .models import HotIssue, IssueTurn, Telling
from .same_matter.said import Said, WordSpread, read_said
from .same_matter.tie import SPAN, tie_of

MOST_COMPARED = 200
"""Messages compared with a new one: those that share most of its marks."""


def hear_entry(street_code: int, entry_id: UUID) -> Telling | None:
    """Sort one entry into its issue; None where it is gone or still a draft. One that says nothing, or is of a case a person took
    out, is noted and joins nothing. Idempotent. Some
    twenty statements, and compares with 200 messages at most, whatever the number of cases."""
    with acting_in(Scope.everything()):
        _one_at_a_time(street_code)
        heard = Telling.objects.filter(street_code=street_code, entry_id=entry_id).first()
        if heard:
            return heard
        entry = Entry.objects.filter(street_code=street_code, id=entry_id, withdrawn_at__isnull=True).first()
        case = Case.objects.defer("search").filter(street_code=street_code, id=entry.case_id).first() if entry else None
        if entry is None or case is None or case.state == State.DRAFT.value:
            return None
        said = read_said(case.subject, entry.body, str(case.estate_id or ""))
        spread = kept_spread()
        telling = Telling(
            street_code=street_code,
            place_code=case.place_code,
            case_id=case.id,
            entry_id=entry.id,
            estate_id=case.estate_id,
            at=entry.raised_at,
            who=entry.phone_mark or entry.id.hex,
            marks=spread.marks(said),
            is_apart=Telling.objects.filter(street_code=street_code, case_id=case.id, is_apart=True).exists(),
        )
        telling.save(force_insert=True)
        if said.is_empty or telling.is_apart:
            return telling
        tied = [*_of_the_case(telling), *_tied(telling, said, spread)]
        if tied:
            _put_together([telling, *tied])
        return telling


def put_cases_together(street_code: int, case_ids: Iterable[UUID]) -> None:
    """The voices of cases that were merged are about one matter. Idempotent."""
    with acting_in(Scope.everything()):
        _one_at_a_time(street_code)
        there = Telling.objects.filter(street_code=street_code, case_id__in=list(case_ids), is_apart=False)
        tellings = list(there.order_by("at", "id"))
        if len(tellings) > 1 and (len({one.issue_id for one in tellings}) > 1 or tellings[0].issue_id is None):
            _put_together(tellings)


def count_votes(street_code: int, case_id: UUID) -> None:
    """Somebody met with the case too: its issue is as hot as that makes it. Idempotent."""
    with acting_in(Scope.everything()):
        _one_at_a_time(street_code)
        telling = Telling.objects.filter(street_code=street_code, case_id=case_id, issue__isnull=False).first()
        if telling:
            refresh(HotIssue.objects.select_for_update().get(street_code=street_code, id=telling.issue_id))


def _put_together(tellings: list[Telling]) -> None:
    """All of them, and whatever issues they were in, become one: the one opened first goes on."""
    street_code, now = tellings[0].street_code, clock.now()
    known = {one.issue_id for one in tellings if one.issue_id}
    issues = list(HotIssue.objects.select_for_update().filter(street_code=street_code, id__in=known).order_by("id"))
    issue = issues[0] if issues else open_issue(tellings, now)
    loose = [one.id for one in tellings if one.issue_id is None]
    Telling.objects.filter(street_code=street_code, id__in=loose).update(issue=issue)
    for other in issues[1:]:
        join_issues(issue, other, now)
    if not issues:
        note_turn(issue, IssueTurn.Deed.OPENED, now)
    refresh(issue)


def _of_the_case(telling: Telling) -> list[Telling]:
    others = Telling.objects.filter(street_code=telling.street_code, case_id=telling.case_id, is_apart=False)
    return list(others.exclude(id=telling.id))


def _tied(telling: Telling, said: Said, spread: WordSpread) -> list[Telling]:
    shared = RawSQL(  # noqa: S611
        f'(SELECT count(*) FROM unnest("{Telling._meta.db_table}"."marks") AS mark WHERE mark = ANY(%s))',  # noqa: S608
        [telling.marks],
        output_field=IntegerField(),
    )
    near = Q(marks__overlap=telling.marks)
    if telling.estate_id:
        near |= Q(estate_id=telling.estate_id)
    candidates = list(
        Telling.objects.filter(
            near,
            street_code=telling.street_code,
            at__gte=telling.at - SPAN,
            at__lte=telling.at + SPAN,
            is_apart=False,
        )
        .exclude(case_id=telling.case_id)
        .annotate(shared=shared)
        .order_by("-shared", "-at")[:MOST_COMPARED]
    )
    texts = said_by(candidates)
    ours = spread.weigh(said)
    return [
        one
        for one in candidates
        if (theirs := texts.get(one.id)) and tie_of(said, theirs, spread, (ours, spread.weigh(theirs)))
    ]


def said_by(tellings: list[Telling]) -> dict[UUID, Said]:
    """What each telling says, for those whose entry is still there. Two statements."""
    if not tellings:
        return {}
    street_code = tellings[0].street_code
    bodies = dict(
        Entry.objects.filter(
            street_code=street_code, id__in=[one.entry_id for one in tellings], withdrawn_at__isnull=True
        ).values_list("id", "body")
    )
    subjects = dict(
        Case.objects.filter(street_code=street_code, id__in={one.case_id for one in tellings}).values_list(
            "id", "subject"
        )
    )
    return {
        one.id: read_said(subjects[one.case_id], bodies[one.entry_id], str(one.estate_id or ""))
        for one in tellings
        if one.entry_id in bodies and one.case_id in subjects
    }


def _one_at_a_time(street_code: int) -> None:
    """Voices of one street are sorted one after the other: two at once would not see each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, street_code])


_LOCK = 7_405
"""Tells our advisory locks from those of others."""
