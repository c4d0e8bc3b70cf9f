"""Who is told when something happens to a case. Idempotent: the same event told twice is told once.

Those who raised a matter without an account read its turns on its page; everybody else on the list of notices.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from linli.accounts.tell import tell
from linli.kernel.actor import Role
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.teams.models import Post

from .alarms import WARNED
from .events import AlarmRaised, CaseMoved, CaseRaised, EntryAdded
from .loop import facts_of
from .models import Assignment, Case, Entry, Step
from .people_in_case import people_of_posts
from .rules import Deed, Rung, State

DESKS = (Role.COMMUNITY_STAFF, Role.STREET_STAFF, Role.GOVERNANCE_CENTRE)
NEW_WORK = frozenset({Deed.DISPATCH, Deed.CONCLUDE_CONSULTATION, Deed.TRANSFER, Deed.WHISTLE})
BACK_TO_THE_DESK = frozenset({Deed.RETURN, Deed.RECORD_FINDING, Deed.SUBMIT, Deed.HAND_OVER})
TO_DECIDE = {
    Deed.ASK_EXTENSION: (Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD),
    Deed.PROPOSE_UNREASONABLE: (Role.STREET_STAFF, Role.GOVERNANCE_CENTRE),
    Deed.PROPOSE_VOID: (Role.GOVERNANCE_CENTRE,),
    Deed.APPEAL: (Role.COMMUNITY_LEAD, Role.STREET_LEAD),
    Deed.RAISE_LEVEL: (Role.STREET_STAFF, Role.STREET_LEAD),
}
TO_THE_HANDLERS = frozenset(
    {Deed.URGE, Deed.SUPERVISE, Deed.SUPPLEMENT, Deed.FAIL_INSPECTION, Deed.GRANT_EXTENSION, Deed.REFUSE_EXTENSION}
)


def tell_the_desk(event: CaseRaised) -> None:
    """A new matter waits for the community's desk."""
    with acting_in(Scope.everything()):
        case = _case(event)
        _tell(_desk_of(case), "case_raised", case, f"raised {case.id}")


def tell_of_another_voice(event: EntryAdded) -> None:
    """Those who handle the matter learn that others say the same."""
    with acting_in(Scope.everything()):
        case = _case(event)
        _tell(facts_of(case).handlers, "entry_added", case, f"entry {event.entry_id}")


def tell_of_a_turn(event: CaseMoved) -> None:
    """At each turn: whom it gives work, who must decide, and everybody who registered the matter (practices E3)."""
    with acting_in(Scope.everything()):
        case = _case(event)
        step = Step.objects.get(street_code=case.street_code, id=event.step_id)
        deed, once = Deed(step.deed), f"step {step.id}"
        by = frozenset({step.actor_id})
        if deed in NEW_WORK:
            _tell(_people_with_open_parts(case) - by, f"case_{deed.value}", case, once)
        elif deed in BACK_TO_THE_DESK:
            _tell(_desk_of(case) - by, f"case_{deed.value}", case, once)
        elif deed in TO_DECIDE:
            _tell(_holders_above(case, TO_DECIDE[deed]) - by, f"case_{deed.value}", case, once)
        elif deed in TO_THE_HANDLERS:
            _tell(facts_of(case).handlers - by, f"case_{deed.value}", case, once)
        if step.to_state == State.REOPENED.value and step.from_state != step.to_state:
            facts = facts_of(case)
            _tell(
                _desk_of(case) - facts.earlier_reviewers - facts.finding_by - by,
                "case_reopened",
                case,
                f"{once} reopened",
            )
        if step.is_public:
            _tell(_registrars(case) - by, "case_turn", case, f"{once} turn", deed=deed.value)
            for follower in _merged_into(case):
                _tell(_registrars(follower) - by, "case_turn", follower, f"{once} turn", deed=deed.value)


def tell_of_the_time(event: AlarmRaised) -> None:
    """A deadline is near (1), past (2) or long past: the people of the rung hear of it, and the handlers each time."""
    with acting_in(Scope.everything()):
        case = _case(event)
        handlers = facts_of(case).handlers or _desk_of(case)
        once = f"alarm {case.id} {case.handle_due_at} {event.step}"
        if event.step == 0:
            _tell(handlers, "case_response_late", case, once)
        elif event.step == WARNED:
            _tell(handlers, "case_due_soon", case, once)
        else:
            roles = {role for rung in tuple(Rung)[: event.step - WARNED] for role in rung.roles}
            _tell(handlers | _holders_above(case, roles), "case_overdue", case, once)


def _case(event: CaseRaised | EntryAdded | CaseMoved | AlarmRaised) -> Case:
    """The case of the event, wherever it is by now: it may have been handed to another street since."""
    cases = Case.objects.defer("search").filter(id=event.case_id)
    return cases.filter(street_code=event.street_code).first() or cases.get()


def _merged_into(case: Case) -> list[Case]:
    """The cases that were merged into this one, and those merged into them: their people are told too."""
    found: list[Case] = []
    latest = [case]
    while latest:
        latest = list(Case.objects.defer("search").filter(street_code=case.street_code, merged_into__in=latest))
        found += latest
    return found


def _tell(users: Iterable[UUID], kind: str, case: Case, once: str, **facts: str) -> None:
    told = {user for user in users if user}
    if told:
        tell(told, kind, case, {"code": case.code, "subject": case.subject, **facts}, once)


def _holders_above(case: Case, roles: Iterable[Role]) -> frozenset[UUID]:
    """The holders of posts of these roles whose place contains the case's. One statement."""
    above = [case.place_code[:length] for length in (6, 9, 12, 16, 18) if length <= len(case.place_code)]
    return frozenset(
        Post.public.filter(
            place_code__in=above, role__in=list(roles), closed_at__isnull=True, holder_id__isnull=False
        ).values_list("holder_id", flat=True)
    )


def _desk_of(case: Case) -> frozenset[UUID]:
    """The desk that receives the matter: the community's; where none stands above the place, the street's, else the
    centre's. One statement each."""
    return next((holders for role in DESKS if (holders := _holders_above(case, (role,)))), frozenset())


def _people_with_open_parts(case: Case) -> frozenset[UUID]:
    posts = Assignment.objects.filter(street_code=case.street_code, case=case, ended_at__isnull=True).values_list(
        "post_id", flat=True
    )
    return frozenset().union(*people_of_posts(posts).values())


def _registrars(case: Case) -> frozenset[UUID]:
    """Everybody in whose ledger the matter stands: who wrote the entry, and who holds the post it was written for."""
    entries = Entry.objects.filter(street_code=case.street_code, case=case, withdrawn_at__isnull=True)
    by, posts = set(), set()
    for entered_by, post_id in entries.values_list("entered_by", "post_id"):
        by.add(entered_by)
        posts.add(post_id)
    holders = Post.public.filter(Q(id__in=posts - {None}), holder_id__isnull=False).values_list("holder_id", flat=True)
    return frozenset(by - {None}) | frozenset(holders)
