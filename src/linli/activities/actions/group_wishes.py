"""Wishes that ask for the same become one line of the needs list, with how many people wish it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotFound, WrongState
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import ActivityWish, Need
from ..rules import NeedState
from ..who_may import ORGANISERS


@action
def group_wishes(
    *,
    actor: Actor,
    key: UUID | None,
    community: str,
    wishes: Sequence[UUID],
    title: str = "",
    need: RowKey | None = None,
) -> Need:
    """Put the wishes into the given line, or into a new one named `title`. Wishes in another open line move over.

    Raises `BadInput` on `wishes`, `title`, `WrongState` for a line that is not open, `NotAllowed`, `NotFound`.
    """
    title = clean_text(title)[:40]
    if not wishes:
        raise BadInput("wishes", "empty")
    if need is None and not title:
        raise BadInput("title", "empty_need")
    with deed(actor, key, "activity.group_wishes") as d:
        d.allow(ORGANISERS, "activity.group_wishes", on=community)
        street = street_of(community)
        if need is not None:
            line = d.lock(Need, need)
            if line.place_code != community:
                raise NotFound("need")
            if line.state not in (NeedState.OPEN.value, NeedState.PLANNED.value):
                raise WrongState("activity.group_wishes", line.state)
        else:
            line = Need(
                place_code=community, street_code=street, title=title, state=NeedState.OPEN.value, opened_at=d.now,
                moved_at=d.now,
            )  # fmt: skip
            line.save(force_insert=True)
        found = list(
            ActivityWish.objects.select_for_update().filter(
                street_code=street, place_code=community, id__in=list(wishes)
            )
        )
        if len(found) != len(set(wishes)):
            raise NotFound("activity_wish")
        before = {wish.need_id for wish in found if wish.need_id}
        for wish in found:
            wish.need = line
            wish.save(update_fields=["need"])
        groups = {wish.group for wish in found}
        if need is None and len(groups) == 1:
            line.group = groups.pop()
        for one in [line, *Need.objects.select_for_update().filter(street_code=street, id__in=before - {line.id})]:
            one.people = ActivityWish.objects.filter(street_code=street, need=one).count()
            one.save(update_fields=["people", "group"])
        d.record(line)
    return line
