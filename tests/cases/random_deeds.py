"""What a random history is made of: who tries what with which form, the look at every row it may touch, and the way home."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from linli.accounts.models import Notice
from linli.cases.actions.move_case import move_case
from linli.cases.loop import facts_of
from linli.cases.matter import PlaceChosen
from linli.cases.models import Assignment, Case, Entry, Step
from linli.cases.people_in_case import roles_in_case
from linli.cases.rules import Deed, State, available
from linli.kernel.actor import Actor, reporter
from linli.kernel.errors import Refusal
from linli.kernel.limits import Limit
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine, OutboxMessage
from linli.ledger.scoped import acting_in
from tests.small_community import SmallCommunity

PEOPLE = (
    *("staff", "staff2", "lead", "officer_a", "officer_b", "leader", "patch_leader", "captain", "firm"),
    *("street_staff", "street_lead", "centre", "centre2", "chengguan", "zhujian", "neighbour_staff", "reporter"),
)
ONLY_WORDS = frozenset({Deed.ADD_NOTE, Deed.SUPPLEMENT, Deed.URGE, Deed.SUPERVISE, Deed.RAISE_LEVEL, Deed.WITHDRAW})
WATCHED = (Case, Step, Entry, Assignment, AuditLine, OutboxMessage, Notice)


@dataclass
class History:
    """Two cases of one town, and what happens to them."""

    town: SmallCommunity
    now: datetime
    cases: list[UUID] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    steps_seen: dict[UUID, tuple] = field(default_factory=dict)

    def read(self, which: int) -> Case:
        with acting_in(Scope.everything()):
            return Case.objects.get(id=self.cases[which])

    def actor(self, who: str, case: Case) -> Actor:
        if who == "reporter":
            with acting_in(Scope.everything()):
                entry = Entry.objects.filter(case_id=case.id).order_by("withdrawn_at", "id").first()
            return reporter(entry.id, case.place_code)
        if who not in self.actors:
            self.actors[who] = self.town.actor(who)
        return self.actors[who]

    def offers(self, actor: Actor, case: Case) -> list[Deed]:
        """What the page would offer this person, were the form of every deed at hand."""
        with acting_in(Scope.everything()):
            facts, roles = facts_of(case), roles_in_case(actor, case)
        found = available(facts, by=actor.id, roles=roles, now=self.now)
        return [one.deed for one in found if one.why_not is None and one.deed is not Deed.ADD_ENTRY]

    def somebody_offered(self, case: Case, turn: int) -> tuple[str, list[Deed]]:
        """Somebody who may do more than say something, and what: the first of the people, counted from `turn` on."""
        for place in range(len(PEOPLE)):
            who = PEOPLE[(turn + place) % len(PEOPLE)]
            if deeds := [deed for deed in self.offers(self.actor(who, case), case) if deed not in ONLY_WORDS]:
                return who, deeds
        return PEOPLE[0], []

    def form(self, turn: int, unhappy: bool) -> dict[str, Any]:
        """A form of all deeds at once, filled in."""
        post = {name: row.id for name, row in self.town.posts.items()}
        leads = [post[name] for name in ("officer_a", "officer_b", "firm", "staff2", "street_staff", "chengguan")]
        called = [post["zhujian"], post["chengguan"], post["street_staff"]]
        building = self.town.buildings[turn % 4]
        homes = [
            PlaceChosen(self.town.neighbour_grid, self.town.neighbour_estate.id, None, "邻家花园"),
            PlaceChosen(self.town.code),
            PlaceChosen(self.town.street),
            PlaceChosen("341702003001"),
        ]
        return {
            **{"text": "情况如此", "reason": "理由" if unhappy or turn % 3 else "", "result": "已办好"},
            **{"finding": "属实", "question": "几号楼？", "minutes": "已商定", "contacted": "张女士"},
            "category": ("0301", "0506")[turn % 2],
            "place": homes[turn % 4] if unhappy else PlaceChosen(building.place_code, building.estate_id, building.id),
            "verifier": self.actors["officer_a"].id if "officer_a" in self.actors else uuid4(),
            "lead": leads[turn % len(leads)],
            "assists": (leads[(turn + 1) % len(leads)],) if turn % 2 else (),
            "nobody_owns": turn % 5 == 0,
            "contacted_at": self.now - timedelta(minutes=5),
            "kind": "emergency",
            "departments": frozenset({called[turn % 3]}),
            "invited": ["firm"],
            "reached": turn % 4 > 0,
            "resolved": not unhappy,
            "satisfaction": "dissatisfied" if unhappy else "satisfied",
            "extension": Limit.parse(("1wh", "1wd")[turn % 2]),
            "review_on": (self.now + timedelta(days=10)).date(),
        }

    def do(self, which: int, who: str, deed: Deed, given: dict[str, Any], key: UUID | None = None) -> Step:
        case = self.read(which)
        actor = self.actor(who, case)
        return move_case(actor=actor, key=key or uuid4(), case=case.key, deed_done=deed, given=given)


def everything_written() -> str:
    """A digest of every row a deed may touch."""
    parts = [
        f"SELECT '{model._meta.db_table}' || coalesce(md5(string_agg(t::text, '|' ORDER BY t.id)), '') AS line"
        f" FROM {model._meta.db_table} t"
        for model in WATCHED
    ]
    with acting_in(Scope.everything()), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return "\n".join(sorted(line for (line,) in cursor.fetchall()))


def way_home(state: State, history: History) -> list[tuple[Deed, dict[str, Any]]]:
    """The deeds that lead a case of this state towards its end, in the order to be tried."""
    post = history.town.posts
    leads = [post[name].id for name in ("staff2", "staff", "street_staff", "centre", "officer_a")]
    dispatch = [(Deed.DISPATCH, {"lead": lead}) for lead in leads]
    conclude = [(Deed.CONCLUDE_CONSULTATION, {"minutes": "商定", "lead": lead}) for lead in leads]
    work = [(Deed.RESUME_WORK, {})]
    again = [
        (Deed.TRANSFER, {"lead": row.id, "reason": "由我来办"}) for row in post.values() if row.holder_id is not None
    ]
    consult = [(Deed.CONSULT, {"invited": ["firm"]})]
    feed_back = [(Deed.FEED_BACK, {"result": "办好了"})]
    rated = {"resolved": True, "satisfaction": "satisfied"}
    ways: dict[State, list[tuple[Deed, dict[str, Any]]]] = {
        State.REPORTED: [(Deed.FILE, {"category": "0301"})],
        State.VERIFYING: [(Deed.FILE, {"category": "0301"})],
        State.FILED: dispatch,
        State.RETURNED: dispatch,
        State.REOPENED: [*dispatch, (Deed.FILE, {"category": "0301"})],
        State.DISPATCHED: [(Deed.ACCEPT, {}), *again],
        State.ACCEPTED: [*work, *again],
        State.REWORK: [*work, *again],
        State.WHISTLED: [*work, *consult],
        State.JOINED: [*feed_back, *consult],
        State.CONSULTING: conclude,
        State.HANDLING: [*feed_back, *again],
        State.FED_BACK: [(Deed.PASS_INSPECTION, {})],
        State.INSPECTING: [(Deed.PASS_INSPECTION, {})],
        State.CALLING_BACK: [(Deed.CALL_BACK, {"reached": True, **rated}), (Deed.RATE, rated)],
        State.SUSPENDED: [(Deed.RESUME, {})],
        State.WAITING: [(Deed.STOP_WAITING, {})],
        State.APPEALED: [(Deed.GRANT_APPEAL, {"reason": "成立"})],
    }
    return ways[state]


def bring_home(history: History, which: int) -> State:
    """Lead an open case to its end by real deeds of real people; the state it comes to."""
    seen: list[State] = []
    while (state := State(history.read(which).state)) in OPEN_STATES:
        seen.append(state)
        assert len(seen) < 25, f"goes in circles: {seen}"
        if not one_step_home(history, which, state):
            raise AssertionError(f"nobody can go on from {state}: {[*seen]}")
    return state


OPEN_STATES = frozenset(State) - {
    *(State.CLOSED, State.ARCHIVED, State.SELF_CLOSED, State.REJECTED, State.MERGED, State.WITHDRAWN),
    *(State.VOID, State.UNREASONABLE, State.DRAFT),
}


def one_step_home(history: History, which: int, state: State) -> bool:
    for deed, given in way_home(state, history):
        for who in PEOPLE:
            case = history.read(which)
            if deed not in history.offers(history.actor(who, case), case):
                continue
            try:
                history.do(which, who, deed, given)
            except Refusal:
                continue
            return True
    return False
