"""Whether a deed may be done now, and where it leads. The only reader of the table that actions need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from linli.kernel.actor import Role
from linli.kernel.errors import MissingField, NotAllowed, Refusal, TooLate, WrongState

from .checks import is_empty
from .choices import Note, Outcome, Turn
from .deeds import Deed
from .facts import Attempt, CaseFacts, Id, LoopPolicy
from .reasons import Reason
from .states import ENDED, PAUSED, State
from .transition import Transition
from .transitions import INDEX, ROWS_IN

POLICY = LoopPolicy()


@dataclass(frozen=True, slots=True)
class Decision:
    """A deed that may be done. `settles` holds values the rules determined; `tells`: everyone who raised the matter is
    to be told."""

    deed: Deed
    source: State | None
    target: State
    notes: frozenset[Note] = frozenset()
    settles: Mapping[str, Any] = field(default_factory=dict)
    tells: bool = False

    @property
    def moves(self) -> bool:
        """Whether the state changes."""
        return self.source is not self.target


@dataclass(frozen=True, slots=True)
class NextDeed:
    """A deed to show on the page. `why_not` is None, or why it is greyed: a `Reason`, or the `TooLate` with its data.
    `main` marks what the case is waiting for; `required` names the fields of its form."""

    deed: Deed
    main: bool
    required: tuple[str, ...]
    why_not: Reason | TooLate | None = None


def decide(
    deed: Deed,
    facts: CaseFacts,
    given: Mapping[str, Any] | None = None,
    *,
    by: Id,
    roles: Iterable[Role],
    now: datetime,
    policy: LoopPolicy = POLICY,
) -> Decision:
    """Where `deed` takes the case that `facts` describe, done by `by` in `roles` with the fields `given`.

    `facts` of a new case are `CaseFacts()`. Refused, in this order, with `WrongState`, `NotAllowed` or `TooLate` (its
    `reason` a `Reason`), `MissingField`, and `BadInput` or `NotAllowed` for what was filled in.
    """
    row = INDEX.get((deed, facts.state))
    if row is None:
        raise WrongState(deed, facts.state, states_of(deed))
    attempt = Attempt(
        deed=deed, facts=facts, by=by, roles=frozenset(roles), now=now, policy=policy, given=dict(given or {})
    )
    refusal = _refusal(row, attempt)
    if refusal:
        raise refusal
    missing = [name for name in row.required if is_empty(attempt.given.get(name))]
    if missing:
        raise MissingField(deed, missing)
    for check in row.checks:
        check(attempt)
    outcome = row.choose(attempt) if row.choose else Outcome(row.targets[0])
    if outcome.target not in row.targets:
        raise AssertionError(f"{deed} chose {outcome.target}, which the table does not know")
    target = _resolve(outcome, facts)
    return Decision(
        deed=deed,
        source=facts.state,
        target=target,
        notes=row.notes | outcome.notes | _clock_notes(facts, target),
        settles=dict(outcome.settles),
        tells=row.tells,
    )


def available(
    facts: CaseFacts, *, by: Id, roles: Iterable[Role], now: datetime, policy: LoopPolicy = POLICY
) -> list[NextDeed]:
    """What this person may do next with this case: what the case waits for first, then the others, then what is
    refused, with the reason. Deeds of other roles and of other people are left out."""
    held = frozenset(roles)
    found = []
    for row in ROWS_IN[facts.state]:
        if not row.roles & held:
            continue
        attempt = Attempt(deed=row.deed, facts=facts, by=by, roles=held, now=now, policy=policy)
        failing = [guard for guard in row.guards if not guard.holds(attempt)]
        if any(guard.hides for guard in failing):
            continue
        why_not: Reason | TooLate | None = None
        if failing:
            refusal = failing[0].refusal(attempt)
            why_not = refusal if isinstance(refusal, TooLate) else failing[0].reason
        found.append(NextDeed(row.deed, row.main, row.required, why_not))
    return sorted(found, key=lambda item: (item.why_not is not None, not item.main))


def states_of(deed: Deed) -> frozenset[State]:
    """The states in which `deed` exists at all."""
    return frozenset(state for (known, state) in INDEX if known is deed and state is not None)


def _refusal(row: Transition, attempt: Attempt) -> Refusal | None:
    if not row.roles & attempt.roles:
        return NotAllowed(attempt.deed, Reason.ROLE)
    return next((refusal for guard in row.guards if (refusal := guard.refusal(attempt))), None)


def _resolve(outcome: Outcome, facts: CaseFacts) -> State:
    if outcome.target is Turn.STAY:
        target = facts.state
    elif outcome.target is Turn.BEFORE_PAUSE:
        target = facts.before_pause
    else:
        target = State(outcome.target)
    if target is None:
        raise AssertionError("a paused case remembers where it stood")
    return target


def _clock_notes(facts: CaseFacts, target: State) -> frozenset[Note]:
    if target is facts.state or facts.filed_at is None:
        return frozenset()
    if target is State.REOPENED:
        return frozenset({Note.RESTART_CLOCKS})
    if target in PAUSED:
        return frozenset({Note.PAUSE_CLOCKS})
    resumes = facts.state in PAUSED and target not in ENDED
    return frozenset({Note.RESUME_CLOCKS}) if resumes else frozenset()
