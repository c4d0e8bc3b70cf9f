from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password

from linli.accounts.models import User
from linli.accounts.queries import actor_for
from linli.accounts.rules import COUNTRY, filed_under
from linli.accounts.secret import Secret
from linli.accounts.sign_in_limits import (
    COUNTED_MINUTES,
    FAILED,
    FAILED_FROM,
    LOCK,
    LOCK_MINUTES,
    MOST_FAILURES,
    MOST_FAILURES_FROM,
    lift_lock,
)
from linli.kernel.actor import Actor
from linli.kernel.scope import Scope
from linli.ledger import audit
from linli.ledger.attempts import note_attempt, one_at_a_time, seconds_to_wait
from linli.ledger.deed import action, deed

VISITOR_ID = UUID(int=2)
LONGEST = 128


@dataclass(frozen=True, slots=True)
class SignInAnswer:
    """The user, or why not: `wrong`, `closed`, `locked` (the account) or `too_many` (the address), the latter two with
    the seconds to wait."""

    user: User | None = None
    reason: str = ""
    retry_after: int = 0


def visitor(ip: str) -> Actor:
    """Somebody at the door who has not said who he is."""
    return Actor(id=VISITOR_ID, name="visitor", ip=ip)


@action
def sign_in(*, actor: Actor, key: UUID | None, username: str, password: Secret) -> SignInAnswer:
    """Try to sign in as a visitor. A failure is a deed of its own: it is answered, counted and recorded, never raised.

    Five failures within 15 minutes lock the name for 15 minutes, thirty an address (standards.zh.md §12). A name nobody
    has behaves, costs and locks like one somebody has; that an account is closed is told only to who knows its password.
    """
    with deed(actor, key, "account.sign_in", scope=Scope.nothing()):
        username = username.strip().casefold()[:40]
        one_at_a_time(FAILED, username)
        if wait := seconds_to_wait(FAILED_FROM, actor.ip, limit=MOST_FAILURES_FROM, minutes=COUNTED_MINUTES):
            return SignInAnswer(reason="too_many", retry_after=wait)
        user = User.objects.filter(username=username).first()
        if wait := seconds_to_wait(LOCK, username, limit=1, minutes=LOCK_MINUTES):
            return _refused(actor, user, "locked", wait)
        if not _is_right(user, password.reveal()):
            return _failed(actor, user, username)
        if not user.is_active:
            return _refused(actor, user, "closed")
        lift_lock(username)
        them = actor_for(user, actor.ip)
        place = filed_under(grant.prefix for grant in them.grants)
        audit.line(them, "account.sign_in", place, "accounts.user", user.id, {}).save(force_insert=True)
        return SignInAnswer(user)


def _is_right(user: User | None, password: str) -> bool:
    if user is None or len(password) > LONGEST:
        make_password(password[:LONGEST])
        return False
    return user.check_password(password)


def _failed(actor: Actor, user: User | None, username: str) -> SignInAnswer:
    note_attempt(FAILED, username)
    note_attempt(FAILED_FROM, actor.ip)
    if seconds_to_wait(FAILED, username, limit=MOST_FAILURES, minutes=COUNTED_MINUTES):
        lift_lock(username)
        note_attempt(LOCK, username)
        return _refused(actor, user, "locked", LOCK_MINUTES * 60)
    return _refused(actor, user, "wrong")


def _refused(actor: Actor, user: User | None, reason: str, wait: int = 0) -> SignInAnswer:
    # What was typed as a name nobody has is not written down: people type their password there.
    them = actor_for(user, actor.ip) if user else actor
    place = filed_under(grant.prefix for grant in them.grants) if user else COUNTRY
    line = audit.line(them, "account.sign_in_refused", place, "accounts.user", user and user.id, {"reason": reason})
    line.save(force_insert=True)
    return SignInAnswer(reason=reason, retry_after=wait)
