"""The paper slips of an activity are counted: how many said which word."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Activity, Rating
from ..rules import COUNTED, ActivityState, Satisfaction
from ..who_may import ORGANISERS


@action
def enter_slips(
    *, actor: Actor, key: UUID | None, activity: RowKey, counts: Mapping[str, int], words: str = ""
) -> None:
    """Add the slips, `words` copied from them. Raises `BadInput` on `counts`, `WrongState` before it was held, `NotAllowed`."""
    counts = {word: count for word, count in counts.items() if count}
    if not counts or any(word not in set(Satisfaction) or not 0 < n <= 100_000 for word, n in counts.items()):
        raise BadInput("satisfied", "out_of_range")
    with deed(actor, key, "activity.slips") as d:
        row = d.lock(Activity, activity)
        d.allow(ORGANISERS, "activity.slips", on=row)
        if ActivityState(row.state) not in COUNTED:
            raise WrongState("activity.slips", row.state)
        ratings = [
            Rating(
                place_code=row.place_code,
                street_code=row.street_code,
                activity=row,
                satisfaction=word,
                people=count,
                words=clean_text(words)[:300] if number == 0 else "",
                at=d.now,
                registered_by=actor.id,
            )
            for number, (word, count) in enumerate(counts.items())
        ]
        for rating in ratings:
            rating.save(force_insert=True)
        d.record(*ratings)
