"""Whistle and arrival (吹哨、报到), and one level up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linli.kernel.errors import NotAllowed
from linli.ledger.deed import DeedInHand

from ..models import Assignment, Case
from ..people_in_case import people_of_posts
from ..rules import CaseFacts, Deed, Reason, WhistleKind
from .assign import _part, _posts_of

if TYPE_CHECKING:
    from ..carry_out import Work


def prepare_call(d: DeedInHand, case: Case, facts: CaseFacts, given: dict[str, Any]) -> dict[str, Any]:
    """`departments` are the liaison posts that are called."""
    departments = frozenset(given.get("departments") or ())
    return {**given, "departments": departments, "posts": _posts_of(departments, case) if departments else {}}


def call(work: Work) -> None:
    """Each called post gets its part, whose arrival is kept. One that had come before is called anew: its earlier part
    ends with its arrival as it was."""
    posts = work.given["posts"]
    calls = Assignment.objects.filter(
        street_code=work.case.street_code, case=work.case, part=Assignment.Part.CALLED, ended_at__isnull=True
    )
    calls.filter(post_id__in=posts, arrived_at__isnull=False).update(ended_at=work.d.now)
    called = set(calls.values_list("post_id", flat=True))
    rows = [_part(work, post, Assignment.Part.CALLED) for id, post in posts.items() if id not in called]
    Assignment.objects.bulk_create(rows)
    work.rows.extend(rows)
    work.shown |= {
        "kind": WhistleKind(work.given["kind"]).value,
        "called": sorted(post.title for post in posts.values()),
    }


def find_own_call(d: DeedInHand, case: Case, facts: CaseFacts, given: dict[str, Any]) -> dict[str, Any]:
    """Which of the called posts the actor acts for, unless he says so himself; nobody arrives for another post."""
    calls = list(
        Assignment.objects.filter(
            street_code=case.street_code, case=case, part=Assignment.Part.CALLED, ended_at__isnull=True
        )
    )
    people = people_of_posts({call.post_id for call in calls})
    own = [
        call
        for call in calls
        if call.organisation_id in d.actor.organisations or d.actor.id in people.get(call.post_id, ())
    ]
    if given.get("department"):
        own = [call for call in own if call.post_id == given["department"]]
    waiting = [call for call in own if call.arrived_at is None] or own
    if not waiting:
        raise NotAllowed(Deed.RESPOND, Reason.NOT_CALLED)
    return {**given, "department": waiting[0].post_id, "call": waiting[0]}


def arrive(work: Work) -> None:
    """The time of arrival is kept."""
    arrival: Assignment = work.given["call"]
    arrival.arrived_at = arrival.accepted_at = work.d.now
    arrival.save(update_fields=["arrived_at", "accepted_at"])
    work.rows.append(arrival)
    work.shown["arrived"] = arrival.post_title


def raise_level(work: Work) -> None:
    """The level that answers for it from now on."""
    work.shown["level"] = work.facts.level.value
