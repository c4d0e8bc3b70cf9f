"""Give a community, a grid or an estate another name."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, MissingField
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey, scope_condition

from ..models import Community, Estate, Grid
from ..rules.keepers import KEEPERS

RENAMED = {"community": Community, "grid": Grid, "estate": Estate}


@action
def rename_place(*, actor: Actor, key: UUID | None, kind: str, place: RowKey, name: str) -> Community | Grid | Estate:
    """Rename a place of `kind` community, grid or estate. An estate keeps its old name as an alias, so that addresses
    written with it are still found.

    Raises `NotFound`, `NotAllowed`, `MissingField`, `BadInput` on `name` (`too_long`, `taken`).
    """
    with deed(actor, key, "places.rename") as d:
        row = d.lock(RENAMED[kind], place)
        d.allow(KEEPERS, d.name, on=row)
        name = "".join(name.split())
        if not name:
            raise MissingField(d.name, ["name"])
        if len(name) > 60:
            raise BadInput("name", "too_long", name)
        around = scope_condition(row.place_code[: 9 if kind == "community" else 12])
        if RENAMED[kind].public.filter(around, name=name).exclude(id=row.id).exists():
            raise BadInput("name", "taken", name)
        if kind == "estate" and row.name != name:
            row.aliases = [alias for alias in dict.fromkeys([*row.aliases, row.name]) if alias != name]
        row.name = name
        row.save(update_fields=["name", "aliases"] if kind == "estate" else ["name"])
        d.record(row)
    return row
