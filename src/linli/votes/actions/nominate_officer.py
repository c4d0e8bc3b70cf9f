"""An officer is put forward, by the staff or by a resident."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, Conflict
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.teams.queries import posts_within

from ..events import OfficerNominated
from ..models import Nomination, Vote
from ..rules.chain import LineKind
from ..rules.keepers import KEEPERS, STAND
from ..rules.nominations import NominationState
from ..rules.phases import Phase, check_phase
from ..write_line import write_line

MOST = 40


@action
def nominate_officer(
    *, actor: Actor, key: UUID | None, vote: RowKey, post: UUID, words: str, by_name: str = ""
) -> Nomination:
    """Put the holder of `post` forward, with a sentence why. She is asked; until she agrees nobody but the staff sees it.

    Raises `WrongState` once the roll is published, `BadInput` on `post` or `words`, `Conflict` where she is nominated already.
    Eight statements.
    """
    words = clean_text(words)
    if not words or len(words) > 200:
        raise BadInput("words", "nomination_words")
    with deed(actor, key, "vote.nominate") as d:
        row = d.lock(Vote, vote)
        d.allow(KEEPERS | STAND | {Role.REPORTER}, "vote.nominate", on=row)
        check_phase("vote.nominate", Phase(row.phase), Phase.PREPARING)
        if not row.takes_nominations:
            raise BadInput("post", "no_nominations")
        held = next((one for one in posts_within(row.place_code) if one.id == post and one.role in STAND), None)
        if held is None or held.holder_id is None:
            raise BadInput("post", "unknown")
        there = Nomination.objects.filter(street_code=row.street_code, vote=row)
        if there.filter(user_id=held.holder_id).exists():
            raise Conflict("nomination")
        if there.count() >= MOST:
            raise BadInput("post", "too_many")
        nomination = Nomination(
            street_code=row.street_code,
            place_code=row.place_code,
            vote=row,
            user_id=held.holder_id,
            officer=held.holder_name[:40],
            post=held.title,
            words=words,
            by_name=clean_text(by_name)[:40],
            registered_by=None if Role.REPORTER in actor.roles else actor.id,
            at=d.now,
            state=NominationState.ASKED.value,
        )
        nomination.save(force_insert=True)
        write_line(d, row, LineKind.NOMINATED)
        d.record(nomination)
        d.announce(OfficerNominated(nomination.id, nomination.street_code))
    return nomination
