"""Who may, and when: conditions on a case and the person, known before anything is filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from linli.kernel.actor import Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import NotAllowed, Refusal, TooLate

from .facts import Attempt, LoopPolicy
from .reasons import Reason
from .states import State

DESK = frozenset(
    {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD, Role.GOVERNANCE_CENTRE}
)
"""Those who receive, file and dispatch."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition. When it does not hold the deed is refused with `reason`; or, where `late` tells since when and by
    which limit time has run out, with `TooLate`. A guard that `hides` keeps the deed off the page altogether: it is
    somebody else's, and a greyed button would only be noise."""

    reason: Reason
    holds: Callable[[Attempt], bool]
    hides: bool = False
    late: Callable[[Attempt], tuple[datetime | None, object]] | None = None

    def refusal(self, attempt: Attempt) -> Refusal | None:
        """The typed refusal, or None when the condition holds."""
        if self.holds(attempt):
            return None
        if self.late:
            since, limit = self.late(attempt)
            return TooLate(attempt.deed, since, limit)
        return NotAllowed(attempt.deed, self.reason)


def is_quiet_since(since: datetime | None, now: datetime, policy: LoopPolicy) -> bool:
    """Whether the days to answer (§8: 7 日) have gone by since `since`."""
    return since is not None and now - since >= timedelta(days=policy.answer_days)


def _answer_limit(a: Attempt) -> tuple[datetime | None, object]:
    since = a.facts.closed_at if a.facts.state is State.CLOSED else a.facts.state_since
    return since, timedelta(days=a.policy.answer_days)


def _acts_for_lead(a: Attempt) -> bool:
    return a.by in a.facts.handlers


def _at_desk(a: Attempt) -> bool:
    return bool(a.roles & DESK)


own_draft = Guard(Reason.NOT_AUTHOR, lambda a: a.facts.state is None or a.by == a.facts.author, hides=True)
is_reporter = Guard(Reason.NOT_REPORTER, lambda a: a.by in a.facts.open_reporters, hides=True)
is_verifier_or_desk = Guard(Reason.NOT_VERIFIER, lambda a: a.by == a.facts.verifier or _at_desk(a), hides=True)
is_handler = Guard(Reason.NOT_HANDLER, _acts_for_lead, hides=True)
is_handler_or_desk = Guard(Reason.NOT_HANDLER, lambda a: _acts_for_lead(a) or _at_desk(a), hides=True)
works_on_it_or_desk = Guard(
    Reason.NOT_HANDLER, lambda a: _acts_for_lead(a) or a.by in a.facts.assists or _at_desk(a), hides=True
)
not_handler = Guard(Reason.HANDLER, lambda a: a.by not in a.facts.ever_handled | a.facts.handlers | a.facts.assists)
not_dispatcher = Guard(Reason.DISPATCHER, lambda a: a.policy.dispatcher_may_inspect or a.by != a.facts.dispatcher)
not_earlier_reviewer = Guard(Reason.EARLIER_REVIEWER, lambda a: a.by not in a.facts.earlier_reviewers)
fresh_eye_after_reopening = Guard(
    Reason.EARLIER_REVIEWER,
    lambda a: a.facts.state is not State.REOPENED or a.by not in a.facts.earlier_reviewers | a.facts.finding_by,
)
no_part_in_finding = Guard(Reason.MADE_THE_FINDING, lambda a: a.by not in a.facts.finding_by)
inspection_is_free_or_mine = Guard(Reason.INSPECTED_BY_ANOTHER, lambda a: a.facts.inspector in (None, a.by))
not_yet_taken_by_me = Guard(Reason.ALREADY_YOURS, lambda a: a.facts.inspector != a.by, hides=True)
is_filed = Guard(Reason.NOT_FILED, lambda a: a.facts.filed_at is not None)
not_filed_yet = Guard(Reason.ALREADY_FILED, lambda a: a.facts.filed_at is None, hides=True)

within_days_of_closing = Guard(
    Reason.TOO_EARLY,
    lambda a: a.facts.state is not State.CLOSED or not is_quiet_since(a.facts.closed_at, a.now, a.policy),
    late=_answer_limit,
)
within_days_of_finding = Guard(
    Reason.TOO_EARLY, lambda a: not is_quiet_since(a.facts.state_since, a.now, a.policy), late=_answer_limit
)
never_appealed = Guard(Reason.ALREADY_APPEALED, lambda a: a.facts.appealed_from is None)
unanswered = Guard(
    Reason.TOO_EARLY,
    lambda a: a.facts.call_attempts >= a.policy.call_attempts or is_quiet_since(a.facts.state_since, a.now, a.policy),
)
answer_days_over = Guard(
    Reason.TOO_EARLY,
    lambda a: is_quiet_since(
        a.facts.closed_at if a.facts.state is State.CLOSED else a.facts.state_since, a.now, a.policy
    ),
)

before_the_deadline = Guard(
    Reason.NO_DEADLINE,
    lambda a: a.facts.due_at is None or a.now <= a.facts.due_at,
    late=lambda a: (a.facts.due_at, a.facts.original_limit),
)
has_deadline = Guard(Reason.NO_DEADLINE, lambda a: a.facts.due_at is not None)
not_extended = Guard(Reason.ALREADY_EXTENDED, lambda a: not a.facts.extended)
no_extension_asked = Guard(Reason.ALREADY_PROPOSED, lambda a: a.facts.extension_asked_by is None)
extension_asked = Guard(Reason.NOTHING_PROPOSED, lambda a: a.facts.extension_asked_by is not None, hides=True)
another_asked = Guard(Reason.SAME_PERSON, lambda a: a.by != a.facts.extension_asked_by)
not_waited = Guard(Reason.ALREADY_WAITED, lambda a: not a.facts.waited)
review_day_for_system = Guard(
    Reason.TOO_EARLY,
    lambda a: (
        not a.by_system or (a.facts.review_on is not None and a.now.astimezone(SHANGHAI).date() >= a.facts.review_on)
    ),
)
wait_over_for_system = Guard(
    Reason.TOO_EARLY,
    lambda a: not a.by_system or (a.facts.waiting_until is not None and a.now >= a.facts.waiting_until),
)
works_on_it_desk_or_system = Guard(
    Reason.NOT_HANDLER, lambda a: a.by_system or works_on_it_or_desk.holds(a), hides=True
)

nothing_proposed = Guard(
    Reason.ALREADY_PROPOSED,
    lambda a: a.facts.void_proposed_by is None and a.facts.unreasonable_proposed_by is None,
)
something_proposed = Guard(
    Reason.NOTHING_PROPOSED,
    lambda a: a.facts.void_proposed_by is not None or a.facts.unreasonable_proposed_by is not None,
    hides=True,
)
void_proposed = Guard(Reason.NOTHING_PROPOSED, lambda a: a.facts.void_proposed_by is not None, hides=True)
another_proposed_void = Guard(Reason.SAME_PERSON, lambda a: a.by != a.facts.void_proposed_by)
unreasonable_proposed = Guard(
    Reason.NOTHING_PROPOSED, lambda a: a.facts.unreasonable_proposed_by is not None, hides=True
)
another_proposed_unreasonable = Guard(Reason.SAME_PERSON, lambda a: a.by != a.facts.unreasonable_proposed_by)
whistle_was_blown = Guard(Reason.NOT_CALLED, lambda a: a.facts.was_whistled, hides=True)
