"""A ballot is cast: from a phone's browser, on the telephone, or by a proxy."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotAllowed, NotFound
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..filled_ballot import FilledBallot
from ..models import Proxy, UrnBallot, Vote
from ..poll import check_poll_is_open, entry_of, use_right
from ..rules.chain import LineKind
from ..rules.counting_rules import check_marks, marks_allowed, rule_named
from ..rules.keepers import KEEPERS
from ..rules.phases import Channel
from ..write_line import write_line


@action
def cast_ballot(
    *, actor: Actor, key: UUID | None, vote: RowKey, entry: UUID, ballot: FilledBallot, proxy: UUID | None = None
) -> None:
    """Put the ballot into the urn and mark that the entry has voted. Nothing is returned, for what is returned is kept beside the
    actor's name; the receipt is in `ballot`, made by the caller.

    A voter acts as `reporter(entry)`, a proxy as `reporter(proxy)`; a member of the staff enters for a caller who gave her own
    voting code (channel telephone). Raises `Conflict` where the entry has voted by whatever channel, `WrongState`, `TooLate`,
    `BadInput` on `marks`, `NotFound`. Ten statements.
    """
    with deed(actor, key, "vote.cast") as d:
        row = d.lock(Vote, vote)
        check_poll_is_open(row, d.now)
        held = entry_of(row, entry)
        if proxy is not None:
            standing = Proxy.objects.filter(street_code=row.street_code, entry=held, id=proxy, revoked_at__isnull=True)
            if not standing.exists():
                raise NotFound("proxy", proxy)
        channel = _channel(actor, held.id, proxy, row)
        rule = rule_named(row.rule)
        ids = {one["id"] for one in row.choices}
        marks = check_marks(ballot.marks, ids, marks_allowed(rule, row.most_marks, row.seats))
        mark = use_right(d, row, held, channel, proxy_id=proxy, by_staff=channel is Channel.PHONE)
        UrnBallot(
            street_code=row.street_code,
            place_code=row.place_code,
            vote=row,
            content=FilledBallot(marks, ballot.receipt).as_text(),
            receipt=ballot.receipt,
            number=held.number if row.named else None,
            area=held.area if row.named else None,
        ).save(force_insert=True)
        write_line(d, row, LineKind.ACCEPTED, channel=channel.value)
        d.record(mark)


def _channel(actor: Actor, entry: UUID, proxy: UUID | None, vote: Vote) -> Channel:
    if Role.REPORTER in actor.roles:
        if actor.id != (proxy or entry):
            raise NotAllowed("vote.cast", "scope")
        return Channel.PROXY if proxy else Channel.WEB
    if not actor.may(KEEPERS, vote.place_code):
        raise NotAllowed("vote.cast", "role")
    # A proxy on the telephone is a proxy.
    return Channel.PROXY if proxy else Channel.PHONE
