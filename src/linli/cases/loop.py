"""What the rules remember of a case, kept with its row. The only place that writes a case's state."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from linli.kernel.plain_data import from_plain, to_plain

from .models import Case
from .people_in_case import people_of_post
from .rules import CaseFacts, Level, State


def facts_of(case: Case, handlers: frozenset[UUID] | None = None) -> CaseFacts:
    """The case as the rules see it. Who acts for the lead is read afresh: posts outlive their holders. One statement, none
    where the `handlers` have been read already."""
    facts = from_plain(CaseFacts, case.loop)
    if handlers is None:
        handlers = people_of_post(case.street_code, case.lead_post_id) if case.lead_post_id else frozenset()
    return replace(
        facts,
        case_id=case.id,
        state=State(case.state),
        level=Level(case.level),
        due_at=case.handle_due_at,
        handlers=handlers if facts.lead is not None else facts.handlers,
    )


def keep_facts(case: Case, facts: CaseFacts) -> None:
    """Put the facts into the row, and beside them what lists filter by. Does not save."""
    case.loop = to_plain(facts)
    case.state = facts.state.value
    case.level = facts.level.value
    case.lead_post_id = facts.lead
    case.closed_at = facts.closed_at
    case.reopenings = facts.reopenings
    case.is_extended = facts.extended
    case.is_self_closed = facts.is_self_closed
    case.was_whistled = facts.was_whistled
    case.responded_at = facts.first_contact_at
    case.proposed = (
        "void"
        if facts.void_proposed_by
        else "unreasonable"
        if facts.unreasonable_proposed_by
        else "extension"
        if facts.extension_asked_by
        else ""
    )
