"""Everything the pages of one project show, the staff's and the public one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Avg, Count, Q

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scope import Scope
from linli.ledger.models import Attachment
from linli.ledger.read_together import read_together, summed_up
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey
from linli.places.queries import PlaceFacts, place_facts
from linli.teams.models import Organisation, Post

from ..models import (
    Project,
    ProjectBudgetLine,
    ProjectFollower,
    ProjectLook,
    ProjectMilestone,
    ProjectPart,
    ProjectQuantity,
    ProjectStep,
    ProjectTurnout,
)
from ..rules.project_figures import Money, MoneySource, QuantityUnit, Sums, TurnoutKind, by_source, sums
from ..rules.project_loop import (
    KEEPERS,
    OPEN,
    NextProjectDeed,
    ProjectDeed,
    ProjectOrigin,
    ProjectState,
    ProjectTurn,
    available,
)
from .find_project import project_by_id, public_project
from .project_gain import Gain, gains_of
from .project_lines import (
    LookShown,
    MilestoneShown,
    MoneyShown,
    PartShown,
    QuantityShown,
    Rating,
    TurnoutShown,
    TurnShown,
)


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """One project. `deeds` are what the reader may do next; empty on the public page."""

    key: RowKey
    place_code: str
    place: PlaceFacts
    title: str
    aim: str
    state: ProjectState
    origin: ProjectOrigin
    origin_id: UUID | None
    asked_by_on: date | None
    reason: str
    ask_whom: str
    opened_at: datetime
    keeper: str
    every_days: int | None
    next_look_on: date | None
    gain: Gain
    parts: tuple[PartShown, ...]
    money: tuple[MoneyShown, ...]
    money_sums: Sums
    money_by_source: tuple[tuple[MoneySource, Sums], ...]
    quantities: tuple[QuantityShown, ...]
    milestones: tuple[MilestoneShown, ...]
    turns: tuple[TurnShown, ...]
    turnouts: tuple[TurnoutShown, ...]
    looks: tuple[LookShown, ...]
    rating: Rating
    deeds: tuple[NextProjectDeed, ...]
    may_keep: bool

    @property
    def id(self) -> UUID:
        return self.key.id

    @property
    def lead(self) -> PartShown | None:
        return next((one for one in self.parts if one.is_lead), None)

    @property
    def turned_out(self) -> int:
        """Residents who came, added up over all occasions."""
        return sum(one.people for one in self.turnouts)


def project_page(actor: Actor, id: UUID) -> ProjectPage:
    """The page for the staff. Raises `NotFound`. Four statements and the scope."""
    with acting_in(actor.neighbourhood):
        return _page(project_by_id(actor, id), actor)


def public_project_page(community: str, id: UUID) -> ProjectPage:
    """The page for everybody. Raises `NotFound`. Four statements and the scope."""
    with acting_in(Scope.of([community])):
        return _page(public_project(community, id), None)


def _page(project: Project, actor: Actor | None) -> ProjectPage:
    mine = {"street_code": project.street_code, "project_id": project.id}
    parts_of, milestones_of = ProjectPart.objects.filter(**mine), ProjectMilestone.objects.filter(**mine)
    named = Q(id__in=parts_of.values("post_id")) | Q(id__in=milestones_of.values("post_id"))
    (
        parts,
        milestones,
        posts,
        units,
        budget,
        quantities,
        steps,
        turnouts,
        looks,
        rating,
        photographs,
    ) = read_together(
        parts_of.order_by("-is_lead", "id"),
        milestones_of.order_by("due_on", "id"),
        Post.public.filter(named, street_code=project.street_code).values_list(
            "id", "title", "holder_name", "holder_id"
        ),
        Organisation.objects.filter(id__in=parts_of.values("organisation_id")).values_list("id", "name"),
        ProjectBudgetLine.objects.filter(**mine).order_by("source", "id"),
        ProjectQuantity.objects.filter(**mine).order_by("id"),
        ProjectStep.objects.filter(**mine).order_by("at", "id"),
        ProjectTurnout.objects.filter(**mine).order_by("held_on", "id"),
        ProjectLook.objects.filter(**mine).order_by("-looked_on", "-id")[:20],
        summed_up(ProjectFollower.objects.filter(**mine), Count("id"), Count("rating"), Avg("rating")),
        Attachment.objects.filter(street_code=project.street_code, subject_id__in=milestones_of.values("id"))
        .order_by("id")
        .values_list("subject_id", "id"),
    )
    posts = {id: (title, name, holder) for id, title, name, holder in posts}
    money = [MoneyShown(one.id, Money(one.item, MoneySource(one.source), one.planned, one.spent)) for one in budget]
    lines = [one.line for one in money]
    state, today = ProjectState(project.state), clock.today()
    open_milestones = sum(one.done_on is None for one in milestones)
    roles = actor.roles_at(project.place_code) if actor else frozenset()
    may_keep = bool(roles & KEEPERS)
    return ProjectPage(
        key=project.key,
        place_code=project.place_code,
        place=place_facts(project.place_code),
        title=project.title,
        aim=project.aim,
        state=state,
        origin=ProjectOrigin(project.origin),
        origin_id=project.origin_id,
        asked_by_on=project.asked_by_on,
        reason=project.reason,
        ask_whom=project.ask_whom,
        opened_at=project.opened_at,
        keeper=project.keeper,
        every_days=project.every_days,
        next_look_on=project.next_look_on,
        gain=gains_of([project.key])[project.id],
        parts=tuple(_part(one, posts, dict(units)) for one in parts),
        money=tuple(money),
        money_sums=sums(lines),
        money_by_source=tuple(by_source(lines)),
        quantities=tuple(
            QuantityShown(one.id, one.item, QuantityUnit(one.unit), one.planned, one.done) for one in quantities
        ),
        milestones=tuple(
            _milestone(
                one,
                posts,
                today,
                state,
                may_keep,
                actor.id if actor else None,
                tuple(id for subject, id in photographs if subject == one.id),
            )
            for one in milestones
        ),
        turns=tuple(TurnShown(one.at, _turn(one.deed), one.actor_name if actor else "", one.text) for one in steps),
        turnouts=tuple(
            TurnoutShown(one.id, TurnoutKind(one.kind), one.held_on, one.people, one.words) for one in turnouts
        ),
        looks=tuple(LookShown(one.looked_on, one.is_fine, one.note, one.case_code) for one in looks),
        rating=_rating(*rating[0]) if rating else Rating(0, 0, None),
        deeds=tuple(available(state, roles=roles, open_milestones=open_milestones)),
        may_keep=may_keep and state is not ProjectState.STOPPED,
    )


def _rating(followers: int, n: int, mean: float | None) -> Rating:
    return Rating(followers, n, float(mean) if mean is not None else None)


def _part(row: ProjectPart, posts: dict, units: dict) -> PartShown:
    title, holder, _id = posts.get(row.post_id, ("", "", None))
    name = title or units.get(row.organisation_id, "")
    return PartShown(name, holder, row.is_lead, row.does, row.post_id, row.organisation_id)


def _milestone(
    row: ProjectMilestone,
    posts: dict,
    today: date,
    state: ProjectState,
    may_keep: bool,
    reader: UUID | None,
    photographs: tuple[UUID, ...],
) -> MilestoneShown:
    title, _name, holder = posts.get(row.post_id, ("", "", None))
    is_open = row.done_on is None and state in OPEN
    return MilestoneShown(
        row.id,
        row.title,
        row.due_on,
        row.done_on,
        row.note,
        row.delayed,
        title,
        row.post_id,
        is_open and row.due_on < today,
        is_open and (may_keep or (reader is not None and holder == reader)),
        photographs,
    )


def _turn(code: str) -> ProjectDeed | ProjectTurn:
    return ProjectDeed(code) if code in set(ProjectDeed) else ProjectTurn(code)
