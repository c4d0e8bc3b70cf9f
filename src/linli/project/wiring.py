"""The one table: which event goes to which subscribers, which job runs when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linli.accounts.jobs import sweep_expired_sessions
from linli.alliance import events as alliance_events
from linli.alliance import subscribers as alliance_subscribers
from linli.alliance.jobs import sweep_wishes, warn_of_ending_pledges
from linli.cases import events, subscribers
from linli.cases.enqueue_import import JOB as IMPORT_JOB
from linli.cases.import_ledger import import_in_background
from linli.cases.jobs import sweep_alarms
from linli.cases.ledger_jobs import resume_imports, sweep_ledger_files
from linli.cases.triage.note_filing import note_filing
from linli.insight import events as insight_events
from linli.insight import subscribers as insight_subscribers
from linli.insight.jobs import draft_half_month_reports
from linli.ledger.jobs import sweep_attempts, sweep_idempotency_keys, sweep_orphan_photographs, sweep_outbox
from linli.people.subscribers import follow_homes
from linli.places import events as place_events
from linli.places.designing import JOB as DESIGN_JOB
from linli.places.jobs import design_grids
from linli.teams.subscribers import tell_of_new_grids

SUBSCRIPTIONS: dict[type, tuple[Callable[[Any], None], ...]] = {
    events.CaseRaised: (subscribers.tell_the_desk,),
    events.EntryAdded: (subscribers.tell_of_another_voice,),
    events.CaseMoved: (subscribers.tell_of_a_turn, note_filing),
    events.AlarmRaised: (subscribers.tell_of_the_time,),
    alliance_events.WishMoved: (alliance_subscribers.tell_of_a_wish,),
    alliance_events.WishOverdue: (alliance_subscribers.tell_of_the_time,),
    place_events.GridsPublished: (follow_homes, tell_of_new_grids),
    insight_events.ReportDrafted: (insight_subscribers.tell_of_a_draft,),
    insight_events.ReportIssued: (insight_subscribers.tell_of_an_issue,),
}

SCHEDULE: tuple[tuple[str, Callable[[], Any]], ...] = (
    ("* * * * *", sweep_alarms),
    ("*/5 * * * *", resume_imports),
    ("*/10 * * * *", sweep_wishes),
    ("40 16 * * *", draft_half_month_reports),
    ("47 2 * * *", sweep_ledger_files),
    ("57 2 * * *", warn_of_ending_pledges),
    ("7 3 * * *", sweep_expired_sessions),
    ("17 3 * * *", sweep_attempts),
    ("27 3 * * *", sweep_idempotency_keys),
    ("37 3 * * *", sweep_outbox),
    ("47 3 * * *", sweep_orphan_photographs),
)
"""When (cron, in UTC) which job runs. Each may run any number of times."""

ON_DEMAND: tuple[tuple[str, Callable[..., Any]], ...] = (
    (IMPORT_JOB, import_in_background),
    (DESIGN_JOB, design_grids),
)
"""Work that a deed puts into the queue, by its name there."""


def on_jobs_ready(app: Any) -> None:
    """Register the periodic work with the job queue once Django is up."""
    for cron, job in SCHEDULE:
        name = job.__name__
        task = app.task(name=name, queue="periodic", queueing_lock=name, lock=name)(_periodic(job))
        app.periodic(cron=cron, periodic_id=name)(task)
    for name, job in ON_DEMAND:
        app.task(name=name)(job)


def _periodic(job: Callable[[], Any]) -> Callable[[int], None]:
    def run(timestamp: int) -> None:
        job()

    return run
