"""A reckoning on its way through the queue: put in, taken up, its progress told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict, Refusal, WrongState
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.deed import DeedInHand
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import scope_condition

from .models import Building, Community
from .models.reckoning import Reckoning
from .queries.circle import standard_in_force
from .queries.keeping import community_in_scope
from .rules.keepers import FACILITY_KEEPERS

log = logging.getLogger(__name__)

CIRCLE_JOB, SITES_JOB = "reckon_circle", "reckon_sites"
"""The names under which `project/wiring.py` registers the jobs."""

EVERY = 1.0
"""Seconds between two notes of the progress."""


def begin_reckoning(
    d: DeedInHand, actor: Actor, row: Reckoning, load: dict[str, list[int]], job: str, conflict: str
) -> None:
    """Write a reckoning of the community `row.place_code` as of today by the street's rule in force, and put it into the queue; takes part in the
    caller's deed. One of a kind at a time.

    Raises `NotFound`, `NotAllowed`, `BadInput("circle", "nothing_located")`, `Conflict(conflict)` while another is under way.
    """
    community = row.place_code
    here = d.lock(Community, community_in_scope(community))
    d.allow(FACILITY_KEEPERS, d.name, on=here)
    inside, model = scope_condition(community), type(row)
    if not Building.objects.filter(inside, longitude__isnull=False).exists():
        raise BadInput("circle", "nothing_located")
    if model.objects.filter(inside, state__in=(model.State.WAITING, model.State.WORKING)).exists():
        raise Conflict(conflict)
    standard = standard_in_force(community[:9])
    row.id = uuid7()
    row.standard = {"version": standard.version, "said": standard.as_plain()}
    row.load = {id: [int(n) for n in some] for id, some in load.items()}
    row.asked_at, row.asked_by, row.as_of = d.now, actor.name[:60], clock.today()
    row.save(force_insert=True)
    d.record(row)
    enqueue(row, job)


def enqueue(row: Reckoning, job: str) -> None:
    """Put the work into the queue, in the running transaction; once is enough."""
    waiting = app.configure_task(job, queueing_lock=f"{job} {row.id}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        waiting.defer(street_code=row.street_code, run_id=str(row.id))


class Progress:
    """Notes how far a reckoning is, once a second at most."""

    def __init__(self, model: type[Reckoning], street_code: int, run_id: UUID) -> None:
        self.model, self.street, self.id, self.noted = model, street_code, run_id, 0.0

    def __call__(self, share: float) -> None:
        if monotonic() - self.noted >= EVERY:
            self.noted = monotonic()
            self.note(self.model.State.WORKING, round(share * 95))

    def note(self, state: str, progress: int, failure: str = "") -> bool:
        """Write the state where it is still to be reckoned; False when it is not."""
        waiting = (self.model.State.WAITING, self.model.State.WORKING)
        with acting_in(Scope.everything()):
            rows = self.model.objects.filter(street_code=self.street, id=self.id, state__in=waiting)
            return rows.update(state=state, progress=progress, failure=failure) == 1


def end_reckoning(d: DeedInHand, row: Reckoning) -> list[str]:
    """Mark a reckoning done and say which columns changed; takes part in the caller's deed. Raises `WrongState` unless it is being reckoned."""
    if row.state != row.State.WORKING:
        raise WrongState(d.name, row.state, [row.State.WORKING])
    row.state, row.progress, row.done_at = row.State.DONE, 100, d.now
    return ["state", "progress", "done_at", "result"]


Work = Callable[[Reckoning, "Progress"], None]


def carry_out(model: type[Reckoning], street_code: int, run_id: str, work: Work) -> None:
    """Do the work of a reckoning that waits. What cannot be reckoned is said on its page; one that is done stays as it is."""
    progress = Progress(model, street_code, UUID(run_id))
    if not progress.note(model.State.WORKING, 1):
        return
    try:
        with acting_in(Scope.everything()):
            row = model.objects.get(street_code=street_code, id=progress.id)
        work(row, progress)
    except Refusal as refusal:
        progress.note(model.State.FAILED, 0, str(refusal)[:40])
    except Exception:
        log.exception("%s %s broke off", model.__name__, run_id)
        progress.note(model.State.FAILED, 0, "broke_off")
