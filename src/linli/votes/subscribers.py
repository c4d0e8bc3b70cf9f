"""Who is told of a vote's turns, idempotent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from linli.accounts.tell import tell
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.teams.models import Post

from .events import OfficerNominated, VoteTurned
from .models import Nomination, Vote, VoteLine
from .rules.chain import LineKind
from .rules.keepers import KEEPERS
from .rules.phases import MovesBy, Phase


def tell_of_a_turn(event: VoteTurned) -> None:
    """The keepers of the vote's place hear every turn; of one that is asked for, those who may confirm it."""
    with acting_in(Scope.everything()):
        vote = Vote.objects.get(street_code=event.street_code, id=event.vote_id)
        line = VoteLine.objects.get(street_code=event.street_code, id=event.line_id)
        asked = line.kind == LineKind.ASKED.value
        told = _keepers(vote) - ({vote.asked_by} if asked else set())
        kind = f"vote_asked_{line.facts['to']}" if asked else f"vote_{line.facts['to']}"
        if told:
            tell(told, kind, vote, {"code": vote.code, "subject": vote.title}, f"vote line {line.id}")


def tell_of_late_rolls(now: datetime, limit: int = 100) -> None:
    """The keepers hear, once, of a poll whose hour has struck while its roll is still being prepared."""
    late = Vote.public.filter(
        phase=Phase.PREPARING.value, moves_by=MovesBy.CLOCK.value, opens_at__lte=now, closes_at__gt=now
    )
    with acting_in(Scope.everything()):
        for vote in late.order_by("-opens_at")[:limit]:
            facts = {"code": vote.code, "subject": vote.title}
            tell(_keepers(vote) | {vote.registered_by}, "vote_roll_late", vote, facts, f"roll late {vote.id}")


def tell_of_a_nomination(event: OfficerNominated) -> None:
    """The officer is asked whether she stands."""
    with acting_in(Scope.everything()):
        row = Nomination.objects.get(street_code=event.street_code, id=event.nomination_id)
        vote = Vote.objects.get(street_code=row.street_code, id=row.vote_id)
        tell({row.user_id}, "officer_nominated", row, {"subject": vote.title}, f"nomination {row.id}")


def _keepers(vote: Vote) -> set[UUID]:
    """The holders of the keepers' posts in the vote's community; the street hears of it on its list."""
    above = [vote.place_code[:length] for length in (12, 16, 18) if length <= len(vote.place_code)]
    rows = Post.public.filter(
        place_code__in=above, role__in=list(KEEPERS), closed_at__isnull=True, holder_id__isnull=False
    )
    return set(rows.values_list("holder_id", flat=True))
