"""The lines of the permission matrix about halls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from linli.halls.actions.collect_opinion import Saying, collect_opinion
from linli.halls.actions.open_hall import HallShape, open_hall
from linli.halls.actions.plan_meeting import Plan, plan_meeting
from linli.halls.actions.raise_motion import raise_motion
from linli.halls.proposal import Proposal
from linli.halls.rules import MeetingKind, OpinionWay
from linli.kernel import clock
from linli.kernel.actor import Actor, Grant, Role, reporter
from tests.small_community import SmallCommunity

Arguments = Callable[[Any], dict[str, Any]]
Page = Callable[..., None]

HALL_KEEPERS = {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD}
HALL_READERS = HALL_KEEPERS | {Role.GOVERNANCE_CENTRE, Role.PATCH_LEADER}
IN_FIELD = {Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER}
OPINION_READERS = HALL_READERS | IN_FIELD
OPINION_COLLECTORS = IN_FIELD | {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD}


def _in_a_hall(place: str, *names: str, **more: Any) -> Arguments:
    """A hall somewhere, with a motion on the agenda of a meeting and an opinion; of these the ones named."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        code = getattr(town, place)
        made = open_hall(
            actor=system_keeper(code), key=None, place_code=code, shape=HallShape("street", str(uuid4())[:20])
        )
        found: dict[str, Any] = {"hall": made.id}
        if {"motion", "meeting"} & set(names):
            moved = raise_motion(actor=reporter(uuid4(), code), key=None, hall=made.key, proposal=Proposal("装充电桩"))
            starts = clock.now() + timedelta(days=9)
            plan = Plan(MeetingKind.MEETING, "议事会", "二楼", starts, starts + timedelta(hours=1))
            held = plan_meeting(actor=system_keeper(code), key=None, hall=made.key, plan=plan)
            found |= {"meeting": held.id, "motion": moved.code}
        if "opinion" in names:
            saying = Saying("广场声音大", code, OpinionWay.PAGE)
            found["opinion"] = collect_opinion(actor=reporter(uuid4(), code), key=None, saying=saying).code
        renamed = {"motion": "code", "opinion": "code"}
        return {renamed.get(name, name): found[name] for name in names} | more

    return arguments


def system_keeper(place_code: str) -> Actor:
    """Somebody of the staff of a place, for what a line of the table needs there."""
    return Actor(uuid4(), "staff", (Grant(Role.STREET_LEAD, place_code),))


def _hall_page(
    page: Page, name: str, names: tuple[str, ...], roles: set[Role], method: str = "get", **more: Any
) -> None:
    page(
        f"staff:{name}", method=method, roles=roles, inside=_in_a_hall("code", *names, **more),
        outside=_in_a_hall("neighbour_code", *names, **more), who="staff",
    )  # fmt: skip


def lines(page: Page) -> None:
    """Add the lines."""
    page("staff:halls", roles=HALL_READERS)
    page("staff:new_hall", roles=HALL_KEEPERS)
    page("staff:choose_hall", roles=HALL_KEEPERS | {Role.PATCH_LEADER})
    page("staff:opinions", roles=OPINION_READERS)
    page("staff:new_opinion", roles=OPINION_COLLECTORS)
    page("staff:opinion_card", roles={Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD})
    page("staff:export_opinions", method="post", roles=HALL_KEEPERS)
    for _name, _method, _roles in (
        ("hall", "get", HALL_READERS),
        ("export_motions", "get", HALL_READERS),
        ("export_hall_meetings", "get", HALL_READERS),
        ("edit_hall", "get", HALL_KEEPERS),
        ("shut_hall", "post", HALL_KEEPERS),
        ("hall_card", "get", HALL_READERS),
        ("hall_members", "get", HALL_READERS),
        ("new_hall_member", "get", HALL_READERS),
        ("child_opinion", "get", HALL_KEEPERS),
        ("new_motion", "get", HALL_KEEPERS | {Role.PATCH_LEADER}),
    ):
        _hall_page(page, _name, ("hall",), _roles, _method)
    _hall_page(page, "new_hall_meeting", ("hall",), HALL_READERS, kind="meeting")
    _hall_page(page, "unseat_hall_member", ("hall",), HALL_READERS, "post", member=uuid4())
    _hall_page(page, "opinion", ("opinion",), OPINION_READERS)
    _hall_page(page, "call_about_opinion", ("opinion",), HALL_KEEPERS, "post")
    _hall_page(page, "sort_opinion", ("opinion",), HALL_KEEPERS, sorting="answered")
    _hall_page(page, "motion", ("motion",), HALL_READERS)
    _hall_page(page, "call_about_motion", ("motion",), HALL_READERS, "post")
    _hall_page(page, "add_voice", ("motion",), HALL_KEEPERS)
    _hall_page(page, "motion_deed", ("motion",), HALL_READERS, deed="admit")
    _hall_page(page, "undertaking_done", ("motion",), HALL_KEEPERS | {Role.PATCH_LEADER}, "post", undertaking=uuid4())
    for _name, _method, _more in (
        ("hall_meeting", "get", {}),
        ("edit_meeting", "get", {}),
        ("call_meeting", "get", {}),
        ("cancel_hall_meeting", "get", {}),
        ("add_to_agenda", "post", {}),
        ("paper_list", "get", {}),
        ("quorum", "get", {}),
        ("meeting_sheet", "get", {}),
        ("minutes", "get", {}),
        ("amend_minutes", "post", {}),
        ("decide_amendment", "post", {"amendment": uuid4()}),
        ("print_minutes", "get", {}),
    ):
        _hall_page(page, _name, ("meeting",), HALL_READERS, _method, **_more)
    _hall_page(page, "resolve_motion", ("meeting", "motion"), HALL_READERS)
    for _name, _more in (("tick_members", {}), ("turn_minutes", {"turn": "lay-out"})):
        page(
            f"staff:{_name}",
            method="post",
            roles=HALL_READERS,
            inside=lambda town, more=_more: {"meeting": uuid4(), **more},
        )
    _hall_page(page, "put_to_vote", ("meeting", "motion"), HALL_READERS)
