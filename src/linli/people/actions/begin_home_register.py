"""Begin to bind a register to homes, or find the run that broke off."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.kernel.ids import uuid7
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.places.queries.keeping import community_in_scope

from ..models import HomeRegister
from ..rules.home_rows import BINDERS


@action
def begin_home_register(
    *, actor: Actor, key: UUID | None, community: str, file_name: str, sha256: str, rows: int, with_new_homes: bool
) -> HomeRegister:
    """The run for this very content in this community; one that is there already is returned with as many rows `done` as are through.

    Raises `NotFound`, `NotAllowed`, `BadInput` on `file` (`empty`).
    """
    with deed(actor, key, "people.begin_home_register") as d:
        here = community_in_scope(community)
        d.allow(BINDERS, d.name, on=here)
        if rows < 1:
            raise BadInput("file", "empty")
        row = HomeRegister(
            id=uuid7(), place_code=community, file_name=clean_text(file_name)[-120:] or "—", sha256=sha256, rows=rows,
            with_new_homes=with_new_homes, begun_by=actor.name[:60], begun_at=d.now,
        )  # fmt: skip
        HomeRegister.objects.bulk_create([row], ignore_conflicts=True)
        standing = HomeRegister.objects.get(
            street_code=here.street_code, place_code=community, sha256=sha256, with_new_homes=with_new_homes
        )
        if standing.id == row.id:
            d.record(row)
    return standing
