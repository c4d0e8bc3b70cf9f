"""The lines of the permission matrix about volunteers and teams."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from linli.kernel import clock
from linli.kernel.actor import Actor, Grant, Role, reporter
from linli.teams.actions.hold_training import HOLDERS, hold_training
from linli.teams.actions.open_call import open_call
from linli.teams.actions.open_team import open_team
from linli.teams.actions.register_volunteer import register_volunteer
from linli.teams.actions.write_down_hours import write_down_hours
from linli.teams.call_said import CallSaid
from linli.teams.registration import Registration
from linli.teams.rules.volunteers import ACCEPTERS, READERS, REGISTRARS, Way

Arguments = Callable[[Any], dict[str, Any]]
BRANCH_KEEPERS = {Role.COMMUNITY_LEAD, Role.STREET_LEAD, Role.GOVERNANCE_CENTRE}


def _volunteer(place: str) -> Arguments:
    """Somebody who registered somewhere."""

    def arguments(town: Any) -> dict[str, Any]:
        code = getattr(town, place)
        said = Registration(f"志愿者{uuid4()}", code, Way.PAGE)
        return {"id": register_volunteer(actor=reporter(uuid4(), code), key=None, said=said).id}

    return arguments


def _call(place: str) -> Arguments:
    """A call for help opened somewhere."""

    def arguments(town: Any) -> dict[str, Any]:
        code, start = getattr(town, place), clock.now() + timedelta(days=2)
        staff = "staff" if place == "grid_a" else "neighbour_staff"
        said = CallSaid("陪老人去医院", "", code, start, start + timedelta(hours=2), 2)
        return {"id": open_call(actor=town.actor(staff), key=None, said=said).id}

    return arguments


def _hours(place: str) -> Arguments:
    """Hours entered somewhere."""

    def arguments(town: Any) -> dict[str, Any]:
        code = getattr(town, place)
        staff = Actor(uuid4(), "staff", (Grant(Role.COMMUNITY_STAFF, code[:12]),))
        said = Registration(f"志愿者{uuid4()}", code, Way.PAPER)
        helper = register_volunteer(actor=staff, key=None, said=said)
        return {
            "id": write_down_hours(
                actor=staff,
                key=None,
                place_code=code,
                volunteer_ids=[helper.id],
                what="清扫",
                minutes=60,
                evidence="签到表",
            ).id
        }

    return arguments


def _team(place: str) -> Arguments:
    """A team founded somewhere."""

    def arguments(town: Any) -> dict[str, Any]:
        code, staff = getattr(town, place), town.actor("staff" if place == "grid_a" else "neighbour_staff")
        return {"id": open_team(actor=staff, key=None, place_code=code, name=f"队{str(uuid4())[:8]}", kind="other").id}

    return arguments


def _training(town: Any) -> dict[str, Any]:
    row = hold_training(
        actor=town.actor("centre"), key=None, place_code=town.county, title="消防", topic="消防", kind="district",
        held_at=clock.now(), minutes=60,
    )  # fmt: skip
    return {"street": row.street_code, "id": row.id}


def lines(page: Callable[..., None]) -> None:
    """A line for every address of volunteers and teams."""
    page("staff:volunteers", roles=READERS)
    page("staff:export_volunteers", method="post", roles=ACCEPTERS)
    for name in ("volunteer_card", "import_register", "register_template"):
        page(f"staff:{name}", roles=ACCEPTERS)
    page("staff:new_volunteer", roles=REGISTRARS)
    for name, method, roles in (
        ("volunteer", "get", READERS),
        ("change_volunteer", "get", ACCEPTERS),
        ("accept_volunteer", "post", ACCEPTERS),
        ("refuse_volunteer", "post", ACCEPTERS),
        ("erase_volunteer", "post", ACCEPTERS),
        ("call_volunteer", "post", REGISTRARS),
        ("certify", "post", ACCEPTERS),
    ):
        page(
            f"staff:{name}", method=method, roles=roles, inside=_volunteer("grid_a"), outside=_volunteer("neighbour_code"),
            who="staff",
        )  # fmt: skip
    page("staff:certificate", roles=ACCEPTERS, inside=lambda town: {"number": "1234567890"})
    page("staff:calls", roles=READERS)
    page("staff:new_call", roles=REGISTRARS)
    for name, method, roles in (
        ("call", "get", READERS),
        ("finish_call", "get", REGISTRARS),
        ("publish_call", "post", ACCEPTERS),
        ("cancel_call", "post", REGISTRARS),
        ("give_seat", "post", REGISTRARS),
        ("free_seat", "post", REGISTRARS),
    ):
        page(
            f"staff:{name}", method=method, roles=roles, inside=_call("grid_a"), outside=_call("neighbour_code"), who="staff"
        )  # fmt: skip
    page("staff:hours", roles=READERS)
    page("staff:new_hours", roles=REGISTRARS)
    for name, method, roles in (
        ("hours_entry", "get", READERS),
        ("confirm_hours", "post", REGISTRARS),
        ("refuse_hours", "post", REGISTRARS),
        ("reverse_hours", "post", REGISTRARS),
    ):
        page(
            f"staff:{name}", method=method, roles=roles, inside=_hours("grid_a"), outside=_hours("neighbour_code"), who="staff"
        )  # fmt: skip
    page("staff:time_bank", roles=READERS)
    for name in ("teams", "grid_force", "branches", "growth", "trainings", "mentoring"):
        page(f"staff:{name}", roles=READERS)
    page("staff:new_team", roles=ACCEPTERS)
    page("staff:branch", roles=BRANCH_KEEPERS, inside=lambda town: {"id": town.firm.id})
    for name, method, roles in (
        ("team", "get", READERS),
        ("change_team", "get", ACCEPTERS),
        ("join_team", "post", ACCEPTERS),
        ("leave_team", "post", ACCEPTERS),
    ):
        page(
            f"staff:{name}", method=method, roles=roles, inside=_team("grid_a"), outside=_team("neighbour_code"), who="staff"
        )  # fmt: skip
    page("staff:new_training", roles=HOLDERS)
    page("staff:training", roles=READERS, inside=_training)
    page("staff:training_card", roles=HOLDERS, inside=_training)
    page("staff:come_to_training", roles=None, inside=_training)
    page(
        "staff:end_mentoring",
        method="post",
        roles=BRANCH_KEEPERS,
        inside=lambda town: {"street": int(town.street), "id": uuid4()},
    )
    page(
        "staff:hours_picture",
        roles=READERS,
        inside=lambda town: {**_hours("grid_a")(town), "photograph": uuid4()},
        outside=lambda town: {**_hours("neighbour_code")(town), "photograph": uuid4()},
        who="staff",
    )
