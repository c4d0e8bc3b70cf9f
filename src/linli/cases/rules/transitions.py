"""The whole loop of one matter as one table (standards.zh.md §8). Everything else in this package reads it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from linli.kernel.actor import Role

from . import checks, choices, guards
from .choices import Note, Turn
from .deeds import Deed
from .guards import DESK
from .states import ENDED, OPEN, UNDER_WAY, State
from .transition import Transition, row

GRID = frozenset({Role.GRID_OFFICER, Role.GRID_LEADER})
FRONT = GRID | {Role.BUILDING_CAPTAIN, Role.PATCH_LEADER}
COMMUNITY = frozenset({Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD})
STREET = frozenset({Role.STREET_STAFF, Role.STREET_LEAD})
CENTRE = frozenset({Role.GOVERNANCE_CENTRE})
CALLED = frozenset({Role.DEPARTMENT_LIAISON, Role.PROPERTY_FIRM})
STAFF = FRONT | DESK | CALLED
REPORTER = frozenset({Role.REPORTER})
SYSTEM = frozenset({Role.SYSTEM})
LEADS = STREET | CENTRE | {Role.COMMUNITY_LEAD}
"""Those who may pause or press a case and judge an appeal."""

S = State
g, c, to = guards, checks, choices
D, STAY = Deed, Turn.STAY
_JUDGED_BY_OTHERS = (g.not_handler, g.not_earlier_reviewer)
_ANSWERABLE = {S.CALLING_BACK, S.SELF_CLOSED}
_ASKABLE = (UNDER_WAY - {S.REOPENED}) | {S.REPORTED, S.VERIFYING}
_EXTENDABLE = UNDER_WAY - {S.REOPENED, S.FILED}
_CONTACTABLE = OPEN - {S.ACCEPTED, S.REWORK, S.CALLING_BACK, S.APPEALED}

TABLE: tuple[Transition, ...] = (
    # raising
    row(D.SAVE_DRAFT, {None, S.DRAFT}, S.DRAFT, STAFF, (), (g.own_draft,)),
    row(D.RAISE, {None}, S.REPORTED, STAFF | REPORTER | SYSTEM, ("body",), main=True, tells=True),
    row(D.SUBMIT, {S.DRAFT}, S.REPORTED, STAFF, ("body",), (g.own_draft,), main=True, tells=True),
    row(D.DISCARD, {S.DRAFT}, S.VOID, STAFF, (), (g.own_draft,)),
    row(D.ADD_ENTRY, OPEN, STAY, STAFF, ("entry",), tells=True),
    # receiving
    row(
        D.FILE,
        {S.REPORTED, S.VERIFYING, S.REOPENED},
        S.FILED,
        DESK,
        ("category", "place"),
        (g.not_filed_yet, g.fresh_eye_after_reopening),
        notes=frozenset({Note.START_CLOCKS}),
        main=True,
        tells=True,
    ),
    row(D.VERIFY, {S.REPORTED}, S.VERIFYING, DESK, ("verifier",)),
    row(
        D.RECORD_FINDING,
        {S.VERIFYING},
        S.REPORTED,
        FRONT | DESK,
        ("finding",),
        (g.is_verifier_or_desk,),
        main=True,
    ),
    row(D.REJECT, {S.REPORTED, S.VERIFYING}, S.REJECTED, DESK, ("reason",), tells=True),
    row(
        D.SELF_CLOSE,
        {None, S.REPORTED, S.VERIFYING, S.FILED},
        S.SELF_CLOSED,
        GRID | COMMUNITY | {Role.BUILDING_CAPTAIN},
        ("category", "place", "result"),
        tells=True,
    ),
    # assigning
    row(
        D.DISPATCH,
        {S.FILED, S.RETURNED, S.REOPENED},
        S.DISPATCHED,
        DESK,
        ("lead",),
        (g.is_filed, g.fresh_eye_after_reopening),
        main=True,
        tells=True,
    ),
    row(D.ACCEPT, {S.DISPATCHED}, S.ACCEPTED, STAFF, (), (g.is_handler,), main=True),
    row(
        D.RETURN,
        {S.DISPATCHED, S.ACCEPTED},
        (S.RETURNED, S.CONSULTING),
        STAFF,
        ("reason",),
        (g.is_handler,),
        choose=to.returned_once_or_twice,
    ),
    row(
        D.TRANSFER,
        {S.DISPATCHED, S.ACCEPTED, S.HANDLING, S.REWORK},
        STAY,
        STAFF,
        ("lead", "lead_level", "reason"),
        (g.is_handler_or_desk,),
        checks=(c.same_level,),
        tells=True,
    ),
    row(
        D.HAND_OVER,
        {S.REPORTED, S.FILED, S.RETURNED},
        STAY,
        DESK,
        ("place", "reason"),
        tells=True,
    ),
    # working
    row(
        D.RECORD_CONTACT,
        {S.ACCEPTED, S.REWORK},
        S.HANDLING,
        STAFF,
        ("contacted", "contacted_at"),
        (g.works_on_it_or_desk,),
        checks=(c.contact_lies_in_the_past,),
        choose=to.first_contact,
        main=True,
    ),
    row(
        D.RECORD_CONTACT,
        _CONTACTABLE,
        STAY,
        STAFF,
        ("contacted", "contacted_at"),
        (g.works_on_it_or_desk,),
        checks=(c.contact_lies_in_the_past,),
        choose=to.first_contact,
    ),
    row(
        D.RESUME_WORK,
        {S.ACCEPTED, S.REWORK, S.WHISTLED, S.JOINED},
        S.HANDLING,
        STAFF,
        (),
        (g.is_handler,),
        main=True,
    ),
    row(
        D.FEED_BACK,
        {S.HANDLING, S.JOINED},
        S.FED_BACK,
        STAFF,
        ("result",),
        (g.is_handler,),
        main=True,
        tells=True,
    ),
    # joining forces
    row(
        D.WHISTLE,
        {S.FILED, S.DISPATCHED, S.ACCEPTED, S.RETURNED, S.HANDLING, S.CONSULTING, S.REWORK},
        S.WHISTLED,
        GRID | DESK | {Role.PATCH_LEADER},
        ("kind", "departments"),
        (g.works_on_it_or_desk,),
        checks=(c.whistle_kind_is_known,),
        tells=True,
    ),
    row(
        D.RESPOND,
        {S.WHISTLED},
        S.JOINED,
        CALLED | STREET,
        ("department",),
        checks=(c.department_was_called,),
        main=True,
        tells=True,
    ),
    row(
        D.RESPOND,
        {S.JOINED, S.CONSULTING, S.HANDLING, S.DISPATCHED, S.ACCEPTED},
        STAY,
        CALLED | STREET,
        ("department",),
        (g.whistle_was_blown,),
        checks=(c.department_was_called,),
    ),
    row(D.CONSULT, {S.WHISTLED, S.JOINED, S.RETURNED, S.DISPATCHED}, S.CONSULTING, DESK, ("invited",)),
    row(
        D.CONCLUDE_CONSULTATION,
        {S.CONSULTING},
        S.DISPATCHED,
        DESK,
        ("minutes",),
        checks=(c.lead_is_named_or_first_receiver_leads,),
        choose=to.agreed_lead,
        main=True,
        tells=True,
    ),
    # judging the result
    row(
        D.TAKE_INSPECTION,
        {S.FED_BACK, S.SELF_CLOSED, S.INSPECTING},
        S.INSPECTING,
        FRONT | DESK,
        (),
        (*_JUDGED_BY_OTHERS, g.not_dispatcher, g.not_yet_taken_by_me),
        main=True,
    ),
    row(
        D.PASS_INSPECTION,
        {S.FED_BACK, S.INSPECTING},
        S.CALLING_BACK,
        FRONT | DESK,
        (),
        (*_JUDGED_BY_OTHERS, g.not_dispatcher, g.inspection_is_free_or_mine),
        main=True,
        tells=True,
    ),
    row(
        D.FAIL_INSPECTION,
        {S.FED_BACK, S.INSPECTING},
        S.REWORK,
        FRONT | DESK,
        ("reason",),
        (*_JUDGED_BY_OTHERS, g.not_dispatcher, g.inspection_is_free_or_mine),
    ),
    row(
        D.CALL_BACK,
        _ANSWERABLE,
        (S.CLOSED, S.REOPENED, STAY),
        DESK | {Role.GRID_LEADER, Role.PATCH_LEADER},
        ("reached",),
        _JUDGED_BY_OTHERS,
        checks=(c.answer_is_whole,),
        choose=to.after_answer,
        main=True,
        tells=True,
    ),
    row(
        D.RATE,
        _ANSWERABLE | {S.CLOSED},
        (S.CLOSED, S.REOPENED),
        REPORTER,
        ("resolved", "satisfaction"),
        (g.is_reporter, g.not_handler, g.within_days_of_closing),
        checks=(c.answer_is_whole,),
        choose=to.after_answer,
        main=True,
        tells=True,
    ),
    row(
        D.REOPEN,
        {S.CLOSED, S.SELF_CLOSED},
        S.REOPENED,
        REPORTER,
        ("reason",),
        (g.is_reporter, g.within_days_of_closing),
        tells=True,
    ),
    row(
        D.CLOSE_UNANSWERED,
        _ANSWERABLE,
        S.CLOSED,
        SYSTEM,
        (),
        (g.unanswered,),
        notes=frozenset({Note.NOT_RATED}),
        tells=True,
    ),
    # time
    row(
        D.ASK_EXTENSION,
        _EXTENDABLE,
        STAY,
        STAFF,
        ("reason", "extension"),
        (g.is_handler, g.has_deadline, g.not_extended, g.no_extension_asked, g.before_the_deadline),
        checks=(c.extension_is_no_longer_than_the_limit,),
    ),
    row(
        D.GRANT_EXTENSION,
        _EXTENDABLE,
        STAY,
        DESK,
        (),
        (g.extension_asked, g.another_asked, g.not_extended, g.before_the_deadline),
        choose=to.extension_as_asked,
        tells=True,
    ),
    row(D.REFUSE_EXTENSION, _EXTENDABLE, STAY, DESK, ("reason",), (g.extension_asked, g.another_asked)),
    row(
        D.SUSPEND,
        UNDER_WAY,
        S.SUSPENDED,
        LEADS,
        ("reason", "review_on"),
        (g.not_handler,),
        checks=(c.review_day_is_near,),
        tells=True,
    ),
    row(
        D.RESUME,
        {S.SUSPENDED},
        Turn.BEFORE_PAUSE,
        DESK | SYSTEM,
        (),
        (g.review_day_for_system,),
        main=True,
        tells=True,
    ),
    row(D.ASK_REPORTER, _ASKABLE, S.WAITING, STAFF, ("question",), (g.works_on_it_or_desk, g.not_waited), tells=True),
    row(D.SUPPLEMENT, {S.WAITING}, Turn.BEFORE_PAUSE, REPORTER, ("text",), (g.is_reporter,), main=True),
    row(D.SUPPLEMENT, OPEN - {S.WAITING}, STAY, REPORTER, ("text",), (g.is_reporter,)),
    row(
        D.STOP_WAITING,
        {S.WAITING},
        Turn.BEFORE_PAUSE,
        STAFF | SYSTEM,
        (),
        (g.works_on_it_desk_or_system, g.wait_over_for_system),
    ),
    # pressing
    row(D.RAISE_LEVEL, UNDER_WAY | {S.REPORTED}, STAY, FRONT | DESK, ("reason",), choose=to.one_level_up),
    row(D.URGE, OPEN, STAY, REPORTER | DESK),
    row(D.SUPERVISE, OPEN, STAY, LEADS, ("text",)),
    row(D.ESCALATE, UNDER_WAY | {S.FED_BACK, S.INSPECTING}, STAY, SYSTEM, ("rung",)),
    row(
        D.CORRECT_KIND,
        UNDER_WAY - {S.REOPENED},
        STAY,
        DESK,
        ("category", "reason"),
        (g.not_extended,),
        tells=True,
    ),
    row(D.ADD_NOTE, OPEN | (ENDED - {S.ARCHIVED}), STAY, STAFF, ("text",)),
    # ending otherwise
    row(
        D.MERGE,
        OPEN - {S.APPEALED},
        S.MERGED,
        DESK,
        ("into", "into_state"),
        checks=(c.merged_into_an_open_case,),
        tells=True,
    ),
    row(
        D.WITHDRAW,
        OPEN,
        (S.WITHDRAWN, STAY),
        REPORTER,
        (),
        (g.is_reporter,),
        choose=to.last_reporter_or_not,
    ),
    row(D.PROPOSE_VOID, OPEN, STAY, CENTRE, ("reason",), (g.nothing_proposed,)),
    row(
        D.CONFIRM_VOID,
        OPEN,
        S.VOID,
        CENTRE,
        ("reason",),
        (g.void_proposed, g.another_proposed_void),
        tells=True,
    ),
    row(D.PROPOSE_UNREASONABLE, OPEN - {S.APPEALED}, STAY, DESK, ("reason",), (g.nothing_proposed,)),
    row(
        D.CONFIRM_UNREASONABLE,
        OPEN - {S.APPEALED},
        S.UNREASONABLE,
        STREET | CENTRE,
        ("reason",),
        (g.unreasonable_proposed, g.another_proposed_unreasonable, g.not_handler),
        tells=True,
    ),
    row(D.DISMISS_PROPOSAL, OPEN, STAY, DESK, (), (g.something_proposed,)),
    row(
        D.APPEAL,
        {S.UNREASONABLE, S.REJECTED},
        S.APPEALED,
        REPORTER,
        ("reason",),
        (g.is_reporter, g.never_appealed, g.within_days_of_finding),
        main=True,
        tells=True,
    ),
    row(
        D.UPHOLD,
        {S.APPEALED},
        (S.UNREASONABLE, S.REJECTED),
        LEADS,
        ("reason",),
        (g.no_part_in_finding, g.not_handler),
        choose=to.back_to_the_finding,
        main=True,
        tells=True,
    ),
    row(
        D.GRANT_APPEAL,
        {S.APPEALED},
        S.REOPENED,
        LEADS,
        ("reason",),
        (g.no_part_in_finding, g.not_handler),
        main=True,
        tells=True,
    ),
    row(D.ARCHIVE, ENDED - {S.ARCHIVED, S.SELF_CLOSED}, S.ARCHIVED, SYSTEM, (), (g.answer_days_over,), main=True),
)


def by_deed_and_state(table: tuple[Transition, ...]) -> Mapping[tuple[Deed, State | None], Transition]:
    """The table indexed as it is asked. `check_table` has made sure that no two rows claim the same place."""
    return MappingProxyType({(one.deed, source): one for one in table for source in one.sources})


INDEX = by_deed_and_state(TABLE)

ROWS_IN: Mapping[State | None, tuple[Transition, ...]] = MappingProxyType(
    {state: tuple(one for one in TABLE if state in one.sources) for state in (None, *State)}
)
"""What can be done in a state, in the order of the table."""
