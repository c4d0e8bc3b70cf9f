"""Each measure as a condition on cases. Reports, indicators and the lists behind them are made of the same conditions."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce

from linli.cases.models import Assignment, Case, Step
from linli.cases.rules import PAUSED, UNDER_WAY, Deed, Level, State

from .arrivals import IN_TIME
from .public_rates import NOT_COUNTED
from .rules import Measure, Period
from .where_overdue import cases_of

AGAIN_WITHIN = timedelta(days=30)
"""Another matter of the same kind at the same place this soon is the same trouble come back (standards.zh.md §9)."""

SIGNED_WITHIN = timedelta(hours=24)
"""Whoever a matter was handed to takes it, returns it or calls others within a day: the limit for handing on an ordinary matter
(standards.zh.md §2.1; §9 asks for 按时签收 and names no limit)."""

NO_LONGER_DUE = PAUSED | {State.WITHDRAWN, State.REJECTED, State.UNREASONABLE, State.APPEALED}
"""Nobody owes a result: suspended and waiting matters are shown apart, the others were not to be done (§8, §9)."""

SETTLED_AT = {
    Measure.SETTLED_GRID: Level.GRID,
    Measure.SETTLED_COMMUNITY: Level.COMMUNITY,
    Measure.SETTLED_STREET: Level.STREET,
    Measure.SETTLED_COUNTY: Level.COUNTY,
}


class InGrid(Func):
    """The sixteen digits of a grid; NULL for a place located no better than its community."""

    template = "SUBSTRING(%(expressions)s FROM '^[0-9]{16}')"
    output_field = CharField()


def spot(column: type[F]) -> Coalesce:
    """The same place: the building, else the estate, else the grid; of the case at hand (`F`) or the outer one (`OuterRef`)."""
    building, estate = (Cast(column(name), CharField()) for name in ("building_id", "estate_id"))
    return Coalesce(building, estate, InGrid(column("place_code")))


def counted_cases(prefix: str) -> QuerySet[Case]:
    """The cases of a jurisdiction that are ever counted, within the scope in force."""
    return cases_of(prefix).exclude(state__in=NOT_COUNTED)


def condition_of(measure: Measure, period: Period, now: datetime) -> Q:
    """Which of `counted_cases` a measure counts, as things stand at `now`."""
    if measure in SETTLED_AT:
        return _within("closed_at", period) & Q(level=SETTLED_AT[measure].value)
    return _CONDITIONS[measure](period, now)


def touched_in(period: Period) -> Q:
    """Every case any measure of the period may count: a bound for reading, itself counting nothing."""
    since = period.start
    return (
        Q(raised_at__gte=since, raised_at__lt=period.end)
        | Q(moved_at__gte=since)
        | Q(rated_at__gte=since)
        | Q(response_due_at__gte=since)
        | Q(handle_due_at__gte=since)
        | Q(state__in=UNDER_WAY)
    )


def _within(column: str, period: Period) -> Q:
    return Q(**{f"{column}__gte": period.start, f"{column}__lt": period.end})


def _raised(period: Period, now: datetime) -> Q:
    return _within("raised_at", period)


def _contact_due(period: Period, now: datetime) -> Q:
    missed = Q(response_due_at__lte=now) & ~Q(state__in=NO_LONGER_DUE)
    return _within("response_due_at", period) & (Q(responded_at__isnull=False) | missed)


def _on_time(period: Period, now: datetime) -> Q:
    by_result = _within("fed_back_at", period) & Q(fed_back_at__lte=F("handle_due_at"))
    by_closing = Q(fed_back_at__isnull=True, closed_at__lte=F("handle_due_at")) & _within("closed_at", period)
    return (by_result | by_closing) & ~Q(state__in=NO_LONGER_DUE)


def _late(period: Period, now: datetime) -> Q:
    missed = Q(fed_back_at__gt=F("handle_due_at"))
    missed |= Q(fed_back_at__isnull=True) & (Q(closed_at__isnull=True) | Q(closed_at__gt=F("handle_due_at")))
    ended_otherwise = Q(state=State.ARCHIVED, closed_at__isnull=True)
    owed = _within("handle_due_at", period) & Q(handle_due_at__lte=now) & ~Q(state__in=NO_LONGER_DUE)
    return owed & ~ended_otherwise & missed


def _due(period: Period, now: datetime) -> Q:
    """Done in time in the period, or its limit passed in the period without a result: each case once, in one period."""
    return _on_time(period, now) | _late(period, now)


def _answered(period: Period, now: datetime) -> Q:
    return _within("rated_at", period) & Q(solved__isnull=False)


def _rated(period: Period, now: datetime) -> Q:
    return _within("rated_at", period) & ~Q(satisfaction="") & ~Q(state=State.UNREASONABLE)


def _filed(period: Period, now: datetime) -> Q:
    return _within("filed_at", period)


def _same_trouble(when: Q) -> Q:
    """Another case of the same kind at the same place, raised when the condition says."""
    others = Case.objects.exclude(state__in=NOT_COUNTED).alias(spot=spot(F))
    same = {name: OuterRef(name) for name in ("street_code", "category_code")}
    return ~Q(category_code="") & Q(Exists(others.filter(when, spot=spot(OuterRef), **same)))


def _repeated(period: Period, now: datetime) -> Q:
    at = OuterRef("raised_at")
    shortly_before = Q(raised_at__gte=at - AGAIN_WITHIN) & (
        Q(raised_at__lt=at) | Q(raised_at=at, id__lt=OuterRef("id"))
    )
    return _raised(period, now) & _same_trouble(shortly_before)


def _come_back(period: Period, now: datetime) -> Q:
    at = OuterRef("closed_at")
    return _within("closed_at", period) & _same_trouble(Q(raised_at__gt=at, raised_at__lte=at + AGAIN_WITHIN))


def _did(deeds: tuple[Deed, ...], period: Period) -> Exists:
    steps = Step.objects.filter(street_code=OuterRef("street_code"), case_id=OuterRef("id"), deed__in=deeds)
    return Exists(steps.filter(_within("at", period)))


def _called(period: Period, now: datetime, *, in_time: bool) -> Q:
    calls = Assignment.objects.filter(
        _within("given_at", period),
        street_code=OuterRef("street_code"),
        case_id=OuterRef("id"),
        part=Assignment.Part.CALLED,
    )
    missed = calls.filter(arrived_at__isnull=True, given_at__lte=now - IN_TIME)
    tardy = calls.filter(arrived_at__gt=F("given_at") + IN_TIME)
    came = calls.filter(arrived_at__isnull=False)
    due = Q(was_whistled=True) & (Q(Exists(came)) | Q(Exists(missed)))
    return due & ~Q(Exists(missed)) & ~Q(Exists(tardy)) if in_time else due


def _handed(period: Period, now: datetime, *, in_time: bool) -> Q:
    """Handed to somebody in the period, who has taken it or handed it on, or has had `SIGNED_WITHIN` to do so."""
    steps = Step.objects.filter(street_code=OuterRef("street_code"), case_id=OuterRef("id"), to_state=State.DISPATCHED)
    handed = steps.exclude(from_state=State.DISPATCHED).filter(_within("at", period))
    later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), id__gt=OuterRef("id"))
    taken = Step.objects.filter(
        later, street_code=OuterRef("street_code"), case_id=OuterRef("case_id"), from_state=State.DISPATCHED
    ).exclude(to_state=State.DISPATCHED)
    # Of several handings each waits for its own taking: the next one ends it.
    soon = taken.filter(at__lte=OuterRef("at") + SIGNED_WITHIN)
    missed = handed.filter(~Exists(soon), at__lte=now - SIGNED_WITHIN)
    due = Q(Exists(handed.filter(Exists(taken)))) | Q(Exists(missed))
    return due & ~Q(Exists(missed)) if in_time else due


def _to_be_checked(period: Period, now: datetime) -> Q:
    """A result was reported by who handled it, not settled on the spot nor brought in from an old ledger."""
    return _within("fed_back_at", period) & Q(is_self_closed=False, import_id__isnull=True)


def _checked(period: Period, now: datetime) -> Q:
    looks = Step.objects.filter(
        street_code=OuterRef("street_code"),
        case_id=OuterRef("id"),
        deed__in=(Deed.PASS_INSPECTION, Deed.FAIL_INSPECTION),
        at__gte=OuterRef("fed_back_at"),
    )
    return _to_be_checked(period, now) & Q(Exists(looks))


_CONDITIONS = {
    Measure.RAISED: _raised,
    Measure.VALID: lambda p, now: _raised(p, now) & ~Q(state=State.WITHDRAWN),
    Measure.ACCEPTED: lambda p, now: (
        _raised(p, now) & ~Q(state=State.WITHDRAWN) & (Q(filed_at__isnull=False) | Q(is_self_closed=True))
    ),
    Measure.PROACTIVE: lambda p, now: _raised(p, now) & Q(is_proactive=True),
    Measure.REPEATED: _repeated,
    Measure.CONTACT_DUE: _contact_due,
    Measure.CONTACTED: lambda p, now: _contact_due(p, now) & Q(responded_at__lte=F("response_due_at")),
    Measure.DUE: _due,
    Measure.ON_TIME: _on_time,
    Measure.LATE: _late,
    Measure.DUE_CLOSED: lambda p, now: _due(p, now) & Q(closed_at__isnull=False),
    Measure.SUSPENDED: lambda p, now: Q(state=State.SUSPENDED, raised_at__lt=p.end),
    Measure.URGENT_DUE: lambda p, now: _due(p, now) & Q(is_urgent=True),
    Measure.URGENT_ON_TIME: lambda p, now: _on_time(p, now) & Q(is_urgent=True),
    Measure.BACKLOG: lambda p, now: Q(state__in=UNDER_WAY, handle_due_at__lt=min(p.end, now)),
    Measure.CLOSED: lambda p, now: _within("closed_at", p),
    Measure.COME_BACK: _come_back,
    Measure.ANSWERED: _answered,
    Measure.SOLVED: lambda p, now: _answered(p, now) & Q(solved=True),
    Measure.RATED: _rated,
    Measure.SATISFIED: lambda p, now: _rated(p, now) & Q(satisfaction="satisfied"),
    Measure.BASICALLY: lambda p, now: _rated(p, now) & Q(satisfaction="basically"),
    Measure.DISSATISFIED: lambda p, now: _rated(p, now) & Q(satisfaction="dissatisfied"),
    Measure.FILED: _filed,
    Measure.WHISTLED: lambda p, now: _filed(p, now) & Q(was_whistled=True),
    Measure.CALL_DUE: lambda p, now: _called(p, now, in_time=False),
    Measure.CALL_ANSWERED: lambda p, now: _called(p, now, in_time=True),
    Measure.DISPATCHED: lambda p, now: Q(_did((Deed.DISPATCH,), p)),
    Measure.NOT_RETURNED: lambda p, now: Q(_did((Deed.DISPATCH,), p)) & ~Q(_did((Deed.RETURN,), p)),
    Measure.INSPECTED: lambda p, now: Q(_did((Deed.PASS_INSPECTION, Deed.FAIL_INSPECTION), p)),
    Measure.FAILED: lambda p, now: Q(_did((Deed.FAIL_INSPECTION,), p)),
    Measure.CHECK_DUE: _to_be_checked,
    Measure.CHECKED: _checked,
    Measure.SIGN_DUE: lambda p, now: _handed(p, now, in_time=False),
    Measure.SIGNED: lambda p, now: _handed(p, now, in_time=True),
}
