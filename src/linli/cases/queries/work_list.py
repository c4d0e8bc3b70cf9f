"""The day's work: what waits for whom, by the reason it waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from linli.kernel import clock
from linli.kernel.actor import Actor, Role
from linli.kernel.case_codes import read_case_code
from linli.kernel.labelled import Labelled
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.teams.models import Post

from ..models import WAITS_SINCE_OR_UNTIL, Assignment, Case
from ..rules import OPEN, UNDER_WAY, Level, State
from .case_lines import CaseLine, lines_of, with_names
from .narrow_cases import CaseFilter
from .visible import BY_PART_ONLY, held_posts, visible_cases

_ = str  # marks a Chinese source string for the catalogue; the door translates it

SOON = timedelta(hours=24)
OVERDUE_IN = UNDER_WAY
"""Where the handling clock runs: with the result fed back the work is done."""

DESK_LEVELS = {
    Role.COMMUNITY_STAFF: {Level.GRID, Level.COMMUNITY},
    Role.COMMUNITY_LEAD: {Level.GRID, Level.COMMUNITY},
    Role.STREET_STAFF: {Level.STREET},
    Role.STREET_LEAD: {Level.STREET},
    Role.GOVERNANCE_CENTRE: {Level.COUNTY},
}
"""Whose desk files and dispatches a matter of which level (practices E6)."""

HELD_IN = UNDER_WAY | {State.WAITING}
"""Where whoever has a part owes something or waits for words."""

WAITS_FOR_DESK = frozenset({State.REPORTED, State.FILED, State.RETURNED, State.REOPENED, State.CONSULTING})


class Tab(Labelled):
    """A list of open cases by what they wait for. `label` is its name on the page."""

    MINE = "mine", _("我的")
    TO_FILE = "to_file", _("待立案")
    DUE_SOON = "due_soon", _("快到期")
    OVERDUE = "overdue", _("已逾期")
    RETURNED = "returned", _("退回与重办")
    TO_INSPECT = "to_inspect", _("待核查")
    TO_CALL_BACK = "to_call_back", _("待回访")
    TO_DECIDE = "to_decide", _("待我决定")
    SUSPENDED = "suspended", _("挂账")
    ALL = "all", _("全部")


@dataclass(frozen=True, slots=True)
class WorkList:
    """One page of one tab. `counts` are of all tabs, under the same filter; the whole list's counts open cases only."""

    tab: Tab
    counts: dict[Tab, int]
    page: Slice


def work_list(actor: Actor, tab: Tab, narrowed: CaseFilter, at: Position | None = None, size: int = 30) -> WorkList:
    """The page of `tab`, nearest deadline first; what has no deadline yet stands at the time it was raised. Four statements.

    `keyset_slice` says what it raises for a bad position.
    """
    seen = narrowed.narrow(visible_cases(actor))
    page = keyset_slice(_in_order(_of_tab(seen, tab, narrowed, actor)), ("due", "id"), at, size)
    lines = lines_of(page.items)
    return WorkList(tab, count_tabs(actor, narrowed), Slice(lines, page.next, page.previous))


def count_tabs(actor: Actor, narrowed: CaseFilter) -> dict[Tab, int]:
    """How many open cases stand in each tab. Two statements; for who sees only what he has a part in one, over those.

    For all others every tab but their own is counted from one index of open cases, and their own from the parts they hold
    (bench/work_list.py): a county with 100,000 open cases is no slower to look at for it.
    """
    if not actor.roles - BY_PART_ONLY:
        seen = narrowed.narrow(visible_cases(actor)).filter(state__in=OPEN)
        found = seen.aggregate(**{one.value: Count("id", filter=condition(one, actor)) for one in Tab})
        return {one: found[one.value] for one in Tab}
    # Drafts are not open: what `visible_cases` asks beside the scope would only lead away from the index.
    seen = narrowed.narrow(Case.objects.filter(state__in=OPEN)).order_by()
    at_desk = _waits_for_desk(actor)
    counted = {one.value: Count("street_code", filter=condition(one, actor)) for one in Tab if one is not Tab.MINE}
    found = seen.aggregate(**counted, mine=Count("street_code", filter=at_desk))
    elsewhere = seen.exclude(at_desk).values("id")
    own = elsewhere.filter(id__in=own_parts(actor).values("case_id"), state__in=HELD_IN)
    asked = elsewhere.filter(state=State.VERIFYING, loop__verifier=str(actor.id))
    taken = elsewhere.filter(state=State.INSPECTING, loop__inspector=str(actor.id))
    found["mine"] += own.union(asked, taken).count()
    return {one: found[one.value] for one in Tab}


def all_lines(actor: Actor, tab: Tab, narrowed: CaseFilter, limit: int) -> Iterator[CaseLine]:
    """The lines of a tab in the same order, up to `limit`, without holding them all in memory. Two statements for every
    500 lines."""
    rows = _in_order(_of_tab(narrowed.narrow(visible_cases(actor)), tab, narrowed, actor)).order_by("due", "id")
    batch: list[Case] = []
    for row in rows[:limit].iterator(chunk_size=500):
        batch.append(row)
        if len(batch) == 500:
            yield from lines_of(batch)
            batch = []
    yield from lines_of(batch) if batch else ()


def lines_by_code(actor: Actor, codes: list[str]) -> list[CaseLine]:
    """The lines of the cases with these codes, as far as the actor sees them, in that order; what is no code is left out.
    Two statements."""
    wanted = list(dict.fromkeys(filter(None, map(read_case_code, codes))))
    found = {row.code: row for row in with_names(visible_cases(actor)).filter(code__in=wanted)}
    return lines_of(found[code] for code in wanted if code in found)


def condition(tab: Tab, actor: Actor, now: datetime | None = None) -> Q:
    """Which open cases stand in a tab, for this person."""
    now = now or clock.now()
    match tab:
        case Tab.MINE:
            return _mine(actor)
        case Tab.TO_FILE:
            return Q(state__in=[State.REPORTED, State.VERIFYING])
        case Tab.DUE_SOON:
            return Q(state__in=OVERDUE_IN, handle_due_at__gte=now, handle_due_at__lt=now + SOON)
        case Tab.OVERDUE:
            return Q(state__in=OVERDUE_IN, handle_due_at__lt=now)
        case Tab.RETURNED:
            return Q(state__in=[State.RETURNED, State.CONSULTING, State.REWORK, State.REOPENED])
        case Tab.TO_INSPECT:
            return Q(state__in=[State.FED_BACK, State.INSPECTING])
        case Tab.TO_CALL_BACK:
            return Q(state=State.CALLING_BACK)
        case Tab.TO_DECIDE:
            return ~Q(proposed="") | Q(state=State.APPEALED)
        case Tab.SUSPENDED:
            return Q(state=State.SUSPENDED)
        case Tab.ALL:
            return Q()


def _of_tab(seen: QuerySet[Case], tab: Tab, narrowed: CaseFilter, actor: Actor) -> QuerySet[Case]:
    if tab is Tab.ALL:
        return seen if narrowed.state else seen.filter(state__in=OPEN)
    return seen.filter(condition(tab, actor), state__in=OPEN)


def _in_order(cases: QuerySet[Case]) -> QuerySet[Case]:
    return with_names(cases).annotate(due=WAITS_SINCE_OR_UNTIL)


def _mine(actor: Actor) -> Q:
    """Open parts of my posts, of my organisations and of an AB partner's vacant post; what I was asked to look at or took
    to inspect; and for a desk what waits for it at its level."""
    parts = own_parts(actor).filter(street_code=OuterRef("street_code"), case_id=OuterRef("id"))
    mine = Q(Exists(parts), state__in=HELD_IN)
    mine |= Q(state=State.VERIFYING, loop__verifier=str(actor.id))
    mine |= Q(state=State.INSPECTING, loop__inspector=str(actor.id))
    return mine | _waits_for_desk(actor)


def _waits_for_desk(actor: Actor) -> Q:
    levels = frozenset().union(*(DESK_LEVELS.get(role, ()) for role in actor.roles))
    return Q(state__in=WAITS_FOR_DESK, level__in=levels) if levels else Q(pk__in=[])


def own_parts(actor: Actor) -> QuerySet[Assignment]:
    """The open parts of the actor's posts, of his organisations and of an AB partner's vacant post."""
    posts = _posts_acted_for(actor).values("id")
    return Assignment.objects.filter(ended_at__isnull=True).filter(
        Q(post_id__in=posts) | Q(organisation_id__in=actor.organisations)
    )


def _posts_acted_for(actor: Actor) -> QuerySet[Post]:
    """The actor's posts, and an AB partner's while nobody holds it."""
    held = held_posts(actor).values("id")
    return Post.public.filter(Q(id__in=held) | Q(holder_id__isnull=True, closed_at__isnull=True, partner_id__in=held))
