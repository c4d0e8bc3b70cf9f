"""Who may open what: one line for every address behind the sign-in. A new page adds its line here.

    page("staff:audit", roles={Role.AUDITOR})
    page("staff:account", roles={Role.ADMINISTRATOR}, inside=lambda town: {"user_id": …}, outside=lambda town: {"user_id": …})
    page("staff:close_account", method="post", …)

`roles` may open the page, nobody else (None: everybody who is signed in). `inside` gives the address's arguments for something in
everybody's jurisdiction, `outside` for something beyond it, which must then be 404 (or 403) and never be shown. `who` names the
holder of a role in the small community for whom `outside` is out of scope (the first of the roles by default). The test walks
every line × every role, without a session, in and out of scope, and fails for an address without a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.urls import URLPattern, URLResolver, get_resolver

from linli.accounts.models import Grant, User
from linli.activities.actions.keep_venue import keep_venue
from linli.activities.actions.plan_activity import plan_activity
from linli.activities.plan import ActivityPlan, VenuePlan
from linli.alliance.actions.ask_need import Asked, ask_need
from linli.alliance.actions.call_meeting import call_meeting
from linli.alliance.actions.collect_wish import collect_wish
from linli.alliance.actions.join_alliance import join_alliance
from linli.alliance.actions.pair_household import Household, pair_household
from linli.alliance.actions.propose_project import propose_project
from linli.alliance.hope import Hope, WishWay
from linli.cases.actions.take_in_ledger import MAY_IMPORT, take_in_ledger
from linli.cases.ledger_files import propose_mapping
from linli.forms.actions.draft_survey import draft_survey
from linli.forms.actions.register_form import register_form
from linli.forms.rules.registered import Registration, Rhythm, fields_of
from linli.insight.actions.draft_report import draft_report
from linli.insight.issue_steps import open_issue
from linli.insight.models import Telling
from linli.insight.rules import half_month_of
from linli.kernel import clock
from linli.kernel.actor import Role, reporter, system
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.ask_for_grid_design import ask_for_grid_design
from linli.places.actions.begin_grid_draft import begin_grid_draft
from linli.places.actions.hand_in_ground_file import hand_in_ground_file
from linli.places.models import GridDesign, GridDraft
from linli.places.rules.grid_design import AskedOfDesign
from tests.doors import (
    address_lines,
    centre_lines,
    export_lines,
    ground_lines,
    hall_lines,
    tie_lines,
    volunteer_lines,
    vote_lines,
)
from tests.forms import surveys
from tests.small_community import SmallCommunity, actor_of

Arguments = Callable[[SmallCommunity], dict[str, Any]]
GUARDED = ("staff", "field", "centre")
"""The namespaces behind the sign-in."""

OPEN_TO_ALL = frozenset({"staff:sign_in"})

HOLDERS = {
    Role.GRID_OFFICER: "officer_a",
    Role.GRID_LEADER: "leader",
    Role.BUILDING_CAPTAIN: "captain",
    Role.PATCH_LEADER: "patch_leader",
    Role.COMMUNITY_STAFF: "staff",
    Role.COMMUNITY_LEAD: "lead",
    Role.STREET_STAFF: "street_staff",
    Role.STREET_LEAD: "street_lead",
    Role.DEPARTMENT_LIAISON: "chengguan",
    Role.PROPERTY_FIRM: "firm",
    Role.GOVERNANCE_CENTRE: "centre",
    Role.ADMINISTRATOR: "keeper",
    Role.AUDITOR: "auditor",
    Role.WALL: "wall",
}
"""Who holds each role in the small community; `keeper` administers the community alone, `wall` is the screen in its hall."""


@dataclass(frozen=True)
class Line:
    name: str
    roles: frozenset[Role] | None
    method: str
    inside: Arguments
    outside: Arguments | None
    who: str
    data: dict[str, str] = field(default_factory=dict)


LINES: dict[str, Line] = {}


def page(
    name: str,
    *,
    roles: Iterable[Role] | None = None,
    method: str = "get",
    inside: Arguments = lambda town: {},
    outside: Arguments | None = None,
    who: str = "",
    data: dict[str, str] | None = None,
) -> None:
    """Add a line to the table (see the module)."""
    allowed = None if roles is None else frozenset(roles)
    first = who or HOLDERS[min(allowed)] if allowed else who or "staff"
    LINES[name] = Line(name, allowed, method, inside, outside, first, data or {})


def all_names() -> Iterable[str]:
    """The name of every address that the platform has now, each as often as it is given."""
    return _names(get_resolver())


def guarded_names() -> set[str]:
    """The names of every address behind the sign-in that the platform has now."""
    return {name for name in all_names() if name.partition(":")[0] in GUARDED} - OPEN_TO_ALL


def _names(resolver: URLResolver, namespace: str = "") -> Iterable[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield namespace + (one.name or f"unnamed {one.pattern}")
        else:
            yield from _names(one, f"{namespace}{one.namespace}:" if one.namespace else namespace)


def _account(name: str) -> Arguments:
    return lambda town: {"user_id": town.users[name].id}


def _grant(name: str) -> Arguments:
    return lambda town: {"user_id": town.users[name].id, "grant_id": _first_grant(town.users[name])}


def _first_grant(user: User) -> UUID:
    return Grant.objects.filter(user=user).values_list("id", flat=True).first()


ADMINISTRATOR = {Role.ADMINISTRATOR}

page("staff:sign_out", method="post")
page("staff:change_password")
page("staff:my_account")
page("staff:notices")
page("staff:mark_all_read", method="post")
page(
    "staff:open_notice", inside=lambda town: {"notice_id": town.notice_id}, outside=lambda town: {"notice_id": uuid4()}
)
page("staff:accounts", roles=ADMINISTRATOR)
page("staff:open_account", roles=ADMINISTRATOR)
page("staff:account", roles=ADMINISTRATOR, inside=_account("staff"), outside=_account("neighbour_staff"))
page(
    "staff:grant_role",
    method="post",
    roles=ADMINISTRATOR,
    inside=_account("staff"),
    outside=_account("neighbour_staff"),
)
page(
    "staff:revoke_role", method="post", roles=ADMINISTRATOR, inside=_grant("staff2"), outside=_grant("neighbour_staff")
)
page("staff:close_account", method="post", roles=ADMINISTRATOR, inside=_account("staff2"), outside=_account("centre"))
page("staff:reopen_account", method="post", roles=ADMINISTRATOR, inside=_account("staff"), outside=_account("centre"))
page("staff:unlock_account", method="post", roles=ADMINISTRATOR, inside=_account("staff"), outside=_account("centre"))
page("staff:reset_password", method="post", roles=ADMINISTRATOR, inside=_account("staff2"), outside=_account("centre"))
page("staff:audit", roles={Role.AUDITOR})
page("staff:export_audit", method="post", roles={Role.AUDITOR})

WITH_CASES = set(HOLDERS) - {Role.ADMINISTRATOR, Role.AUDITOR, Role.WALL}


def _case(**more: str) -> Arguments:
    return lambda town: {"code": town.case_code, **more}


def _neighbours_case(**more: str) -> Arguments:
    return lambda town: {"code": town.neighbours_case_code, **more}


page("staff:desk", roles=WITH_CASES)
page("staff:cases", roles=WITH_CASES, data={"q": "漏水"})
page("staff:print_cases", roles=WITH_CASES)
page("staff:export_cases", method="post", roles=WITH_CASES)
page("staff:batch", method="post", roles=WITH_CASES)
page("staff:quick_entry", roles=WITH_CASES)
page("staff:entry_hints", method="post", roles=WITH_CASES)
page("staff:my_entries", roles=WITH_CASES)
page("staff:case", roles=WITH_CASES, inside=_case(), outside=_neighbours_case(), who="staff")
page("staff:print_case", roles=WITH_CASES, inside=_case(), outside=_neighbours_case(), who="staff")
page("staff:receipt", roles=WITH_CASES, inside=_case(), outside=_neighbours_case(), who="staff")
page("staff:case_deed", roles=WITH_CASES, inside=_case(deed="file"), outside=_neighbours_case(deed="file"), who="staff")
page(
    "staff:call_reporter",
    method="post",
    roles=WITH_CASES,
    inside=lambda town: {"code": town.case_code, "entry": uuid4()},
    outside=lambda town: {"code": town.neighbours_case_code, "entry": uuid4()},
    who="staff",
)
page(
    "staff:photograph",
    roles=WITH_CASES,
    inside=lambda town: {"street": int(town.street), "photograph": uuid4()},
    outside=lambda town: {"street": int(town.street), "photograph": uuid4()},
    who="staff",
)

page("staff:check_reply", method="post", roles=WITH_CASES, inside=_case(), outside=_neighbours_case(), who="staff")
page("staff:draft_reply", method="post", roles=WITH_CASES, inside=_case(), outside=_neighbours_case(), who="staff")
page("staff:try_reply", roles=WITH_CASES)
page("staff:writing_aid", roles=ADMINISTRATOR)

page("staff:map", roles=WITH_CASES, data={"in": "341702010"})
page(
    "staff:map_tile",
    roles=WITH_CASES | {Role.ADMINISTRATOR},
    inside=lambda town: {"z": 15, "x": 27077, "y": 13445},
    data={"in": "341702010"},
)
page("staff:map_table", roles=WITH_CASES | {Role.ADMINISTRATOR}, data={"in": "341702010"})
page(
    "staff:own_map_sheet",
    roles={Role.GRID_OFFICER, Role.GRID_LEADER, Role.COMMUNITY_LEAD},
    inside=lambda town: {"map_id": uuid4()},
    outside=lambda town: {"map_id": uuid4()},
    who="lead",
)
page("field:own_map", roles={Role.GRID_OFFICER, Role.GRID_LEADER})

DOOR_CARDS = {
    Role.COMMUNITY_STAFF,
    Role.COMMUNITY_LEAD,
    Role.STREET_STAFF,
    Role.STREET_LEAD,
    Role.BUILDING_CAPTAIN,
}
page("staff:door_cards", roles=DOOR_CARDS)
page("staff:door_card_sheet", roles=DOOR_CARDS)


def _ledger(community: str) -> Arguments:
    """An import that has not started, in a community."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        data = "日期,反映内容\n2026-03-02,路灯坏了\n".encode()
        row = take_in_ledger(
            actor=system(), key=None, community=getattr(town, community), file_name="台账.csv", sha256="0" * 64,
            mapping=propose_mapping(["日期", "反映内容"]), rows_at_most=1, data=data,
        )  # fmt: skip
        return {"import_id": row.id}

    return arguments


IN, BEYOND = _ledger("code"), _ledger("neighbour_code")
page("staff:import_ledger", roles=MAY_IMPORT)
page("staff:upload_ledger", roles=MAY_IMPORT)
for _name in ("ledger_import", "ledger_columns", "import_progress", "import_corrections"):
    page(f"staff:{_name}", roles=MAY_IMPORT, inside=IN, outside=BEYOND, who="staff")
for _name in ("start_import", "discard_ledger"):
    page(f"staff:{_name}", method="post", roles=MAY_IMPORT, inside=IN, outside=BEYOND, who="staff")

IN_FIELD = WITH_CASES - {
    Role.COMMUNITY_STAFF,
    Role.COMMUNITY_LEAD,
    Role.STREET_STAFF,
    Role.STREET_LEAD,
    Role.GOVERNANCE_CENTRE,
}
page("field:today", roles=IN_FIELD)
page("field:found", roles=IN_FIELD - {Role.DEPARTMENT_LIAISON})
page("field:case", roles=IN_FIELD, inside=_case(), outside=_neighbours_case(), who="officer_a")
page(
    "field:deed", roles=IN_FIELD, inside=_case(deed="accept"), outside=_neighbours_case(deed="accept"), who="officer_a"
)
page(
    "field:call",
    method="post",
    roles=IN_FIELD,
    inside=lambda town: {"code": town.case_code, "entry": uuid4()},
    outside=lambda town: {"code": town.neighbours_case_code, "entry": uuid4()},
    who="officer_a",
)

CENTRE_READERS = {Role.GOVERNANCE_CENTRE, Role.STREET_LEAD, Role.STREET_STAFF, Role.COMMUNITY_LEAD}
page("centre:overview", roles=CENTRE_READERS)
page("centre:screen", roles=CENTRE_READERS | {Role.WALL}, who="centre")
page("centre:print", roles=CENTRE_READERS)
page("centre:export", method="post", roles=CENTRE_READERS)
page("centre:indicators", roles=CENTRE_READERS)
page("centre:indicator_rows", roles=CENTRE_READERS, data={"indicator": "response", "part": "numerator"})
page("centre:rate_terms", roles=CENTRE_READERS)
page("centre:kinds", roles=CENTRE_READERS)
page("centre:kind_rows", roles=CENTRE_READERS, data={"of": "raised", "kind": "03"})
page("centre:export_kinds", method="post", roles=CENTRE_READERS)
page("centre:export_indicators", method="post", roles=CENTRE_READERS)
page("centre:together", roles=CENTRE_READERS)
page("centre:together_rows", roles=CENTRE_READERS, data={"indicator": "wishes", "part": "numerator"})
page("centre:export_together", method="post", roles=CENTRE_READERS)
page("centre:cases", roles=CENTRE_READERS, data={"of": "overdue"})

ISSUE_KEEPERS = {
    Role.COMMUNITY_STAFF,
    Role.COMMUNITY_LEAD,
    Role.STREET_STAFF,
    Role.STREET_LEAD,
    Role.GOVERNANCE_CENTRE,
}
ISSUE_READERS = ISSUE_KEEPERS | {Role.GRID_OFFICER, Role.GRID_LEADER}


def _hot_issue(place: str) -> Arguments:
    """A hot issue of two voices about the grid's one matter."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        with acting_in(Scope.everything()):
            now = clock.now()
            issue = open_issue([Telling(place_code=getattr(town, place), street_code=int(town.street), at=now)], now)
        return {"issue_id": issue.id}

    return arguments


ISSUE = {"inside": _hot_issue("grid_a"), "outside": _hot_issue("neighbour_grid")}
page("centre:hot_issues", roles=ISSUE_READERS, who="staff")
page("centre:hot_issue_of_case", roles=ISSUE_READERS, inside=_case(), outside=_neighbours_case(), who="staff")
page("centre:export_hot_issues", method="post", roles=ISSUE_READERS, who="staff")
page("centre:issues_across", roles=ISSUE_READERS, who="staff")
page("centre:export_issues_across", method="post", roles=ISSUE_READERS, who="staff")
page("centre:issues_beside", roles=ISSUE_READERS, who="staff", **ISSUE)
page("centre:hot_issue", roles=ISSUE_READERS, who="staff", **ISSUE)
page("centre:export_hot_issue", method="post", roles=ISSUE_READERS, who="staff", **ISSUE)
for _name in ("name", "summarise", "mute", "unmute", "join", "take_out_of"):
    page(f"centre:{_name}_hot_issue", method="post", roles=ISSUE_KEEPERS, who="staff", **ISSUE)

KEEPERS = {Role.ADMINISTRATOR, Role.GOVERNANCE_CENTRE, Role.STREET_LEAD}
_SOME_SET = UUID(int=7)
page("staff:calendar", roles=KEEPERS)
page("staff:office_hours", roles=KEEPERS)
page("staff:base_map", roles=KEEPERS)
page("staff:calendar_day", roles=set(), inside=lambda town: {"day": "2026-10-01"})
page("staff:import_calendar", roles=set())
page("staff:kinds", roles=KEEPERS)
page("staff:triage", roles=KEEPERS, data={"said": "路灯坏了"})
page("staff:triage_words", roles=KEEPERS, inside=lambda town: {"code": "0301"})
page("staff:draft_kinds", roles=KEEPERS, method="post")
page("staff:kinds_version", roles=KEEPERS, inside=lambda town: {"set_id": _SOME_SET})
page("staff:publish_kinds", roles=KEEPERS, method="post", inside=lambda town: {"set_id": _SOME_SET})
page("staff:discard_kinds", roles=KEEPERS, method="post", inside=lambda town: {"set_id": _SOME_SET})
page("staff:new_kind", roles=KEEPERS, inside=lambda town: {"set_id": _SOME_SET})
page("staff:edit_kind", roles=KEEPERS, inside=lambda town: {"set_id": _SOME_SET, "code": "0301"})
page("staff:leave_out_kind", roles=KEEPERS, method="post", inside=lambda town: {"set_id": _SOME_SET, "code": "0301"})

WISH_READERS = WITH_CASES - {Role.DEPARTMENT_LIAISON, Role.PROPERTY_FIRM}
WISH_COLLECTORS = {
    Role.GRID_OFFICER,
    Role.GRID_LEADER,
    Role.BUILDING_CAPTAIN,
    Role.PATCH_LEADER,
    Role.COMMUNITY_STAFF,
    Role.COMMUNITY_LEAD,
}
ALLIANCE_KEEPERS = {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD}
ALLIANCE_READERS = ALLIANCE_KEEPERS | {Role.STREET_STAFF, Role.STREET_LEAD, Role.GOVERNANCE_CENTRE}


def _wish(place: str, **more: str) -> Arguments:
    """A wish collected somewhere."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        code = getattr(town, place)
        hope = Hope("想要一副老花镜", code, WishWay.PAGE)
        return {"code": collect_wish(actor=reporter(uuid4(), code), key=None, hope=hope).code, **more}

    return arguments


page("staff:wishes", roles=WISH_READERS)
page("staff:new_wish", roles=WISH_COLLECTORS)
page("staff:wish_card", roles=ALLIANCE_KEEPERS)
page("staff:wish", roles=WISH_READERS, inside=_wish("grid_a"), outside=_wish("neighbour_code"), who="staff")
for _name, _method, _more in (
    ("wish_deed", "get", {"deed": "approve"}),
    ("wish_picture", "get", {"photograph": str(uuid4())}),
    ("call_about_wish", "post", {}),
):
    page(
        f"staff:{_name}", method=_method, roles=WISH_READERS, inside=_wish("grid_a", **_more),
        outside=_wish("neighbour_code", **_more), who="staff",
    )  # fmt: skip
for _name, _more in (("ask_unit", {}), ("unit_answered", {"answer": "declined"})):
    page(
        f"staff:{_name}", method="post", roles=ALLIANCE_KEEPERS, inside=_wish("code", **_more),
        outside=_wish("neighbour_code", **_more), who="staff",
    )  # fmt: skip
page("staff:resources", roles=ALLIANCE_READERS)
page("staff:new_member", roles=ALLIANCE_KEEPERS)
page("staff:new_pledge", roles=ALLIANCE_KEEPERS)
page("staff:take_off_pledge", method="post", roles=ALLIANCE_KEEPERS, inside=lambda town: {"pledge": uuid4()})


ACTIVITY_HELPERS = {
    Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER, Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD,
}  # fmt: skip
ACTIVITY_READERS = ACTIVITY_HELPERS | {Role.STREET_STAFF, Role.STREET_LEAD, Role.GOVERNANCE_CENTRE}
ORGANISERS = {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD}


def _activity(who: str, place: str, **more: Any) -> Arguments:
    """A published activity of a community, planned by its own staff."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        code, begins = getattr(town, place), clock.now() + timedelta(days=2)
        plan = ActivityPlan(
            place_code=code, title="义诊", kind="event", size="small", groups=("all",), starts_at=begins,
            ends_at=begins + timedelta(hours=2), place_words="广场",
        )  # fmt: skip
        activity = plan_activity(actor=town.actor(who), key=None, plan=plan)
        return {"id": activity.id, **more}

    return arguments


def _need(place: str, **more: Any) -> Arguments:
    """A need listed somewhere."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        asked = Asked("goods", "轮椅", Decimal(1), "辆", getattr(town, place))
        who = "neighbour_staff" if place.startswith("neighbour") else "staff"
        return {"need": ask_need(actor=town.actor(who), key=None, asked=asked).id, **more}

    return arguments


def _meeting(place: str, **more: Any) -> Arguments:
    """A joint meeting called somewhere."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        who = "neighbour_staff" if place.startswith("neighbour") else "staff"
        starts_at = clock.now() + timedelta(days=7)
        meeting = call_meeting(
            actor=town.actor(who), key=None, community=getattr(town, place), starts_at=starts_at, venue="会议室"
        )
        return {"meeting": meeting.id, **more}

    return arguments


def _member(place: str) -> Arguments:
    """A member unit somewhere."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        return {"member": _joined(town, place).id}

    return arguments


def _pairing(place: str) -> Arguments:
    """A household paired somewhere."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        unit, who = _joined(town, place), "neighbour_staff" if place.startswith("neighbour") else "staff"
        household = Household("王秀英", "13900005678", "", "陪同就医", "王秀英", clock.today())
        pairing = pair_household(
            actor=town.actor(who), key=None, place_code=getattr(town, place), organisation=unit.organisation_id,
            household=household, helper="", every_days=30,
        )  # fmt: skip
        return {"pairing": pairing.id}

    return arguments


def _venue(who: str, place: str, **more: Any) -> Arguments:
    """A venue of a community; the neighbour's and ours have names of their own."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        plan = VenuePlan(f"活动室{uuid4()}"[:40], "indoor", "湖东路", time(8), time(20), "服务台")
        kept = keep_venue(actor=town.actor(who), key=None, community=getattr(town, place), plan=plan, whole="大厅")
        return {"id": kept.id, **more}

    return arguments


page("staff:activities", roles=ACTIVITY_READERS)
page("staff:activity_figures", roles=ALLIANCE_READERS)
page("staff:export_activities", roles=ALLIANCE_READERS)
page("staff:venues", roles=ACTIVITY_READERS)
page("field:activities", roles=ACTIVITY_HELPERS)
page("staff:take_activity_wish", roles=ACTIVITY_HELPERS)
for _name in ("new_activity", "activity_needs", "needs_card", "new_venue"):
    page(f"staff:{_name}", roles=ORGANISERS)
page("staff:sort_wishes", method="post", roles=ORGANISERS)
page("staff:decline_need", method="post", roles=ORGANISERS, inside=lambda town: {"id": uuid4()})
page(
    "staff:answer_booking", method="post", roles=ORGANISERS,
    inside=lambda town: {"booking": uuid4(), "answer": "held"},
)  # fmt: skip
for _name, _method, _roles, _more in (
    ("staff:activity", "get", ACTIVITY_READERS, {}),
    ("staff:edit_activity", "get", ORGANISERS, {}),
    ("staff:activity_deed", "post", ORGANISERS, {"deed": "publish"}),
    ("staff:sign_up_somebody", "post", ACTIVITY_HELPERS, {}),
    ("staff:sign_up_slip", "get", ACTIVITY_HELPERS, {"sign_up": uuid4()}),
    ("staff:withdraw_somebody", "post", ACTIVITY_HELPERS, {"sign_up": uuid4()}),
    ("staff:stall_counts", "post", ORGANISERS, {}),
    ("staff:paper_slips", "post", ORGANISERS, {}),
    ("staff:on_duty", "post", ORGANISERS, {}),
    ("staff:stall_question", "post", ORGANISERS, {}),
    ("staff:name_list", "get", ORGANISERS, {}),
    ("staff:activity_poster", "get", ACTIVITY_HELPERS, {}),
    ("field:check_in", "get", ACTIVITY_HELPERS, {}),
    ("field:send_scans", "post", ACTIVITY_HELPERS, {}),
):
    page(
        _name, method=_method, roles=_roles, inside=_activity("staff", "code", **_more),
        outside=_activity("neighbour_staff", "neighbour_code", **_more), who="staff",
    )  # fmt: skip
for _name, _method, _roles in (
    ("venue", "get", ACTIVITY_READERS),
    ("edit_venue", "get", ORGANISERS),
    ("book_time", "post", ORGANISERS),
    ("venue_room", "post", ORGANISERS),
):
    page(
        f"staff:{_name}", method=_method, roles=_roles, inside=_venue("staff", "code"),
        outside=_venue("neighbour_staff", "neighbour_code"), who="staff",
    )  # fmt: skip


def _joined(town: SmallCommunity, place: str) -> Any:
    who = "neighbour_staff" if place.startswith("neighbour") else "staff"
    name = f"结对单位{uuid4().hex[:6]}"
    return join_alliance(
        actor=town.actor(who), key=None, community=getattr(town, place)[:12], name=name, kind="organ", liaison="余工",
        phone="13800004321",
    )  # fmt: skip


PAIRING_SERVERS = ALLIANCE_KEEPERS | {Role.GRID_OFFICER, Role.GRID_LEADER}
page("staff:needs", roles=WISH_READERS)
page("staff:new_need", roles=WISH_COLLECTORS)
for _name, _method, _roles, _more in (
    ("need", "get", WISH_READERS, {}),
    ("need_deed", "get", WISH_READERS, {"deed": "commit"}),
    ("call_about_need", "post", WISH_READERS, {}),
    ("ask_unit_for_need", "post", ALLIANCE_KEEPERS, {}),
    ("deliver_for_need", "get", WISH_COLLECTORS, {"use": uuid4()}),
    ("need_use_answered", "post", ALLIANCE_KEEPERS, {"use": uuid4(), "answer": "declined"}),
):
    page(
        f"staff:{_name}", method=_method, roles=_roles, inside=_need("grid_a", **_more),
        outside=_need("neighbour_grid", **_more), who="staff",
    )  # fmt: skip
page("staff:matching", roles=ALLIANCE_KEEPERS)
page("staff:run_matching", method="post", roles=ALLIANCE_KEEPERS)
page("staff:confirm_matches", method="post", roles=ALLIANCE_KEEPERS)
page("staff:reject_match", roles=ALLIANCE_KEEPERS, inside=lambda town: {"match": uuid4()})
page("staff:wish_slips", roles=ALLIANCE_KEEPERS)
page("staff:alliance", roles=ALLIANCE_KEEPERS | {Role.STREET_STAFF, Role.STREET_LEAD})
page("staff:meeting_rhythm", roles=ALLIANCE_KEEPERS)
page("staff:new_adviser", roles=ALLIANCE_KEEPERS)
page("staff:end_adviser", method="post", roles=ALLIANCE_KEEPERS, inside=lambda town: {"adviser": uuid4()})
for _name, _method in (("member_liaison", "get"), ("member_leaves", "get"), ("call_member", "post")):
    page(
        f"staff:{_name}", method=_method, roles=ALLIANCE_KEEPERS, inside=_member("code"), outside=_member("neighbour_code"),
        who="staff",
    )  # fmt: skip
page("staff:new_meeting", roles=ALLIANCE_KEEPERS)
MEETING_READERS = ALLIANCE_KEEPERS | {Role.STREET_STAFF, Role.STREET_LEAD, Role.DEPARTMENT_LIAISON, Role.PROPERTY_FIRM}
for _name, _method, _roles, _more in (
    ("meeting", "get", MEETING_READERS, {}),
    ("meeting_minutes", "get", ALLIANCE_KEEPERS, {}),
    ("new_meeting_point", "get", ALLIANCE_KEEPERS, {}),
    ("meeting_point_done", "get", ALLIANCE_KEEPERS, {"point": uuid4()}),
    ("cancel_meeting", "get", ALLIANCE_KEEPERS, {}),
):
    page(
        f"staff:{_name}", method=_method, roles=_roles, inside=_meeting("code", **_more),
        outside=_meeting("neighbour_code", **_more), who="staff",
    )  # fmt: skip
page("staff:pairings", roles=PAIRING_SERVERS)
page("staff:new_pairing", roles=ALLIANCE_KEEPERS)
for _name, _method, _roles in (
    ("pairing", "get", PAIRING_SERVERS),
    ("reveal_pairing", "post", PAIRING_SERVERS),
    ("pairing_contact", "get", PAIRING_SERVERS),
    ("end_pairing", "get", ALLIANCE_KEEPERS),
):
    page(
        f"staff:{_name}", method=_method, roles=_roles, inside=_pairing("grid_a"), outside=_pairing("neighbour_code"),
        who="staff",
    )  # fmt: skip


def _report(community: str) -> Arguments:
    """A draft of the last half-month: of 片长's estate, or of the neighbouring community."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        estate = town.estate_a if community == "code" else None
        row = draft_report(
            actor=system(), key=None, place_code=estate.place_code if estate else getattr(town, community),
            estate_id=estate and estate.id, first_on=half_month_of(clock.today()).previous.first,
        )  # fmt: skip
        return {"report_id": row.id}

    return arguments


REPORT_READERS = CENTRE_READERS | {Role.COMMUNITY_STAFF, Role.PATCH_LEADER}
HERS, NOT_HERS = _report("code"), _report("neighbour_code")
page("staff:reports", roles=REPORT_READERS)
page("staff:draft_report", method="post", roles=REPORT_READERS)
page("staff:draft_missing_reports", method="post", roles=REPORT_READERS)
for _name in ("report", "print_report", "report_document", "report_workbook"):
    page(f"staff:{_name}", roles=REPORT_READERS, inside=HERS, outside=NOT_HERS, who="patch_leader")
page(
    "staff:report_rows",
    roles=REPORT_READERS,
    inside=HERS,
    outside=NOT_HERS,
    who="patch_leader",
    data={"of": "raised"},
)
REPORT_WRITERS = {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.PATCH_LEADER}
for _name in ("write_remarks", "recount_report", "correct_report", "issue_report"):
    page(f"staff:{_name}", method="post", roles=REPORT_WRITERS, inside=HERS, outside=NOT_HERS, who="patch_leader")
PLACE_KEEPERS = {Role.ADMINISTRATOR, Role.GOVERNANCE_CENTRE, Role.STREET_LEAD}
HERE, NEXT_DOOR = lambda town: {"code": town.code}, lambda town: {"code": town.neighbour_code}
page("staff:places", roles=PLACE_KEEPERS)
page("staff:new_community", roles=PLACE_KEEPERS)
page("staff:places_template", roles=PLACE_KEEPERS)
for _name, _method in (("community", "get"), ("import_places", "get"), ("add_place", "post")):
    page(f"staff:{_name}", roles=PLACE_KEEPERS, method=_method, inside=HERE, outside=NEXT_DOOR, who="keeper")
page(
    "staff:estate",
    roles=PLACE_KEEPERS,
    inside=lambda town: {"code": town.code, "estate_id": town.estate_a.id},
    outside=lambda town: {"code": town.neighbour_code, "estate_id": town.neighbour_estate.id},
    who="keeper",
)
page(
    "staff:rename_place",
    method="post",
    roles=PLACE_KEEPERS,
    inside=lambda town: {"code": town.code, "kind": "estate", "place_id": town.estate_a.id},
    outside=lambda town: {"code": town.neighbour_code, "kind": "estate", "place_id": town.neighbour_estate.id},
    who="keeper",
    data={"name": "新名"},
)

POST_KEEPERS = PLACE_KEEPERS | {Role.COMMUNITY_LEAD}


def _post(name: str) -> Arguments:
    return lambda town: {"street": int(town.street), "post_id": town.posts[name].id}


page("staff:posts", roles=POST_KEEPERS)
page("staff:new_post", roles=POST_KEEPERS)
page("staff:organisations", roles=POST_KEEPERS)
page(
    "staff:close_organisation",
    method="post",
    roles=POST_KEEPERS,
    inside=lambda town: {"organisation_id": town.firm.id},
)
for _name, _method in (
    ("post", "get"),
    ("appoint", "post"),
    ("account_for_post", "post"),
    ("vacate_post", "post"),
    ("close_post", "post"),
    ("pair_posts", "post"),
    ("post_places", "post"),
):
    page(
        f"staff:{_name}",
        method=_method,
        roles=POST_KEEPERS,
        inside=_post("officer_b"),
        outside=_post("neighbour_officer"),
        who="lead",
    )


def _of_grids(what: str, community: str) -> Arguments:
    """A file, a draft or a proposal of a community's grids."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        code = getattr(town, community)
        if what == "file_id":
            data = b'{"type": "Point", "coordinates": [117.481, 30.66]}'
            row = hand_in_ground_file(
                actor=system(),
                key=None,
                community=code,
                file_name="a.geojson",
                data=data,
                layer="place",
                coordinates="auto",
            )
        elif what == "draft_id":
            row = begin_grid_draft(actor=system(), key=None, community=code)
        elif what == "planned":
            row = begin_grid_draft(actor=system(), key=None, community=code)
            with acting_in(Scope.everything()):
                GridDraft.objects.filter(state="planned").update(state="dropped")
                GridDraft.objects.filter(id=row.id).update(state="planned", takes_effect_on=clock.today())
        else:
            with acting_in(Scope.everything()):
                GridDesign.objects.filter(place_code=code).update(
                    state="done", result={"proposed": NO_FIGURES, "grids": []}
                )
            row = ask_for_grid_design(
                actor=system(), key=None, community=code, asked=AskedOfDesign().as_plain(), load={}
            )
        return {"code": code, "draft_id" if what == "planned" else what: row.id}

    return arguments


PROJECT_KEEPERS = {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD}
PROJECT_READERS = PROJECT_KEEPERS | {
    Role.GOVERNANCE_CENTRE,
    Role.GRID_OFFICER,
    Role.GRID_LEADER,
    Role.BUILDING_CAPTAIN,
    Role.PATCH_LEADER,
}


def _project(place: str, **more: Any) -> Arguments:
    """A project proposed somewhere."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        who = actor_of(town.users["staff" if place == "code" else "neighbour_staff"])
        row = propose_project(actor=who, key=None, place_code=getattr(town, place), title="修路", aim="路不平")
        return {"project_id": row.id, **more}

    return arguments


NO_FIGURES = {
    "grids": 0, "smallest": 0, "largest": 0, "out_of_size": 0, "spread": [0, 0, 0], "compactness": None, "cut_estates": 0,
    "apart": 0, "moved": 0,
}  # fmt: skip
page("staff:grids", roles=PLACE_KEEPERS)
for _name, _method in (
    ("community_grids", "get"),
    ("export_grids", "get"),
    ("hand_in_ground_file", "get"),
    ("new_grid_draft", "post"),
    ("new_grid_design", "get"),
    ("grid_rule", "get"),
):
    page(f"staff:{_name}", roles=PLACE_KEEPERS, method=_method, inside=HERE, outside=NEXT_DOOR, who="keeper")
for _name, _method, _what in (
    ("ground_file", "get", "file_id"),
    ("take_in_ground", "post", "file_id"),
    ("drop_ground_file", "post", "file_id"),
    ("grid_draft", "get", "draft_id"),
    ("publish_grid_draft", "get", "draft_id"),
    ("drop_grid_draft", "post", "draft_id"),
    ("withdraw_grid_plan", "post", "planned"),
    ("grid_design", "get", "design_id"),
):
    page(
        f"staff:{_name}",
        roles=PLACE_KEEPERS,
        method=_method,
        inside=_of_grids(_what, "code"),
        outside=_of_grids(_what, "neighbour_code"),
        who="keeper",
    )
page("staff:projects", roles=PROJECT_READERS)
page("staff:export_projects", roles=PROJECT_READERS)
page("staff:new_project", roles=PROJECT_KEEPERS)
for _name, _method, _roles, _more in (
    ("project", "get", PROJECT_READERS, {}),
    ("print_project", "get", PROJECT_READERS, {}),
    ("project_surveys", "get", PROJECT_READERS, {}),
    ("project_pictures", "get", PROJECT_READERS, {}),
    ("project_places", "get", PROJECT_KEEPERS, {}),
    ("project_parts", "get", PROJECT_KEEPERS, {}),
    ("add_project_picture", "get", PROJECT_KEEPERS, {"spot": UUID(int=7)}),
    ("project_photograph", "get", PROJECT_READERS, {"photograph": UUID(int=7)}),
    ("project_deed", "get", PROJECT_READERS, {"deed": "approve"}),
    ("project_entry", "get", PROJECT_READERS, {"kind": "money"}),
    ("change_project_entry", "get", PROJECT_READERS, {"kind": "money", "line": UUID(int=7)}),
    ("drop_project_line", "post", PROJECT_KEEPERS, {"kind": "milestone", "line": UUID(int=7)}),
):
    page(
        f"staff:{_name}", method=_method, roles=_roles, inside=_project("code", **_more),
        outside=_project("neighbour_code", **_more), who="staff",
    )  # fmt: skip


def _survey(place: str, **more: Any) -> Arguments:
    """A survey opened somewhere."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        who = actor_of(town.users["staff" if place == "code" else "neighbour_staff"])
        plan = surveys.plan(town, ("reno.overall",), place_code=getattr(town, place), estate_ids=())
        return {"survey_id": draft_survey(actor=who, key=None, plan=plan).id, **more}

    return arguments


page("staff:surveys", roles=PROJECT_READERS)
page("staff:new_survey", roles=PROJECT_KEEPERS)
page("staff:question_bank", roles=PROJECT_KEEPERS)
page("staff:new_question", roles=PROJECT_KEEPERS)
page("staff:reword_question", roles=PROJECT_KEEPERS, inside=lambda town: {"question_id": surveys.question("reno.say")})
for _name, _method, _roles, _more in (
    ("survey", "get", PROJECT_READERS, {}),
    ("edit_survey", "get", PROJECT_KEEPERS, {}),
    ("survey_deed", "post", PROJECT_KEEPERS, {"deed": "open"}),
    ("export_survey", "get", PROJECT_KEEPERS | {Role.GOVERNANCE_CENTRE}, {}),
    ("survey_card", "get", PROJECT_READERS, {}),
    ("survey_slips", "get", PROJECT_KEEPERS, {}),
    ("print_survey", "get", PROJECT_READERS, {}),
    ("answer_at_door", "get", PROJECT_READERS - {Role.GOVERNANCE_CENTRE}, {}),
    ("papers", "get", PROJECT_KEEPERS, {}),
    ("settle_paper", "get", PROJECT_KEEPERS, {"slip_id": UUID(int=7)}),
    ("survey_texts", "get", PROJECT_KEEPERS, {"question_id": UUID(int=7)}),
    ("sort_survey_texts", "post", PROJECT_KEEPERS, {"question_id": UUID(int=7)}),
):
    page(
        f"staff:{_name}", method=_method, roles=_roles, inside=_survey("code", **_more),
        outside=_survey("neighbour_code", **_more), who="staff",
    )  # fmt: skip


def _form(place: str) -> Arguments:
    """A form registered somewhere."""

    def arguments(town: SmallCommunity) -> dict[str, Any]:
        code, today = getattr(town, place), clock.today()
        given = Registration(
            "走访表", "知道走访多少", "工作要点", "综治办", Rhythm.ONCE, today, today, fields_of("走访户数")
        )
        who = actor_of(town.users["street_lead"])
        return {"form_id": register_form(actor=who, key=None, place_code=code, registration=given).id}

    return arguments


FORM_REGISTRARS = {Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD, Role.GOVERNANCE_CENTRE}
FORM_READERS = FORM_REGISTRARS | {Role.GRID_OFFICER, Role.GRID_LEADER, Role.COMMUNITY_STAFF}
page("staff:form_registry", roles=FORM_READERS)
page("staff:new_registered_form", roles=FORM_REGISTRARS)
page(
    "staff:registered_form", roles=FORM_READERS, inside=_form("code"), outside=_form("neighbour_code"), who="officer_a"
)
page(
    "staff:stop_registered_form",
    method="post",
    roles=FORM_REGISTRARS,
    inside=_form("code"),
    outside=_form("neighbour_code"),
    who="lead",
)
volunteer_lines.lines(page)
hall_lines.lines(page)
vote_lines.lines(page)
address_lines.lines(page)
ground_lines.lines(page)
export_lines.lines(page)
tie_lines.lines(page, LINES)
centre_lines.lines(page, CENTRE_READERS)
