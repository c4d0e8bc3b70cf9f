"""One deed carried out on a locked case: the table decides, effects follow, clocks run, the step is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from linli.kernel.actor import Role
from linli.kernel.work_calendar import WorkCalendar
from linli.ledger.deed import DeedInHand
from linli.ledger.photographs import Photograph, keep_photographs
from linli.teams.queries import work_calendar

from .alarms import set_alarm
from .effects import EFFECTS, Effect
from .effects.assign import end_parts
from .events import CaseMoved
from .loop import facts_of, keep_facts
from .models import Case, Step
from .people_in_case import roles_in_case
from .rules import ENDED, PAUSED, CaseFacts, Decision, Deed, Note, State, after, decide
from .running_clocks import pause_clocks, restart_clocks, resume_clocks

TEXT_FIELDS = ("reason", "result", "text", "finding", "question", "minutes", "contacted")
PUBLIC_TEXT = frozenset(
    {
        Deed.REJECT,
        Deed.SELF_CLOSE,
        Deed.FEED_BACK,
        Deed.SUSPEND,
        Deed.ASK_REPORTER,
        Deed.CONFIRM_VOID,
        Deed.CONFIRM_UNREASONABLE,
        Deed.UPHOLD,
        Deed.GRANT_APPEAL,
    }
)
"""Deeds whose words the people who raised the matter may read; of other deeds they learn that they were done."""


@dataclass
class Work:
    """A deed under way, as its effects see it. `facts` are those after the decision; an effect may add to them, and put
    another row in place of `case` where the case moves to another street."""

    d: DeedInHand
    case: Case
    decision: Decision
    given: Mapping[str, Any]
    facts: CaseFacts
    calendar: WorkCalendar
    shown: dict[str, Any] = field(default_factory=dict)
    """What the timeline shows beside the words."""
    rows: list[Any] = field(default_factory=list)
    """Other rows the deed wrote, for the audit trail."""


def carry_out(
    d: DeedInHand,
    case: Case,
    deed: Deed,
    given: Mapping[str, Any] | None = None,
    photographs: Sequence[Photograph] = (),
) -> Step:
    """Do `deed` on the locked `case` with the fields `given`, and return the step written.

    Takes part in the caller's deed. Raises what `rules.decide` raises; then nothing has been written. What an effect says it
    must `reach` beyond the actor's own scope (the place a case is handed to) is reached within this deed alone.
    """
    effect = EFFECTS.get(deed)
    values = dict(given or {})
    facts = facts_of(case)
    if effect and effect.prepare:
        values = effect.prepare(d, case, facts, values)
    roles = roles_in_case(d.actor, case)
    decision = decide(deed, facts, values, by=d.actor.id, roles=roles, now=d.now)
    with d.widened(*values.get("reach", ())):
        return _write(d, case, decision, values, facts, effect, roles, photographs)


def _write(
    d: DeedInHand,
    case: Case,
    decision: Decision,
    values: Mapping[str, Any],
    facts: CaseFacts,
    effect: Effect | None,
    roles: frozenset[Role],
    photographs: Sequence[Photograph],
) -> Step:
    facts = after(facts, decision, values, by=d.actor.id, now=d.now)
    street_before = case.street_code
    work = Work(d, case, decision, values, facts, work_calendar(case.place_code))
    if effect and effect.apply:
        effect.apply(work)
        case = work.case
    _run_clocks(work)
    if decision.moves and decision.target in ENDED | {State.REOPENED}:
        end_parts(case, d.now)
    if decision.moves and decision.target is State.REOPENED:
        _open_again(case)
    keep_facts(case, work.facts)
    if decision.moves:
        case.moved_at = d.now
    set_alarm(case, work.facts, work.calendar)
    case.save()
    step = _write_step(work, roles)
    if photographs:
        keep_photographs(list(photographs), subject_id=step.id, place_code=case.place_code, by=d.actor.id, at=d.now)
    d.record(case, *work.rows)
    left = street_before if case.street_code != street_before else None
    d.announce(CaseMoved(case.id, case.street_code, step.id, left))
    return step


def _run_clocks(work: Work) -> None:
    notes, case, now = work.decision.notes, work.case, work.d.now
    if Note.PAUSE_CLOCKS in notes:
        pause_clocks(case, work.calendar, now)
    if Note.RESUME_CLOCKS in notes:
        resume_clocks(case, work.calendar, now)
    if Note.RESTART_CLOCKS in notes:
        restart_clocks(case, work.calendar, now)
    if work.decision.source in PAUSED and work.decision.target not in PAUSED:
        case.review_on = case.paused_at = case.response_left = case.handle_left = None
    work.facts = replace(work.facts, due_at=case.handle_due_at)


def _open_again(case: Case) -> None:
    """A new round: the answer and what was said of it no longer stand (the steps keep both), the alarm ladder starts from
    its foot."""
    case.fed_back_at = None
    case.answer = case.public_summary = ""
    case.solved, case.satisfaction, case.rated_at = None, "", None
    case.lead_title = ""
    case.alarm_step, case.response_alarmed = 0, False


def _write_step(work: Work, roles: frozenset[Role]) -> Step:
    text = next((str(work.given[name]).strip() for name in TEXT_FIELDS if work.given.get(name)), "")
    by_reporter = Role.REPORTER in roles
    decision, d = work.decision, work.d
    return Step.objects.create(
        place_code=work.case.place_code,
        street_code=work.case.street_code,
        case=work.case,
        at=d.now,
        deed=decision.deed.value,
        from_state=decision.source.value if decision.source else "",
        to_state=decision.target.value,
        actor_id=d.actor.id,
        actor_name="" if by_reporter else d.actor.name,
        text=text,
        facts={**work.shown, **({"notes": sorted(note.value for note in decision.notes)} if decision.notes else {})},
        is_public=decision.tells or by_reporter,
    )
