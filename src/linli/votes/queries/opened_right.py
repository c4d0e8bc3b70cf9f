"""Whose ballot a voting code opens."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from uuid import UUID

from linli.kernel.scope import Scope
from linli.ledger.follow_codes import Followed
from linli.ledger.scoped import acting_in
from linli.people.sealing import fingerprint

from ..models import Proxy, RollEntry, RollMark
from ..rules.slips import LENGTH, read_slip
from .votes_shown import VoteFacts, public_vote


@dataclass(frozen=True, slots=True)
class OpenedRight:
    """The entry a code opens, itself or by proxy, and whether its right is used. Never what was chosen."""

    entry_id: UUID
    number: int
    name: str
    home: str
    has_voted: bool
    proxy_id: UUID | None = None

    @property
    def acts_as(self) -> UUID:
        """Who casts: the entry, or the proxy."""
        return self.proxy_id or self.entry_id


def open_right(vote: VoteFacts, code: str, word: str) -> OpenedRight | None:
    """What a voting code opens for `word`: the last four digits of the telephone on the roll (of the proxy's own for a proxy's
    code), or the number on the roll where no telephone is. None where they do not fit. Throttling is the door's. At most four
    statements and the scope."""
    plain, word = read_slip(code), word.strip()
    if plain is None or not word.isascii() or len(word) > 12:
        return None
    here = {"street_code": vote.key.street_code, "vote_id": vote.key.id}
    with acting_in(Scope.of([vote.place_code])):
        entry, proxy = RollEntry.objects.filter(**here, code_mark=fingerprint(plain)).first(), None
        if entry is None:
            proxy = Proxy.objects.filter(**here, code_mark=fingerprint(plain), revoked_at__isnull=True).first()
            if proxy is None or not _fits(word, proxy.holder_phone.last_four):
                return None
            entry = RollEntry.objects.get(**here, id=proxy.entry_id)
        elif not _fits(word, entry.phone.last_four if entry.phone else str(entry.number)):
            return None
        return _opened(entry, proxy)


def opened_right(vote: VoteFacts, as_id: UUID) -> OpenedRight | None:
    """What was opened before as this entry or proxy, as it stands now; None where the proxy was taken back. At most four
    statements and the scope."""
    here = {"street_code": vote.key.street_code, "vote_id": vote.key.id}
    with acting_in(Scope.of([vote.place_code])):
        entry, proxy = RollEntry.objects.filter(**here, id=as_id).first(), None
        if entry is None:
            proxy = Proxy.objects.filter(**here, id=as_id, revoked_at__isnull=True).first()
            if proxy is None:
                return None
            entry = RollEntry.objects.get(**here, id=proxy.entry_id)
        return _opened(entry, proxy)


def right_followed(followed: Followed, typed: str) -> UUID | None:
    """As whom a vote's code opens the ballot, where the voting code and the four digits were typed in one: K7QM3-XPA9D 5678."""
    plain = "".join(sign for sign in typed if sign.isalnum())
    found = open_right(public_vote(followed.code), plain[:LENGTH], plain[LENGTH:]) if len(plain) <= 22 else None
    return found.acts_as if found else None


def _opened(entry: RollEntry, proxy: Proxy | None) -> OpenedRight:
    voted = RollMark.objects.filter(street_code=entry.street_code, entry=entry).exists()
    return OpenedRight(entry.id, entry.number, str(entry.name), str(entry.home), voted, proxy.id if proxy else None)


def _fits(typed: str, right: str) -> bool:
    return bool(right) and hmac.compare_digest(typed.encode(), right.encode())
