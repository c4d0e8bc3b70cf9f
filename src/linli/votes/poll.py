"""What every deed of a poll asks first. Takes part in the caller's deed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import Conflict, MissingField, NotFound, TooLate
from linli.ledger.deed import DeedInHand
from linli.ledger.street_row import RowKey

from .models import RollEntry, RollMark, RollObjection, Vote
from .rules.counting_rules import rule_named
from .rules.keepers import KEEPERS
from .rules.phases import Channel, MovesBy, Phase, check_phase


def kept(d: DeedInHand, vote: RowKey, deed: str, phases: frozenset[Phase] | Phase) -> Vote:
    """The vote, locked, for its keepers in one of `phases`. Raises `NotFound`, `NotAllowed`, `WrongState`."""
    row = d.lock(Vote, vote)
    d.allow(KEEPERS, deed, on=row)
    check_phase(deed, Phase(row.phase), phases)
    return row


def check_poll_is_open(vote: Vote, now: datetime) -> None:
    """Raise `WrongState` outside the voting, `TooLate` once the hour of closing has struck, swept or not."""
    check_phase("vote.cast", Phase(vote.phase), Phase.VOTING)
    if vote.moves_by == MovesBy.CLOCK.value and now >= vote.closes_at:
        raise TooLate("vote.cast", limit=vote.closes_at)


def entry_of(vote: Vote, id: UUID) -> RollEntry:
    """The entry of the vote's roll. Raises `NotFound`. One statement."""
    found = RollEntry.objects.filter(street_code=vote.street_code, vote=vote, id=id).first()
    if found is None:
        raise NotFound("roll_entry", id)
    return found


def numbered(vote: Vote, number: int) -> RollEntry:
    """The entry with a number of the vote's roll. Raises `NotFound`. One statement."""
    found = RollEntry.objects.filter(street_code=vote.street_code, vote=vote, number=number).first()
    if found is None:
        raise NotFound("roll_entry", number)
    return found


def use_right(
    d: DeedInHand,
    vote: Vote,
    entry: RollEntry,
    channel: Channel,
    *,
    proxy_id: UUID | None = None,
    by_staff: bool = False,
) -> RollMark:
    """Mark that the entry has used its right. Raises `Conflict` where it has already, by whatever channel: the database holds
    it, however many come at once. One statement."""
    mark = RollMark(
        street_code=vote.street_code,
        place_code=vote.place_code,
        vote=vote,
        entry=entry,
        channel=channel.value,
        marked_on=d.now.astimezone(SHANGHAI).date(),
        proxy_id=proxy_id,
        taken_by=d.actor.id if by_staff else None,
    )
    # What is not written is passed over; whether ours was, the row itself says.
    RollMark.objects.bulk_create([mark], ignore_conflicts=True)
    if not RollMark.objects.filter(street_code=vote.street_code, entry=entry, id=mark.id).exists():
        raise Conflict("ballot")
    return mark


def missing_before_opening(vote: Vote) -> list[str]:
    """What still keeps the roll from being published, or the poll from opening: `choices`, `roll`, `area`, `objections`."""
    entries = RollEntry.objects.filter(street_code=vote.street_code, vote=vote)
    missing = []
    if len(vote.choices) < 2:
        missing.append("choices")
    if not entries.exists():
        missing.append("roll")
    elif rule_named(vote.rule).area_counts and entries.filter(area__isnull=True).exists():
        missing.append("area")
    if RollObjection.objects.filter(street_code=vote.street_code, vote=vote, answered_at__isnull=True).exists():
        missing.append("objections")
    return missing


def check_ready(vote: Vote) -> None:
    """Raise `MissingField` naming what is missing."""
    if missing := missing_before_opening(vote):
        raise MissingField("vote.turn", missing)
