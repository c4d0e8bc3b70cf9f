"""Where a deed leads when it has more than one way, and what it changes besides the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from linli.kernel.errors import NotAllowed

from .checks import is_empty, somebody_answered
from .facts import Attempt
from .levels import level_above
from .ratings import Satisfaction
from .reasons import Reason
from .states import State


class Turn(StrEnum):
    """Targets that depend on where the case stands."""

    STAY = "stay"
    BEFORE_PAUSE = "before_pause"


Target = State | Turn


class Note(StrEnum):
    """What an action must see to besides moving the case on."""

    FIRST_CONTACT = "first_contact"
    """The response clock stops."""
    SECOND_RETURN = "second_return"
    FIRST_RECEIVER_LEADS = "first_receiver_leads"
    ENTRY_WITHDRAWN = "entry_withdrawn"
    """One reporter is out; the case goes on for the others."""
    NOT_REACHED = "not_reached"
    ATTEMPTS_EXHAUSTED = "attempts_exhausted"
    NOT_RATED = "not_rated"
    START_CLOCKS = "start_clocks"
    """Response and handling limits are set and run from now."""
    PAUSE_CLOCKS = "pause_clocks"
    RESUME_CLOCKS = "resume_clocks"
    RESTART_CLOCKS = "restart_clocks"
    """A new round: the limits run anew from now, as filed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where it leads, what else to see to, and values the rules settle (`lead`, `level`, `extension`)."""

    target: Target
    notes: frozenset[Note] = frozenset()
    settles: Mapping[str, Any] = field(default_factory=dict)


Choice = Callable[[Attempt], Outcome]


def returned_once_or_twice(a: Attempt) -> Outcome:
    """The second return goes to consultation (§8: 退单 2 次自动到协调会商)."""
    if a.facts.returns + 1 >= a.policy.returns_before_consultation:
        return Outcome(State.CONSULTING, frozenset({Note.SECOND_RETURN}))
    return Outcome(State.RETURNED)


def after_answer(a: Attempt) -> Outcome:
    """Not solved or dissatisfied, with a reason, reopens (§8); any other answer closes. Nobody reached: try again."""
    if not somebody_answered(a):
        notes = {Note.NOT_REACHED}
        if a.facts.call_attempts + 1 >= a.policy.call_attempts:
            notes.add(Note.ATTEMPTS_EXHAUSTED)
        return Outcome(Turn.STAY, frozenset(notes))
    unhappy = not a.given["resolved"] or Satisfaction(a.given["satisfaction"]) is Satisfaction.DISSATISFIED
    if unhappy and not is_empty(a.given.get("reason")):
        return Outcome(State.REOPENED)
    return Outcome(State.CLOSED)


def last_reporter_or_not(a: Attempt) -> Outcome:
    """A reporter withdraws only his own entry; the case goes with the last of them."""
    if a.facts.open_reporters - {a.by}:
        return Outcome(Turn.STAY, frozenset({Note.ENTRY_WITHDRAWN}))
    return Outcome(State.WITHDRAWN, frozenset({Note.ENTRY_WITHDRAWN}))


def first_contact(a: Attempt) -> Outcome:
    """Work begins with the contact where it had not begun; the first contact stops the response clock."""
    begins = a.facts.state in {State.ACCEPTED, State.REWORK}
    notes = frozenset({Note.FIRST_CONTACT}) if a.facts.first_contact_at is None else frozenset()
    return Outcome(State.HANDLING if begins else Turn.STAY, notes)


def agreed_lead(a: Attempt) -> Outcome:
    """The lead the consultation agreed on; when nobody owns the matter, the first receiver (首接负责)."""
    if is_empty(a.given.get("lead")):
        settles = {"lead": a.facts.first_lead}
        return Outcome(State.DISPATCHED, frozenset({Note.FIRST_RECEIVER_LEADS}), settles)
    return Outcome(State.DISPATCHED, settles={"lead": a.given["lead"]})


def one_level_up(a: Attempt) -> Outcome:
    """The next level answers for the matter from now on."""
    level = level_above(a.facts.level)
    if level is None:
        raise NotAllowed(a.deed, Reason.HIGHEST_LEVEL)
    return Outcome(Turn.STAY, settles={"level": level})


def extension_as_asked(a: Attempt) -> Outcome:
    """What was asked for is granted, no more and no less."""
    return Outcome(Turn.STAY, settles={"extension": a.facts.extension_asked})


def back_to_the_finding(a: Attempt) -> Outcome:
    """The finding the appeal was against stands for good."""
    return Outcome(State.REJECTED if a.facts.appealed_from is State.REJECTED else State.UNREASONABLE)
