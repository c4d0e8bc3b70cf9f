"""The lines of the permission matrix about addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from linli.kernel.actor import system
from linli.people.actions.begin_home_register import begin_home_register
from linli.people.rules.home_rows import BINDERS
from linli.places.actions.propose_alias import propose_alias
from linli.places.rules.aliases import CONFIRM

Arguments = Callable[[Any], dict[str, Any]]


def _alias(estate: str) -> Arguments:
    def arguments(town: Any) -> dict[str, Any]:
        name = f"老厂{uuid4().hex[:6]}"
        row = propose_alias(actor=system(), key=None, estate=getattr(town, estate).key, name=name)
        return {"alias_id": row.id, "deed_done": "confirm"}

    return arguments


def _register(place: str) -> Arguments:
    def arguments(town: Any) -> dict[str, Any]:
        run = begin_home_register(
            actor=system(), key=None, community=getattr(town, place), file_name="a.csv", sha256=uuid4().hex, rows=1,
            with_new_homes=False,
        )  # fmt: skip
        return {"register_id": run.id}

    return arguments


def lines(page: Callable[..., None]) -> None:
    """Add them."""
    confirm, binders = CONFIRM, BINDERS
    page("staff:addresses", roles=confirm)
    page(
        "staff:decide_alias", method="post", roles=confirm, inside=_alias("estate_b"),
        outside=_alias("neighbour_estate"), who="staff",
    )  # fmt: skip
    page("staff:homes_template", roles=binders)
    page("staff:bind_where", roles=binders)
    page("staff:unplaced_matters", roles=confirm)
    page("staff:export_unplaced", roles=confirm)
    page("staff:learn_unplaced", method="post", roles=confirm, data={"place": "东湖苑", "place_is": "x"})
    for name, method in (("home_register", "get"), ("unbound_rows", "post")):
        page(
            f"staff:{name}", method=method, roles=binders, inside=_register("code"),
            outside=_register("neighbour_code"), who="staff",
        )  # fmt: skip
    page(
        "staff:bind_homes", roles=binders, inside=lambda town: {"code": town.code},
        outside=lambda town: {"code": town.neighbour_code}, who="staff",
    )  # fmt: skip
