"""Put forward a name that somebody used for an estate, for the community to confirm."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotFound
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.plain_text import read_words
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Estate, PlaceAlias
from ..rules.address_parts import plain_place_name
from ..rules.aliases import PROPOSE, AliasState


@action
def propose_alias(*, actor: Actor, key: UUID | None, estate: RowKey, name: str) -> PlaceAlias:
    """Note that `name` was taken to mean the estate; a name noted before counts once more and stays as it was decided.

    Raises `NotFound` for an estate that is not there, `NotAllowed` for who does not handle matters, `BadInput` on `alias` (`empty`, `too_long`,
    `known`: it is called so already).
    """
    with deed(actor, key, "places.propose_alias") as d:
        name = read_words(name, "alias", 60)
        place = Estate.public.filter(street_code=estate.street_code, id=estate.id).first()
        if place is None:
            raise NotFound("estate", estate.id)
        d.allow(PROPOSE, d.name, on=place)
        if plain_place_name(name) in {plain_place_name(one) for one in (place.name, *place.aliases)}:
            raise BadInput("alias", "known", name)
        community = place.place_code[: PlaceLevel.COMMUNITY]
        with d.widened(community):
            row = PlaceAlias(
                id=uuid7(), place_code=community, estate_id=place.id, name=name, state=AliasState.PROPOSED,
                proposed_by=actor.name[:60], proposed_at=d.now, times=0,
            )  # fmt: skip
            PlaceAlias.objects.bulk_create([row], ignore_conflicts=True)
            same = PlaceAlias.objects.get(street_code=place.street_code, estate_id=place.id, name=name)
            row = d.lock(PlaceAlias, same)
            row.times += 1
            row.save(update_fields=["times"])
            d.record(row)
    return row
