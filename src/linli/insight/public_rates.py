"""The rates on the public wall, each with its counts and its formula (standards.zh.md §9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q

from linli.cases.models import Case, Step
from linli.cases.rules import PAUSED, UNDER_WAY, Level, Rate, State, resolve_rate, response_rate, satisfy_rate
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .rate_terms import terms_for

NOT_COUNTED = (State.DRAFT, State.MERGED, State.VOID)
"""Not yet raised, counted under the case it was merged into, or never a matter at all."""


@dataclass(frozen=True, slots=True)
class PublicRates:
    """The matters raised in a community in a span of time, counted. Suspended and unreasonable ones are shown apart (§8)."""

    raised: int
    settled: int
    settled_without_kind: int
    response: Rate
    resolve: Rate
    satisfy: Rate
    basically_counts: Decimal
    settled_at: dict[Level, int]
    overdue: int
    suspended: int
    unreasonable: int

    @property
    def settled_here(self) -> int:
        """Settled without leaving the community (practices.md E6)."""
        return self.settled_at[Level.GRID] + self.settled_at[Level.COMMUNITY]


def public_rates(community: str, *, since: datetime | None = None) -> PublicRates:
    """Count the matters raised in `community` since then, by the terms of its street. Two statements and the scope.

    Contact counts as due once its limit has passed or it was made; while the clock stands still it is not due. Answers are
    ratings and call-backs that reached somebody. Unreasonable findings stay out of the satisfy rate alone.
    """
    with acting_in(Scope.of([community])):
        cases = Case.objects.exclude(state__in=[state.value for state in NOT_COUNTED])
        if since is not None:
            cases = cases.filter(raised_at__gte=since)
        counts = cases.aggregate(**_counts(clock.now()))
    factor = terms_for(community).basically_counts
    return PublicRates(
        raised=counts["raised"],
        settled=counts["settled"],
        settled_without_kind=counts["settled_without_kind"],
        response=response_rate(counts["contacted_in_time"], counts["contact_due"]),
        resolve=resolve_rate(counts["solved"], counts["answered"]),
        satisfy=satisfy_rate(counts["satisfied"], counts["basically"], counts["rated"], factor),
        basically_counts=factor,
        settled_at={level: counts[f"at_{level.value}"] for level in Level},
        overdue=counts["overdue"],
        suspended=counts["suspended"],
        unreasonable=counts["unreasonable"],
    )


def _counts(now: datetime) -> dict[str, Count]:
    settled = Q(closed_at__isnull=False)
    found_so = Exists(
        Step.objects.filter(
            street_code=OuterRef("street_code"), case_id=OuterRef("id"), to_state=State.UNREASONABLE.value
        )
    )
    # An archived case no longer says how it ended; its steps do.
    unreasonable = Q(state=State.UNREASONABLE.value) | (
        Q(state=State.ARCHIVED.value, closed_at__isnull=True) & Q(found_so)
    )
    contact_due = Q(response_due_at__isnull=False) & (
        Q(responded_at__isnull=False)
        | (Q(response_due_at__lte=now) & ~Q(state__in=[state.value for state in PAUSED | {State.WITHDRAWN}]))
    )
    rated = Q(rated_at__isnull=False) & ~Q(satisfaction="") & ~Q(state=State.UNREASONABLE.value)
    conditions = {
        "settled": settled,
        "settled_without_kind": settled & Q(category_code=""),
        "contact_due": contact_due,
        "contacted_in_time": contact_due & Q(responded_at__lte=F("response_due_at")),
        "answered": Q(rated_at__isnull=False, solved__isnull=False),
        "solved": Q(rated_at__isnull=False, solved=True),
        "rated": rated,
        "satisfied": rated & Q(satisfaction="satisfied"),
        "basically": rated & Q(satisfaction="basically"),
        "overdue": Q(state__in=[state.value for state in UNDER_WAY], handle_due_at__lt=now),
        "suspended": Q(state=State.SUSPENDED.value),
        "unreasonable": unreasonable,
        **{f"at_{level.value}": settled & Q(level=level.value) for level in Level},
    }
    return {"raised": Count("id")} | {name: Count("id", filter=condition) for name, condition in conditions.items()}
