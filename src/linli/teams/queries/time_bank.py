"""The time bank's books: accounts, moves, and that all balances are zero together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, Sum

from linli.kernel.scope import Scope
from linli.ledger.follow_codes import Followed
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.scoped import acting_in

from ..models import CoinAccount, CoinMove
from ..rules.time_bank import AccountKind, Why
from ..volunteer_in_hand import community_of


@dataclass(frozen=True, slots=True)
class BankFigures:
    """Minutes: `issued` stands against `held` and what volunteers have; `total` of all accounts is zero."""

    issued: int
    held: int
    with_volunteers: int
    accounts: int
    total: int


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One move. `sign` is +1 or -1 for the account whose statement it is, 0 in the whole book."""

    at: datetime
    why: Why
    words: str
    minutes: int
    taken_from: str
    given_to: str
    sign: int = 0

    @property
    def signed(self) -> int:
        return self.minutes * self.sign


def bank_figures() -> BankFigures:
    """The balances of the caller's scope. One statement."""
    kinds = {kind: Q(kind=kind.value) for kind in AccountKind}
    row = CoinAccount.objects.order_by().aggregate(
        issued=Sum("balance", filter=kinds[AccountKind.ISSUE]),
        held=Sum("balance", filter=kinds[AccountKind.HELD]),
        with_volunteers=Sum("balance", filter=kinds[AccountKind.VOLUNTEER]),
        accounts=Count("id", filter=kinds[AccountKind.VOLUNTEER]),
        total=Sum("balance"),
    )
    return BankFigures(**{name: value or 0 for name, value in row.items()})


def bank_moves(at: Position | None = None, size: int = 50) -> Slice:
    """The moves of the caller's scope, latest first, names masked. One statement."""
    rows = CoinMove.objects.select_related("taken_from__volunteer", "given_to__volunteer")
    found = keyset_slice(rows, ("-at", "-id"), at, size)
    return Slice([_line(row) for row in found.items], found.next, found.previous)


def statement(street_code: int, volunteer_id: UUID, most: int = 200) -> tuple[int, list[MoveLine]]:
    """A volunteer's balance and moves, latest first, within the caller's scope; others are not named on it. Two statements."""
    account = CoinAccount.objects.filter(street_code=street_code, volunteer_id=volunteer_id).first()
    if account is None:
        return 0, []
    rows = CoinMove.objects.filter(
        Q(taken_from_id=account.id) | Q(given_to_id=account.id), street_code=street_code
    ).order_by("-at", "-id")
    return account.balance, [
        MoveLine(row.at, Why(row.why), row.words, row.minutes, "", "", 1 if row.given_to_id == account.id else -1)
        for row in rows[:most]
    ]


def own_statement(followed: Followed) -> tuple[int, list[MoveLine]]:
    """The statement of a volunteer who opened her code. Two statements and the scope."""
    with acting_in(Scope.of([community_of(followed.place_code)])):
        return statement(followed.row.street_code, followed.as_id)


def _line(row: CoinMove) -> MoveLine:
    return MoveLine(row.at, Why(row.why), row.words, row.minutes, _who(row.taken_from), _who(row.given_to))


def _who(account: CoinAccount) -> str:
    """The masked name, or nothing for an account of the community or of somebody who left."""
    return str(account.volunteer.name) if account.volunteer else ""
