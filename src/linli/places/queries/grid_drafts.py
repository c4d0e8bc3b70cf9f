"""Reads for the pages of a division: its files, drafts and proposals."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.street_row import scope_condition

from ..dividing import Division, division_of, faults_of
from ..models import Community, GridDesign, GridDraft, GroundFile
from ..rules.coverage import Fault
from ..rules.grid_plan import GridPlan, read_plan
from ..rules.keepers import KEEPERS
from .keeping import community_in_scope

MOST = 12


def divided_community(actor: Actor, code: str) -> Community:
    """A community whose grids the actor keeps. Raises `NotFound`. One statement."""
    community = community_in_scope(code)
    if not actor.may(KEEPERS, code):
        raise NotFound("place", code)
    return community


def latest_drafts(code: str) -> list[GridDraft]:
    """The drafts of a community, the latest first, at most 12, without their plans. One statement."""
    return list(_latest(GridDraft, code, "begun_at").defer("plan", "faults", "reasons"))


def latest_files(code: str) -> list[GroundFile]:
    """The files handed in for a community, the latest first, at most 12. One statement."""
    return list(_latest(GroundFile, code, "handed_in_at").defer("bad"))


def latest_designs(code: str) -> list[GridDesign]:
    """The proposals asked for in a community, the latest first, at most 12. One statement."""
    return list(_latest(GridDesign, code, "asked_at").defer("load", "result"))


def _latest(model: type[models.Model], code: str, by: str) -> models.QuerySet:
    return model.objects.filter(scope_condition(code)).order_by(f"-{by}", "id")[:MOST]


def grid_draft(code: str, id: UUID) -> GridDraft:
    """A draft of a community. Raises `NotFound("grid_draft")`. One statement."""
    return _one(GridDraft, code, id, "grid_draft")


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
    """What publishing a draft would write, and what is wrong with it today. Six statements, none of which writes."""
    plan = read_plan(draft.plan)
    return plan, division_of(draft.place_code, plan), faults_of(draft.place_code, plan)
