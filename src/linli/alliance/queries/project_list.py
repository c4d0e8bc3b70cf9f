"""The project list: one tab, with who gains, money and late milestones; the figures of the jurisdiction; the public index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet, Sum

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.labelled import Labelled
from linli.kernel.scope import Scope
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.read_together import read_together, summed_up
from linli.ledger.scoped import acting_in
from linli.places.queries import place_facts_of

from ..models import Project, ProjectBudgetLine, ProjectMilestone
from ..rules.project_figures import Sums
from ..rules.project_loop import OPEN, ProjectOrigin, ProjectState
from .find_project import PUBLIC_STATES
from .project_gain import Gain, gains_of

_ = str  # marks a Chinese source string for the catalogue; the door translates it

MOST_EXPORTED = 2000


class ProjectTab(Labelled):
    """A tab of the list and the states it shows."""

    states: frozenset[ProjectState]

    ALL = "all", _("全部"), frozenset(ProjectState)
    PROPOSED = "proposed", _("待立项"), frozenset({ProjectState.PROPOSED})
    RUNNING = "running", _("推进中"), frozenset({ProjectState.APPROVED, ProjectState.UNDER_WAY})
    FINISHED = "finished", _("已完工"), frozenset({ProjectState.ACCEPTED, ProjectState.MAINTAINED})
    STOPPED = "stopped", _("已停止"), frozenset({ProjectState.STOPPED})


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """What the list is narrowed to; everything may stay open."""

    tab: ProjectTab = ProjectTab.ALL
    words: str = ""
    origin: ProjectOrigin | None = None
    late_only: bool = False


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A row of the list. `late` counts milestones past their day, `next_on` is the next one's."""

    id: UUID
    title: str
    state: ProjectState
    origin: ProjectOrigin
    place: str
    gain: Gain
    money: Sums
    milestones: int
    done: int
    late: int
    next_on: date | None
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class ProjectFigures:
    """How many stand where; how many have a late milestone; money planned and spent in all that were not stopped."""

    counts: dict[ProjectState, int]
    late: int
    money: Sums


def project_list(actor: Actor, asked: ProjectFilter, at: Position | None = None, size: int = 30) -> Slice:
    """The projects of the communities the actor works in, latest turn first. Four statements and the scope."""
    with acting_in(actor.neighbourhood):
        found = keyset_slice(_narrowed(asked), ("-moved_at", "-id"), at, size)
        return Slice(_lines(found.items), found.next, found.previous)


def projects_to_export(actor: Actor, asked: ProjectFilter) -> list[ProjectLine]:
    """The same without pages, 2,000 at most. Four statements and the scope."""
    with acting_in(actor.neighbourhood):
        return _lines(list(_narrowed(asked).order_by("-moved_at", "-id")[:MOST_EXPORTED]))


def project_figures(actor: Actor) -> ProjectFigures:
    """The figures of the same jurisdiction. One statement and the scope."""
    with acting_in(actor.neighbourhood):
        running = Project.objects.exclude(state=ProjectState.STOPPED.value).values("id")
        by_state, late, money = read_together(
            Project.objects.order_by().values_list("state").annotate(n=Count("id")),
            summed_up(_late(), Count("project_id", distinct=True)),
            summed_up(
                ProjectBudgetLine.objects.filter(project_id__in=running),
                Sum("planned", default=Decimal(0)),
                Sum("spent", default=Decimal(0)),
            ),
        )
    counted, (late,), (planned, spent) = dict(by_state), *(late or [(0,)]), *(money or [(Decimal(0), Decimal(0))])
    counts = {state: counted.get(state.value, 0) for state in ProjectState}
    return ProjectFigures(counts, late, Sums(planned, spent))


def projects_on_board(community: str, at: Position | None = None, size: int = 20) -> Slice:
    """What residents see: the projects decided on, latest turn first. Four statements and the scope."""
    with acting_in(Scope.of([community])):
        rows = Project.objects.filter(state__in=PUBLIC_STATES).exclude(state="stopped", approved_at__isnull=True)
        found = keyset_slice(rows, ("-moved_at", "-id"), at, size)
        return Slice(_lines(found.items), found.next, found.previous)


def _narrowed(asked: ProjectFilter) -> QuerySet[Project]:
    rows = Project.objects.filter(state__in=[state.value for state in asked.tab.states])
    if asked.words:
        rows = rows.filter(Q(title__icontains=asked.words) | Q(aim__icontains=asked.words))
    if asked.origin is not None:
        rows = rows.filter(origin=asked.origin.value)
    if asked.late_only:
        rows = rows.filter(id__in=_late().values("project_id"))
    return rows


def _late() -> QuerySet[ProjectMilestone]:
    running = Project.objects.filter(state__in=[state.value for state in OPEN]).values("id")
    return ProjectMilestone.objects.filter(done_on__isnull=True, due_on__lt=clock.today(), project_id__in=running)


def _lines(rows: list[Project]) -> list[ProjectLine]:
    if not rows:
        return []
    ids = [row.id for row in rows]
    gains = gains_of(row.key for row in rows)
    waiting = Q(done_on__isnull=True)
    spent, counted = read_together(
        ProjectBudgetLine.objects.filter(project_id__in=ids)
        .order_by()
        .values_list("project_id")
        .annotate(p=Sum("planned"), s=Sum("spent")),
        ProjectMilestone.objects.filter(project_id__in=ids)
        .order_by()
        .values_list("project_id")
        .annotate(
            n=Count("id"),
            done=Count("id", filter=~waiting),
            late=Count("id", filter=waiting & Q(due_on__lt=clock.today())),
            next=Min("due_on", filter=waiting),
        ),
    )
    money = {id: Sums(planned, done) for id, planned, done in spent}
    milestones = {id: counts for id, *counts in counted}
    places = place_facts_of({(row.place_code, None, None) for row in rows})
    lines = []
    for row in rows:
        n, done, late, next_on = milestones.get(row.id, (0, 0, 0, None))
        is_open = ProjectState(row.state) in OPEN
        lines.append(
            ProjectLine(
                row.id,
                row.title,
                ProjectState(row.state),
                ProjectOrigin(row.origin),
                places[row.place_code, None, None].short,
                gains[row.id],
                money.get(row.id, Sums(Decimal(0), Decimal(0))),
                n,
                done,
                late if is_open else 0,
                next_on if is_open else None,
                row.moved_at,
            )
        )
    return lines
