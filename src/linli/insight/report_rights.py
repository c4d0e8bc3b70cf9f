"""Who reads which report, and who writes it: the 片长 those of her estates, community and street their own and those below."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotAllowed
from linli.kernel.scope import EVERYTHING
from linli.ledger.street_row import scope_condition
from linli.teams.queries import posts_of_user

from .models import Report
from .report_subject import About, about_of

OF_A_JURISDICTION = frozenset(
    {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD, Role.GOVERNANCE_CENTRE}
)
READERS = OF_A_JURISDICTION | {Role.PATCH_LEADER}

_COMMUNITY = frozenset({Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.SYSTEM})
_WRITERS = {
    About.ESTATE: _COMMUNITY,
    About.COMMUNITY: _COMMUNITY,
    About.STREET: frozenset({Role.STREET_STAFF, Role.STREET_LEAD, Role.SYSTEM}),
}


def estates_led_by(actor: Actor) -> frozenset[UUID]:
    """The estates the actor is 片长 of. One statement, none for who holds no such role."""
    if Role.PATCH_LEADER not in actor.roles:
        return frozenset()
    posts = (post for post in posts_of_user(actor.id) if post.role is Role.PATCH_LEADER)
    return frozenset(UUID(estate) for post in posts for estate in post.estate_ids)


def may_write(actor: Actor, led: frozenset[UUID], place_code: str, estate_id: UUID | None) -> bool:
    """Whether the actor, who is 片长 of the estates `led`, drafts, writes and issues the report of this place."""
    if estate_id in led:
        return True
    return actor.may(_WRITERS[about_of(place_code, estate_id)], place_code)


def check_may_write(actor: Actor, deed: str, place_code: str, estate_id: UUID | None) -> None:
    """Raise `NotAllowed` unless `may_write`. One statement for a 片长."""
    if not may_write(actor, estates_led_by(actor), place_code, estate_id):
        raise NotAllowed(deed, "role")


def readable_reports(actor: Actor, led: frozenset[UUID]) -> QuerySet[Report]:
    """The reports the actor may read, without figures and rows."""
    reports = Report.objects.defer("figures", "rows")
    prefixes = {grant.prefix for grant in actor.grants if grant.role in OF_A_JURISDICTION}
    if EVERYTHING in prefixes:
        return reports
    condition = Q(estate_id__in=led)
    for prefix in prefixes:
        condition |= scope_condition(prefix)
    return reports.filter(condition)
