"""The officer herself says whether she stands."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotAllowed
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Nomination, Vote
from ..rules.nominations import NominationState
from ..rules.phases import Phase, check_phase


@action
def answer_nomination(
    *, actor: Actor, key: UUID | None, nomination: RowKey, place_code: str, stands: bool
) -> Nomination:
    """Stand, or not; she may think again until the roll is published. Whoever stands is a choice, in the order of the posts'
    names: nothing ranks them. `place_code` is the vote's, wider than an officer's own scope.

    Raises `NotAllowed` for anybody else, `WrongState` afterwards. Eight statements.
    """
    with deed(actor, key, "vote.answer_nomination") as d, d.widened(place_code):
        row = d.lock(Nomination, nomination)
        if row.user_id != actor.id:
            raise NotAllowed("vote.answer_nomination", "nominee")
        vote = d.lock(Vote, RowKey(row.street_code, row.vote_id))
        check_phase("vote.answer_nomination", Phase(vote.phase), Phase.PREPARING)
        row.state = (NominationState.STANDS if stands else NominationState.DECLINED).value
        row.answered_at = d.now
        row.save(update_fields=["state", "answered_at"])
        standing = Nomination.objects.filter(
            street_code=vote.street_code, vote=vote, state=NominationState.STANDS.value
        ).order_by("post", "officer", "id")
        vote.choices = [
            {"id": one.id.hex[-12:], "label": one.officer, "note": f"{one.post}：{one.words}"[:200]} for one in standing
        ]
        _tell_apart(vote.choices)
        vote.asked_phase = ""
        vote.save(update_fields=["choices", "asked_phase"])
        d.record(row, vote)
    return row


def _tell_apart(choices: list[dict[str, str]]) -> None:
    """Two of one name are told apart by their posts."""
    labels = [one["label"] for one in choices]
    for one in choices:
        if labels.count(one["label"]) > 1:
            one["label"] = f"{one['label']}（{one['note'].partition('：')[0]}）"[:60]
