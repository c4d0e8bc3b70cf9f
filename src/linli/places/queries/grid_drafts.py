"""Reads for the pages of a division: its files, drafts and proposals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.db.models import Case, When

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.read_together import read_together
from linli.ledger.street_row import scope_condition

from ..dividing import Division, division_of, faults_of
from ..models import Community, Grid, GridDesign, GridDraft, GroundFile
from ..rules.coverage import Fault
from ..rules.grid_plan import EXCLUSIVE, GridPlan, read_plan
from ..rules.keepers import KEEPERS
from .grid_geometry import GridOfDay, ground_counts, moments_of_change
from .keeping import community_in_scope

MOST = 12
HEAVY = ("plan", "faults", "reasons")


def divided_community(actor: Actor, code: str) -> Community:
    """A community whose grids the actor keeps. Raises `NotFound`. One statement."""
    community = community_in_scope(code)
    if not actor.may(KEEPERS, code):
        raise NotFound("place", code)
    return community


@dataclass(frozen=True, slots=True)
class BesideGrids:
    """What the page of a community shows beside its grids: drafts (a planned one first), files and proposals, each 12 at most and the
    latest first, without what is heavy in them; when borders changed; how many things of each layer lie on its ground."""

    drafts: list[GridDraft]
    files: list[GroundFile]
    designs: list[GridDesign]
    moments: list[datetime]
    ground: dict[str, int]

    @property
    def planned(self) -> GridDraft | None:
        """The division that is to take effect on a day to come."""
        return next((one for one in self.drafts if one.state == GridDraft.State.PLANNED), None)


def beside_grids(code: str) -> BesideGrids:
    """All of it. One statement."""
    here = scope_condition(code)
    planned_first = Case(When(state=GridDraft.State.PLANNED, then=0), default=1)
    drafts, files, designs, moments, ground = read_together(
        GridDraft.objects.filter(here).order_by(planned_first, "-begun_at", "id").defer(*HEAVY)[:MOST],
        GroundFile.objects.filter(here).order_by("-handed_in_at", "id").defer("bad")[:MOST],
        GridDesign.objects.filter(here).order_by("-asked_at", "id").defer("load", "result")[:MOST],
        moments_of_change(code),
        ground_counts(code),
    )
    return BesideGrids(drafts, files, designs, [moment for (moment,) in moments], dict(ground))


def grid_draft(code: str, id: UUID) -> GridDraft:
    """A draft of a community. Raises `NotFound("grid_draft")`. One statement."""
    return draft_and_planned(code, id)[0]


def draft_and_planned(code: str, id: UUID) -> tuple[GridDraft, GridDraft | None]:
    """A draft of a community, and the division of that community that is planned. Raises `NotFound("grid_draft")`. One statement."""
    wanted = models.Q(id=id) | models.Q(state=GridDraft.State.PLANNED)
    rows = [row for row in GridDraft.objects.filter(scope_condition(code)).filter(wanted) if row.place_code == code]
    draft = next((row for row in rows if row.id == id), None)
    if draft is None:
        raise NotFound("grid_draft", id)
    return draft, next((row for row in rows if row.state == GridDraft.State.PLANNED), None)


def planned_grids(code: str, day: date) -> list[GridOfDay]:
    """The grids a community will have on a day to come, when a division is planned that is in effect by then; none otherwise. One statement."""
    row = GridDraft.objects.filter(
        scope_condition(code), state=GridDraft.State.PLANNED, takes_effect_on__lte=day
    ).first()
    if row is None:
        return []
    plan, morning = read_plan(row.plan), clock.morning_of(row.takes_effect_on)
    return [
        GridOfDay(
            cell.code,
            cell.name,
            str(Grid.Kind(cell.kind).label),
            plan.shape(cell),
            morning,
            None,
            cell.kind == EXCLUSIVE,
        )
        for cell in plan.cells
    ]


def ground_file(code: str, id: UUID) -> GroundFile:
    """A file handed in for a community. Raises `NotFound("ground_file")`. One statement."""
    return _one(GroundFile, code, id, "ground_file")


def grid_design(code: str, id: UUID) -> GridDesign:
    """A proposal for a community. Raises `NotFound("grid_design")`. One statement."""
    return _one(GridDesign, code, id, "grid_design")


def _one(model: type[models.Model], code: str, id: UUID, what: str):
    row = model.objects.filter(scope_condition(code), id=id).first()
    if row is None or row.place_code != code:
        raise NotFound(what, id)
    return row


def effect_of(draft: GridDraft) -> tuple[GridPlan, Division, list[Fault]]:
    """What publishing a draft would write, and what is wrong with it today. Four statements, none of which writes."""
    plan = read_plan(draft.plan)
    return plan, division_of(draft.place_code, plan), faults_of(draft.place_code, plan)
