"""The facts of a case after a decision: its history, folded, is its present."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from .choices import Note
from .decide import Decision
from .deeds import Deed
from .facts import CaseFacts, Id
from .states import ENDED, PAUSED, State


def after(facts: CaseFacts, decision: Decision, given: Mapping[str, Any], *, by: Id, now: datetime) -> CaseFacts:
    """The case once `decision` has been carried out. Deadlines (`due_at`, `original_limit`, `waiting_until`) need a
    calendar and are the action's to set; every other field is kept here."""
    facts = _who_did_what(facts, decision, given, by, now)
    if not decision.moves:
        return facts
    source, target = decision.source, decision.target
    changes: dict[str, Any] = {"state": target, "state_since": now}
    if target in PAUSED:
        changes["before_pause"] = source
    elif source in PAUSED:
        changes |= {"before_pause": None, "review_on": None, "waiting_until": None}
    if target is State.INSPECTING or source is State.INSPECTING:
        changes["inspector"] = by if target is State.INSPECTING else None
    if target is State.CLOSED:
        changes["closed_at"] = now
    if target in ENDED:
        changes |= {"void_proposed_by": None, "unreasonable_proposed_by": None, "extension_asked_by": None}
    if target is State.REOPENED:
        changes |= {
            "earlier_reviewers": facts.earlier_reviewers | facts.inspectors | facts.callers,
            "inspectors": frozenset(),
            "callers": frozenset(),
            "handlers": frozenset(),
            "assists": frozenset(),
            "lead": None,
            "lead_level": None,
            "called": frozenset(),
            "arrived": frozenset(),
            "returns": 0,
            "first_contact_at": None,
            "call_attempts": 0,
            "closed_at": None,
            "is_self_closed": False,
            "waited": False,
            "extended": False,
            "extension_asked_by": None,
            "extension_asked": None,
            "reopenings": facts.reopenings + 1,
        }
    return replace(facts, **changes)


def _who_did_what(facts: CaseFacts, decision: Decision, given: Mapping[str, Any], by: Id, now: datetime) -> CaseFacts:
    deed, notes = decision.deed, decision.notes
    changes: dict[str, Any] = {}
    if Note.FIRST_CONTACT in notes:
        changes["first_contact_at"] = given["contacted_at"]
    if Note.NOT_REACHED in notes:
        changes["call_attempts"] = facts.call_attempts + 1
    if Note.ENTRY_WITHDRAWN in notes:
        changes["open_reporters"] = facts.open_reporters - {by}
    if Note.START_CLOCKS in notes or (deed is Deed.SELF_CLOSE and facts.filed_at is None):
        changes["filed_at"] = now
    match deed:
        case Deed.SAVE_DRAFT:
            changes["author"] = by
        case Deed.RAISE | Deed.SUBMIT | Deed.ADD_ENTRY:
            entry = frozenset({given.get("entry", by)})
            changes |= {"reporters": facts.reporters | entry, "open_reporters": facts.open_reporters | entry}
        case Deed.VERIFY:
            changes["verifier"] = given["verifier"]
        case Deed.SELF_CLOSE:
            people = frozenset({by})
            entry = frozenset({given["entry"]}) if given.get("entry") is not None else frozenset()
            changes |= {
                "is_self_closed": True,
                "handlers": people,
                "ever_handled": facts.ever_handled | people,
                "reporters": facts.reporters | entry,
                "open_reporters": facts.open_reporters | entry,
            }
        case Deed.DISPATCH | Deed.CONCLUDE_CONSULTATION | Deed.TRANSFER:
            changes |= _assigned(facts, decision, given)
            if deed is not Deed.TRANSFER:
                changes["dispatcher"] = by
        case Deed.RETURN:
            changes |= {"returns": facts.returns + 1, "handlers": frozenset(), "lead": None, "lead_level": None}
        case Deed.ACCEPT | Deed.RECORD_CONTACT | Deed.RESUME_WORK | Deed.FEED_BACK:
            if by in facts.handlers | facts.assists:
                changes["ever_handled"] = facts.ever_handled | {by}
        case Deed.WHISTLE:
            departments = frozenset(given["departments"])
            changes |= {
                "was_whistled": True,
                "called": facts.called | departments,
                "arrived": facts.arrived - departments,
            }
        case Deed.RESPOND:
            changes |= {
                "arrived": facts.arrived | {given["department"]},
                "ever_handled": facts.ever_handled | {by},
                "assists": facts.assists | {by},
            }
        case Deed.TAKE_INSPECTION:
            changes["inspector"] = by
        case Deed.PASS_INSPECTION | Deed.FAIL_INSPECTION:
            changes["inspectors"] = facts.inspectors | {by}
        case Deed.CALL_BACK:
            changes["callers"] = facts.callers | {by}
        case Deed.ASK_EXTENSION:
            changes |= {"extension_asked_by": by, "extension_asked": given["extension"]}
        case Deed.GRANT_EXTENSION | Deed.REFUSE_EXTENSION:
            granted = deed is Deed.GRANT_EXTENSION
            changes |= {"extension_asked_by": None, "extension_asked": None, "extended": facts.extended or granted}
        case Deed.SUSPEND:
            changes["review_on"] = given["review_on"]
        case Deed.ASK_REPORTER:
            changes["waited"] = True
        case Deed.RAISE_LEVEL:
            changes["level"] = decision.settles["level"]
        case Deed.PROPOSE_VOID:
            changes["void_proposed_by"] = by
        case Deed.PROPOSE_UNREASONABLE:
            changes["unreasonable_proposed_by"] = by
        case Deed.DISMISS_PROPOSAL:
            changes |= {"void_proposed_by": None, "unreasonable_proposed_by": None}
        case Deed.REJECT:
            changes["finding_by"] = frozenset({by})
        case Deed.CONFIRM_UNREASONABLE:
            changes["finding_by"] = frozenset({by, facts.unreasonable_proposed_by})
        case Deed.APPEAL:
            changes["appealed_from"] = facts.state
    return replace(facts, **changes)


def _assigned(facts: CaseFacts, decision: Decision, given: Mapping[str, Any]) -> dict[str, Any]:
    """A new lead, and the people who act for it: `lead_people`, or the lead itself where it is a person."""
    lead = decision.settles.get("lead") or given["lead"]
    people = frozenset(given.get("lead_people") or {lead})
    assists = facts.assists if decision.deed is Deed.TRANSFER else frozenset(given.get("assists") or ())
    return {
        "lead": lead,
        "lead_level": given.get("lead_level"),
        "first_lead": facts.first_lead if facts.first_lead is not None else lead,
        "handlers": people,
        "assists": assists,
    }
