"""A volunteer leaves: the personal data is erased, the hours stay as figures."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import CallMoved
from ..models import CallTaker, CoinAccount, HelpCall, Team, TeamMember, Volunteer
from ..move_coins import move_coins, place_account
from ..rules.calls import CallState
from ..rules.time_bank import AccountKind, Why
from ..rules.volunteers import ACCEPTERS, VolunteerState
from ..volunteer_in_hand import allow_herself_or, community_of


@action
def erase_volunteer(*, actor: Actor, key: UUID | None, volunteer: RowKey) -> Volunteer:
    """Erase name, telephone, guardian, skills, estate and account; give seats in calls to come back, end memberships, return
    what is left of the coins. By herself at any time without a reason, or by the community at her word. Raises `WrongState`
    for whoever left before."""
    with deed(actor, key, "volunteer.leave") as d:
        row = d.lock(Volunteer, volunteer)
        allow_herself_or(d, ACCEPTERS, row)
        if row.state == VolunteerState.LEFT:
            raise WrongState(d.name, row.state)
        for name in ("name", "phone", "guardian_name", "guardian_phone", "skill_words", "reason"):
            setattr(row, name, "")
        row.skills, row.times = [], []
        row.birth_year = row.consent_at = row.estate_id = row.user_id = None
        row.state, row.left_at = VolunteerState.LEFT.value, d.now
        row.save()
        with d.widened(community_of(row.place_code)):
            changed = [*_give_seats_back(d, row), *_leave_teams(d, row)]
            _return_coins(d, row)
        d.record(row, *changed)
    return row


def _give_seats_back(d, row: Volunteer) -> list[CallTaker]:
    to_come = HelpCall.objects.filter(
        street_code=row.street_code, state=CallState.OPEN.value, starts_at__gt=d.now
    ).values("id")
    seats = list(
        CallTaker.objects.select_for_update().filter(
            street_code=row.street_code, volunteer=row, dropped_at__isnull=True, call_id__in=to_come
        )
    )
    for seat in seats:
        seat.dropped_at = d.now
        seat.save(update_fields=["dropped_at"])
        d.announce(CallMoved(seat.call_id, seat.street_code, "dropped", seat.id))
    return seats


def _leave_teams(d, row: Volunteer) -> list[TeamMember]:
    members = list(
        TeamMember.objects.select_for_update().filter(street_code=row.street_code, volunteer=row, left_at__isnull=True)
    )
    for member in members:
        member.left_at = d.now
        member.save(update_fields=["left_at"])
    Team.objects.filter(street_code=row.street_code, leader=row).update(leader=None)
    return members


def _return_coins(d, row: Volunteer) -> None:
    account = CoinAccount.objects.filter(street_code=row.street_code, volunteer=row).first()
    if account is None or account.balance == 0:
        return
    issuing = place_account(d, row.place_code, row.street_code, AccountKind.ISSUE)
    pair = (account, issuing) if account.balance > 0 else (issuing, account)
    move_coins(d, *pair, abs(account.balance), Why.LEFT)
