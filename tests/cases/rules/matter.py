"""A case on the table: people do deeds, the facts follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from linli.cases.rules import CaseFacts, Deed, LoopPolicy, State, after, available, decide
from linli.kernel.actor import Role
from linli.kernel.limits import Limit

PEOPLE = {
    "resident": {Role.REPORTER},
    "neighbour": {Role.REPORTER},
    "clerk": {Role.COMMUNITY_STAFF},
    "clerk_two": {Role.COMMUNITY_STAFF},
    "secretary": {Role.COMMUNITY_LEAD},
    "officer": {Role.GRID_OFFICER},
    "partner": {Role.GRID_OFFICER},
    "firm": {Role.PROPERTY_FIRM},
    "housing": {Role.DEPARTMENT_LIAISON},
    "street": {Role.STREET_STAFF},
    "street_two": {Role.STREET_LEAD},
    "centre": {Role.GOVERNANCE_CENTRE},
    "centre_two": {Role.GOVERNANCE_CENTRE},
    "system": {Role.SYSTEM},
}


class Matter:
    """One case and the clock it lives by."""

    def __init__(self, policy: LoopPolicy | None = None) -> None:
        self.facts = CaseFacts(case_id="case")
        self.now = datetime(2026, 11, 18, 2, tzinfo=UTC)
        self.policy = policy or LoopPolicy()
        self.decisions = []

    @property
    def state(self) -> State | None:
        return self.facts.state

    def do(self, who: str, deed: Deed, **given):
        where = {"by": who, "now": self.now}
        decision = decide(deed, self.facts, given, roles=PEOPLE[who], policy=self.policy, **where)
        self.facts = after(self.facts, decision, given, **where)
        self.decisions.append(decision)
        return decision

    def later(self, **span) -> None:
        self.now += timedelta(**span)

    def offered(self, who: str) -> dict:
        return {
            item.deed: item.why_not
            for item in available(self.facts, by=who, roles=PEOPLE[who], now=self.now, policy=self.policy)
        }

    def change(self, **fields) -> None:
        self.facts = replace(self.facts, **fields)


def contact(now: datetime) -> dict:
    return {"contacted": "张女士", "contacted_at": now}


ANSWER = {"reached": True, "resolved": True, "satisfaction": "satisfied"}


def bring_to(matter: Matter, state: State) -> Matter:
    """Walk the main line until the case stands in `state`."""
    walk = [
        (State.REPORTED, "resident", Deed.RAISE, {"body": "地下车库渗水"}),
        (State.FILED, "clerk", Deed.FILE, {"category": "0506", "place": "341702010901"}),
        (State.DISPATCHED, "clerk", Deed.DISPATCH, {"lead": "firm"}),
        (State.ACCEPTED, "firm", Deed.ACCEPT, {}),
        (State.HANDLING, "firm", Deed.RECORD_CONTACT, contact(matter.now)),
        (State.FED_BACK, "firm", Deed.FEED_BACK, {"result": "已堵漏"}),
        (State.INSPECTING, "officer", Deed.TAKE_INSPECTION, {}),
        (State.CALLING_BACK, "officer", Deed.PASS_INSPECTION, {}),
        (State.CLOSED, "clerk", Deed.CALL_BACK, ANSWER),
    ]
    for reached, who, deed, given in walk:
        matter.do(who, deed, **given)
        if deed is Deed.FILE:
            matter.change(due_at=matter.now + timedelta(days=20), original_limit=Limit.parse("15wd"))
        if reached is state:
            return matter
    raise AssertionError(f"{state} is not on the main line")
