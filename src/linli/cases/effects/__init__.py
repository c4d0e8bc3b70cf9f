"""What a deed does beyond moving the case on. A deed without an entry here only moves it and leaves its step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ..rules import Deed
from . import answer, ask_to_extend, assign, file_case, hand_over, join_forces, leave, merge, pause


class Effect(NamedTuple):
    """`prepare` completes what was filled in before the table decides; `apply` changes rows after it."""

    prepare: Callable[..., dict[str, Any]] | None = None
    apply: Callable[..., None] | None = None


EFFECTS: dict[Deed, Effect] = {
    Deed.FILE: Effect(file_case.prepare, file_case.apply),
    Deed.CORRECT_KIND: Effect(file_case.prepare_correction, file_case.correct_kind),
    Deed.SELF_CLOSE: Effect(file_case.prepare, file_case.settle_at_once),
    Deed.DISPATCH: Effect(assign.prepare, assign.apply),
    Deed.CONCLUDE_CONSULTATION: Effect(assign.prepare, assign.apply),
    Deed.TRANSFER: Effect(assign.prepare, assign.apply),
    Deed.RETURN: Effect(None, assign.give_back),
    Deed.ACCEPT: Effect(None, assign.take_over),
    Deed.RECORD_CONTACT: Effect(None, answer.note_contact),
    Deed.FEED_BACK: Effect(None, answer.feed_back),
    Deed.CALL_BACK: Effect(None, answer.take_answer),
    Deed.RATE: Effect(None, answer.take_answer),
    Deed.WHISTLE: Effect(join_forces.prepare_call, join_forces.call),
    Deed.RESPOND: Effect(join_forces.find_own_call, join_forces.arrive),
    Deed.SUSPEND: Effect(None, pause.suspend),
    Deed.ASK_REPORTER: Effect(None, pause.ask_reporter),
    Deed.ASK_EXTENSION: Effect(None, ask_to_extend.show),
    Deed.GRANT_EXTENSION: Effect(None, ask_to_extend.extend),
    Deed.RAISE_LEVEL: Effect(None, join_forces.raise_level),
    Deed.HAND_OVER: Effect(hand_over.prepare, hand_over.apply),
    Deed.MERGE: Effect(merge.prepare, merge.apply),
    Deed.WITHDRAW: Effect(None, leave.withdraw),
}
