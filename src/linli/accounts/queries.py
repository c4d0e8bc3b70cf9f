"""Reading accounts: who acts, who there is, what one has been told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from linli.kernel.actor import Actor, Role
from linli.kernel.actor import Grant as HeldGrant
from linli.kernel.errors import NotFound
from linli.kernel.scope import EVERYTHING
from linli.ledger.attempts import seconds_to_wait
from linli.ledger.keyset import Position, Slice, keyset_slice

from .models import Grant, Notice, Session, User
from .rules import ADMINISTERING
from .sign_in_limits import LOCK, LOCK_MINUTES

MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A user and, from the same statement, the actor with the live grants."""

    user: User
    actor: Actor


@dataclass(frozen=True, slots=True)
class UserLine:
    """One line of the list of accounts; `grants` are the live ones."""

    id: UUID
    username: str
    name: str
    title: str
    is_active: bool
    must_change_password: bool
    last_login: datetime | None
    grants: tuple[HeldGrant, ...]


@dataclass(frozen=True, slots=True)
class UserFacts:
    """Everything the page of one account shows. `locked_seconds` is 0 unless too many sign-ins failed."""

    user: User
    grants: tuple[Grant, ...]
    sessions: int
    locked_seconds: int

    @property
    def live(self) -> tuple[Grant, ...]:
        return tuple(grant for grant in self.grants if grant.revoked_at is None)


def signed_in(user_id: UUID, ip: str = "") -> SignedIn | None:
    """The open account and its actor; None when there is none or it is closed. One statement."""
    live = FilteredRelation("grants", condition=Q(grants__revoked_at__isnull=True))
    columns = {f"live_{name}": F(f"live__{name}") for name in ("role", "prefix", "organisation_id")}
    rows = list(User.objects.filter(pk=user_id, is_active=True).annotate(live=live).annotate(**columns))
    if not rows:
        return None
    held = (HeldGrant(Role(r.live_role), r.live_prefix, r.live_organisation_id) for r in rows if r.live_role)
    return SignedIn(rows[0], _actor(rows[0], held, ip))


def actor_for(user: User, ip: str = "") -> Actor:
    """The actor with the user's live grants. One statement."""
    return _actor(user, held_by(user.id), ip)


def held_by(user_id: UUID) -> tuple[HeldGrant, ...]:
    """The live grants of a user. One statement."""
    return tuple(grant.held for grant in Grant.objects.filter(user_id=user_id, revoked_at__isnull=True))


def users_page(
    actor: Actor,
    *,
    words: str = "",
    role: Role | None = None,
    closed: bool = False,
    at: Position | None = None,
    size: int = 50,
) -> Slice:
    """The accounts an administrator keeps, as `UserLine`s by user name: open or closed ones. Two statements.

    `words` is found in user name, name or title; `role` is held now.
    """
    users = _kept_by(actor).filter(is_active=not closed)
    for word in words.split()[:5]:
        users = users.filter(Q(username__icontains=word) | Q(name__icontains=word) | Q(title__icontains=word))
    if role is not None:
        users = users.filter(Exists(Grant.objects.filter(user=OuterRef("pk"), role=role, revoked_at__isnull=True)))
    page = keyset_slice(users, ("username",), at, size)
    held: dict[UUID, list[HeldGrant]] = {}
    for grant in Grant.objects.filter(user__in=[user.pk for user in page.items], revoked_at__isnull=True):
        held.setdefault(grant.user_id, []).append(grant.held)
    lines = [
        UserLine(
            u.id, u.username, u.name, u.title, u.is_active, u.must_change_password, u.last_login,
            tuple(sorted(held.get(u.id, ()), key=lambda grant: (grant.prefix, grant.role))),
        )
        for u in page.items
    ]  # fmt: skip
    return Slice(lines, page.next, page.previous)


def user_facts(actor: Actor, user_id: UUID) -> UserFacts:
    """One account within an administrator's jurisdiction. Raises `NotFound` outside it. Four statements."""
    user = _kept_by(actor).filter(pk=user_id).first()
    if user is None:
        raise NotFound("account", user_id)
    grants = tuple(Grant.objects.filter(user=user).order_by("-revoked_at", "prefix", "role", "id"))
    sessions = Session.objects.filter(user_id=user.id).count()
    locked = seconds_to_wait(LOCK, user.username, limit=1, minutes=LOCK_MINUTES)
    return UserFacts(user, grants, sessions, locked)


def grant_facts(grant_id: UUID) -> Grant:
    """One grant. Raises `NotFound`. One statement."""
    grant = Grant.objects.filter(pk=grant_id).first()
    if grant is None:
        raise NotFound("grant", grant_id)
    return grant


def people_for_posts(actor: Actor, words: str, limit: int = 20) -> list[User]:
    """Open accounts whose name, user name or title holds `words`, for somebody who fills posts: those of the counties the
    actor works in, by user name. One statement."""
    users = User.objects.filter(is_active=True).exclude(pk=actor.id)
    users = users.filter(Q(name__icontains=words) | Q(username__icontains=words) | Q(title__icontains=words))
    prefixes = {grant.prefix for grant in actor.grants}
    if EVERYTHING not in prefixes:
        near = Q(pk__in=[])
        for prefix in prefixes:
            near |= Q(prefix__startswith=prefix[:6])
        users = users.filter(Exists(Grant.objects.filter(near, user=OuterRef("pk"), revoked_at__isnull=True)))
    return list(users.order_by("username")[:limit])


def ids_of_people(words: str, limit: int = 100) -> tuple[UUID, ...]:
    """The users whose name or user name holds `words`. One statement."""
    named = User.objects.filter(Q(name__icontains=words) | Q(username__icontains=words))
    return tuple(named.order_by("username").values_list("id", flat=True)[:limit])


def unread_notices(actor: Actor) -> int:
    """How many notices the actor has not read, counted to 99 at most. One statement."""
    unread = Notice.objects.filter(user_id=actor.id, read_at__isnull=True)
    return unread.order_by()[:MOST_COUNTED].count()


def notices_page(actor: Actor, *, unread_only: bool = False, at: Position | None = None, size: int = 30) -> Slice:
    """What the actor has been told, newest first. One statement."""
    notices = Notice.objects.filter(user_id=actor.id)
    if unread_only:
        notices = notices.filter(read_at__isnull=True)
    return keyset_slice(notices, ("-at", "-id"), at, size)


def notice_facts(actor: Actor, notice_id: UUID) -> Notice:
    """One of the actor's own notices. Raises `NotFound`. One statement."""
    notice = Notice.objects.filter(user_id=actor.id, id=notice_id).first()
    if notice is None:
        raise NotFound("notice", notice_id)
    return notice


def _actor(user: User, held, ip: str) -> Actor:
    grants = tuple(held)
    organisations = frozenset(grant.organisation_id for grant in grants if grant.organisation_id)
    return Actor(id=user.id, name=user.name, grants=grants, ip=ip, organisations=organisations)


def _kept_by(actor: Actor) -> QuerySet[User]:
    """The users with a role, now or (when they have none now) earlier, in a jurisdiction the actor administers."""
    prefixes = [grant.prefix for grant in actor.grants if grant.role in ADMINISTERING]
    if EVERYTHING in prefixes:
        return User.objects.all()
    within = Q(pk__in=[])
    for prefix in prefixes:
        within |= Q(prefix__startswith=prefix)
    theirs = Grant.objects.filter(user=OuterRef("pk"))
    live = theirs.filter(revoked_at__isnull=True)
    return User.objects.filter(Exists(live.filter(within)) | (~Exists(live) & Exists(theirs.filter(within))))
