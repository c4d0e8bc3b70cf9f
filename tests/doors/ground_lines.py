"""The lines of the permission matrix about the circle, walk days and the four clarities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from linli.kernel import clock
from linli.kernel.actor import Role, system
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.ask_for_circle import ask_for_circle
from linli.places.actions.ask_for_sites import ask_for_sites
from linli.places.actions.keep_facility import keep_facility
from linli.places.actions.plan_walk_day import plan_walk_day
from linli.places.jobs import reckon_circle, reckon_sites
from linli.places.queries.circle import latest_circle
from linli.places.rules.facility_said import FacilitySaid
from linli.places.rules.walk_day import WalkPlan

Arguments = Callable[[Any], dict[str, Any]]
KEEPERS = {
    Role.COMMUNITY_STAFF,
    Role.COMMUNITY_LEAD,
    Role.STREET_STAFF,
    Role.STREET_LEAD,
    Role.GOVERNANCE_CENTRE,
}
READERS = KEEPERS | {Role.GRID_OFFICER, Role.GRID_LEADER}
RULE_KEEPERS = {Role.STREET_LEAD, Role.GOVERNANCE_CENTRE, Role.ADMINISTRATOR}


def _code(place: str, **more: str) -> Arguments:
    return lambda town: {"code": getattr(town, place), **more}


def _facility(place: str) -> Arguments:
    """A facility registered somewhere."""

    def arguments(town: Any) -> dict[str, Any]:
        code = getattr(town, place)
        said = FacilitySaid("meals", f"助餐点{uuid4()}", clock.today())
        return {"code": code, "id": keep_facility(actor=system(), key=None, community=code, said=said).id}

    return arguments


def _reckoned(place: str, **more: str) -> Arguments:
    """A community whose circle was reckoned."""

    def arguments(town: Any) -> dict[str, Any]:
        code = getattr(town, place)
        with acting_in(Scope.everything()):
            is_there = latest_circle(code) is not None
        if not is_there:
            run = ask_for_circle(actor=system(), key=None, community=code, load={})
            reckon_circle(run.street_code, str(run.id))
        return {"code": code, **more}

    return arguments


def _sites(place: str) -> Arguments:
    """Places chosen for two new meal services somewhere."""

    def arguments(town: Any) -> dict[str, Any]:
        code = getattr(town, place)
        run = ask_for_sites(actor=system(), key=None, community=code, kind="meals", whom="homes", number=2, load={})
        reckon_sites(run.street_code, str(run.id))
        return {"code": code, "id": run.id}

    return arguments


def _walk_day(place: str) -> Arguments:
    """A walk day planned somewhere."""

    def arguments(town: Any) -> dict[str, Any]:
        code = getattr(town, place)
        grid = town.grid_a if place == "code" else town.neighbour_grid
        plan = WalkPlan(clock.today(), (grid,), ("网格员",))
        return {"code": code, "id": plan_walk_day(actor=system(), key=None, community=code, plan=plan).id}

    return arguments


def lines(page: Callable[..., None]) -> None:
    """Add the lines."""
    page("staff:circles", roles=READERS)
    page("staff:facilities_template", roles=KEEPERS)
    for name in ("circle", "circle_sheet", "export_circle", "sites"):
        page(f"staff:{name}", roles=READERS, inside=_reckoned("code"), outside=_code("neighbour_code"), who="staff")
    for name in ("circle_kind", "circle_buildings"):
        page(
            f"staff:{name}",
            roles=READERS,
            inside=_reckoned("code", kind="meals"),
            outside=_code("neighbour_code", kind="meals"),
            who="staff",
        )
    page(
        "staff:circle_building",
        roles=READERS,
        inside=lambda town: {**_reckoned("code")(town), "id": town.buildings[0].id},
        outside=lambda town: {"code": town.neighbour_code, "id": town.neighbour_building.id},
        who="staff",
    )
    for name in ("site_run", "export_sites"):
        page(f"staff:{name}", roles=READERS, inside=_sites("code"), outside=_sites("neighbour_code"), who="staff")
    for name in (
        "facilities", "new_facility", "import_facilities", "take_places", "take_venues",
        "plan_walk",
    ):  # fmt: skip
        page(f"staff:{name}", roles=KEEPERS, inside=_code("code"), outside=_code("neighbour_code"), who="staff")
    page(
        "staff:reckon_circle",
        method="post",
        roles=KEEPERS,
        inside=_code("code"),
        outside=_code("neighbour_code"),
        who="staff",
    )
    page(
        "staff:circle_rule",
        roles=RULE_KEEPERS,
        inside=_code("code"),
        outside=lambda town: {"code": "110101001001"},
        who="street_lead",
    )
    page("staff:facility", roles=KEEPERS, inside=_facility("code"), outside=_facility("neighbour_code"), who="staff")
    page(
        "staff:close_facility",
        method="post",
        roles=KEEPERS,
        inside=_facility("code"),
        outside=_facility("neighbour_code"),
        who="staff",
    )
    for name in ("all_walk_days", "all_clarities"):
        page(f"staff:{name}", roles=READERS)
    for name in ("walk_days", "unseen", "export_unseen", "clarities", "export_clarities"):
        page(f"staff:{name}", roles=READERS, inside=_code("code"), outside=_code("neighbour_code"), who="staff")
    page(
        "staff:clarity_figure",
        roles=READERS,
        inside=_code("code", figure="located"),
        outside=_code("neighbour_code", figure="located"),
        who="staff",
    )
    day = {"inside": _walk_day("code"), "outside": _walk_day("neighbour_code"), "who": "staff"}
    page("staff:walk_day", roles=READERS, **day)
    for name in ("tick_off", "found_on_walk"):
        page(f"staff:{name}", method="post", roles=READERS, **day)
    page("staff:end_walk", method="post", roles=KEEPERS, **day)
