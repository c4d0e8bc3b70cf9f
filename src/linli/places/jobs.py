"""Work of the room in the background; each may run any number of times."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import timedelta
from uuid import UUID, uuid5

from linli.kernel import clock
from linli.kernel.actor import system
from linli.kernel.errors import Refusal
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey

from .actions.drop_ground_file import drop_ground_file
from .actions.put_grids_into_effect import put_grids_into_effect
from .actions.take_up_circle import take_up_circle
from .actions.take_up_grid_design import take_up_grid_design
from .actions.take_up_sites import take_up_sites
from .circles import ground_of_circle, reckon_ground, sites_on_ground
from .designing import Progress, barriers_and_roads, estate_names, ground_today, houses_of
from .models import CircleRun, GridDesign, GridDraft, GroundFile, SiteRun
from .reckonings import Progress as RunProgress
from .reckonings import carry_out
from .rules.circle.standard import Whom
from .rules.grid_design import propose
from .rules.grid_design.asked import read_asked
from .rules.grid_plan import plan_of

log = logging.getLogger(__name__)


WAITS = timedelta(days=7)
"""How long a file that was handed in waits to be taken in."""


def sweep_ground_files() -> int:
    """Drop files that nobody took in within a week. Returns how many."""
    with acting_in(Scope.everything()):
        waiting = GroundFile.objects.filter(state=GroundFile.State.READ, handed_in_at__lt=clock.now() - WAITS)
        keys = [row.key for row in waiting.defer("bad").order_by("street_code", "id")]
    for key in keys:
        with suppress(Refusal):
            drop_ground_file(actor=system(), key=None, file=key)
    return len(keys)


def put_planned_grids_into_effect() -> int:
    """The planned divisions whose day has come take effect, each by itself. Returns how many were looked at."""
    with acting_in(Scope.everything()):
        due = GridDraft.objects.filter(state=GridDraft.State.PLANNED, takes_effect_on__lte=clock.today())
        keys = [row.key for row in due.only("street_code", "id").order_by("takes_effect_on", "street_code", "id")]
    for key in keys:
        try:
            put_grids_into_effect(actor=system(), key=None, draft=key)
        except Refusal:
            continue
        except Exception:
            log.exception("the division of draft %s did not take effect", key.id)
    return len(keys)


def design_grids(street_code: int, design_id: str) -> None:
    """Work out a proposal and begin its draft. What cannot be worked out is said on its page; a proposal that is done stays as it is."""
    id = UUID(design_id)
    progress = Progress(street_code, id)
    if not progress.note(GridDesign.State.WORKING, 1):
        return
    try:
        _design(street_code, id, progress)
    except Refusal as refusal:
        progress.note(GridDesign.State.FAILED, 0, str(refusal)[:40])
    except Exception:
        log.exception("grid design %s broke off", id)
        progress.note(GridDesign.State.FAILED, 0, "broke_off")


def _design(street_code: int, id: UUID, progress: Progress) -> None:
    with acting_in(Scope.everything()):
        row = GridDesign.objects.get(street_code=street_code, id=id)
        community, asked = row.place_code, read_asked(row.asked)
        houses, (barriers, roads) = houses_of(community, row.load), barriers_and_roads(community)
        ground = ground_today(community)
        estates = estate_names(community)
    # Outside the transaction: it may take a minute.
    found = propose(
        houses,
        asked,
        ground=ground.to_divide(houses),
        barriers=barriers,
        roads=roads,
        names={grid.code: grid.name for grid in (*ground.basic, *ground.exclusive)},
        shapes_today={grid.code: grid.shape for grid in ground.basic if grid.shape is not None},
        told=progress,
    )
    if found is None:
        progress.note(GridDesign.State.FAILED, 0, "nothing_located")
        return
    stay = [grid for grid in ground.exclusive if grid.shape is not None]
    plan = plan_of([(grid.code, grid.name, grid.shape) for grid in (*found.grids, *stay)]).as_plain()
    grids = [
        {
            "name": grid.name,
            "code": grid.code,
            "buildings": len(grid.houses),
            "households": grid.households,
            "elders": grid.elders,
            "cases": grid.cases,
        }
        for grid in found.grids
    ]
    reasons = [
        {**reason, "within": [{**one, "estate": estates.get(one["estate"], "")} for one in reason["within"]]}
        for reason in found.reasons
    ]
    take_up_grid_design(
        actor=system(),
        key=uuid5(id, "taken up"),
        design=RowKey(street_code, id),
        plan=plan,
        result={"today": found.today, "proposed": found.proposed, "grids": grids},
        reasons=reasons,
    )


def reckon_circle(street_code: int, run_id: str) -> None:
    """Reckon the circle of a community."""
    carry_out(CircleRun, street_code, run_id, _reckon_circle)


def _reckon_circle(row: CircleRun, progress: RunProgress) -> None:
    with acting_in(Scope.everything()):
        ground = ground_of_circle(row.place_code, row.load, row.standard)
    # Outside the transaction: a street of many roads takes some seconds.
    result, ways = reckon_ground(ground, progress)
    take_up_circle(actor=system(), key=uuid5(row.id, "taken up"), run=row.key, result=result, ways=ways)


def reckon_sites(street_code: int, run_id: str) -> None:
    """Choose the places of several new services together."""
    carry_out(SiteRun, street_code, run_id, _reckon_sites)


def _reckon_sites(row: SiteRun, progress: RunProgress) -> None:
    with acting_in(Scope.everything()):
        ground = ground_of_circle(row.place_code, row.load, row.standard)
    result = sites_on_ground(ground, row.kind, Whom(row.whom), row.number, progress)
    take_up_sites(actor=system(), key=uuid5(row.id, "taken up"), run=row.key, result=result)
