"""How a division that was published takes effect: the steps that publishing for today and the day of a planned one share."""

from __future__ import annotations

from linli.kernel.errors import BadInput, Conflict
from linli.ledger.deed import DeedInHand
from linli.ledger.street_row import scope_condition

from .dividing import Division, carry_out, division_of, faults_of
from .events import GridsPublished
from .models import GridDraft, Outline
from .rules.coverage import FaultKind
from .rules.grid_plan import GridPlan, read_plan


def sound_division(row: GridDraft) -> tuple[GridPlan, Division]:
    """The plan of a draft and what it would write, under the community's lock. Raises `Conflict("grids")` when the grids it began from are no longer
    those of the day, `BadInput("plan", "faults", …)` while grids cross, overlap, lie outside or leave gaps; buildings outside every grid hold
    nothing up."""
    here = scope_condition(row.place_code)
    if Outline.objects.filter(here, valid_from__gt=row.begun_at).exclude(place_code=row.place_code).exists():
        raise Conflict("grids")
    plan = read_plan(row.plan)
    faults = [fault.as_plain() for fault in faults_of(row.place_code, plan) if fault.kind is not FaultKind.HOMELESS]
    if faults:
        raise BadInput("plan", "faults", faults)
    return plan, division_of(row.place_code, plan)


def take_effect(d: DeedInHand, row: GridDraft, plan: GridPlan, division: Division) -> None:
    """Within the caller's deed: the division is the community's from now on, and this is announced."""
    row.effect = carry_out(d, row.place_code, plan, division, row.source_crs)
    row.state = GridDraft.State.PUBLISHED
    d.announce(GridsPublished(row.id, row.street_code))
