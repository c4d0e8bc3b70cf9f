"""The one table: which event goes to which subscribers, which job runs when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linli.accounts.jobs import sweep_expired_sessions
from linli.activities import events as activity_events
from linli.activities import subscribers as activity_subscribers
from linli.activities.jobs import drop_old_names
from linli.alliance import events as alliance_events
from linli.alliance import meeting_subscribers, need_subscribers, project_subscribers
from linli.alliance import subscribers as alliance_subscribers
from linli.alliance.jobs import sweep_alliance, sweep_needs, sweep_wishes, warn_of_ending_pledges
from linli.alliance.project_jobs import remind_of_project_looks, sweep_project_milestones
from linli.cases import events, subscribers
from linli.cases.enqueue_import import JOB as IMPORT_JOB
from linli.cases.import_ledger import import_in_background
from linli.cases.jobs import sweep_alarms
from linli.cases.ledger_jobs import resume_imports, sweep_ledger_files
from linli.cases.triage.note_filing import note_filing
from linli.forms import events as form_events
from linli.forms import subscribers as form_subscribers
from linli.forms.jobs import close_ended_surveys
from linli.halls import events as hall_events
from linli.halls import subscribers as hall_subscribers
from linli.halls.jobs import sweep_motions
from linli.insight import events as insight_events
from linli.insight import subscribers as insight_subscribers
from linli.insight.counts.keep import count_ripe
from linli.insight.counts.rebuild import rebuild_missing
from linli.insight.issue_jobs import hear_unheard, settle_issues
from linli.insight.jobs import draft_half_month_reports
from linli.insight.register_counts import count_registers
from linli.ledger.jobs import sweep_attempts, sweep_idempotency_keys, sweep_orphan_photographs, sweep_outbox
from linli.people.jobs import sweep_unbound_rows
from linli.people.subscribers import follow_homes
from linli.places import events as place_events
from linli.places.designing import JOB as DESIGN_JOB
from linli.places.jobs import (
    design_grids,
    put_planned_grids_into_effect,
    reckon_circle,
    reckon_sites,
    sweep_ground_files,
)
from linli.places.reckonings import CIRCLE_JOB, SITES_JOB
from linli.teams import events as teams_events
from linli.teams import subscribers as teams_subscribers
from linli.teams.jobs import remind_of_calls
from linli.votes import events as vote_events
from linli.votes import subscribers as vote_subscribers
from linli.votes.jobs import sweep_votes

SUBSCRIPTIONS: dict[type, tuple[Callable[[Any], None], ...]] = {
    events.CaseRaised: (subscribers.tell_the_desk, insight_subscribers.hear_a_voice, insight_subscribers.count_a_case),
    events.CasesBroughtIn: (insight_subscribers.count_what_came_in,),
    events.CaseSeconded: (insight_subscribers.hear_of_another,),
    events.EntryAdded: (subscribers.tell_of_another_voice, insight_subscribers.hear_a_voice),
    events.CaseMoved: (
        subscribers.tell_of_a_turn,
        note_filing,
        hall_subscribers.settle_with_case,
        insight_subscribers.hear_of_a_merge,
        insight_subscribers.count_a_case,
    ),
    events.AlarmRaised: (subscribers.tell_of_the_time,),
    alliance_events.WishMoved: (alliance_subscribers.tell_of_a_wish,),
    alliance_events.WishOverdue: (alliance_subscribers.tell_of_the_time,),
    alliance_events.NeedMoved: (need_subscribers.tell_of_a_need, hall_subscribers.settle_with_need),
    alliance_events.NeedOverdue: (need_subscribers.tell_of_a_waiting_need,),
    alliance_events.JointMeetingCalled: (meeting_subscribers.invite_to_a_meeting,),
    alliance_events.AllianceOverdue: (meeting_subscribers.tell_of_the_alliance,),
    vote_events.VoteTurned: (vote_subscribers.tell_of_a_turn,),
    vote_events.OfficerNominated: (vote_subscribers.tell_of_a_nomination,),
    vote_events.VoteClosed: (hall_subscribers.tell_of_a_vote,),
    hall_events.OpinionMoved: (hall_subscribers.tell_of_an_opinion,),
    hall_events.MotionMoved: (hall_subscribers.tell_of_a_motion,),
    hall_events.MotionOverdue: (hall_subscribers.tell_of_the_time,),
    hall_events.HallMeetingMoved: (hall_subscribers.tell_of_a_meeting,),
    teams_events.VolunteerApplied: (teams_subscribers.tell_of_a_registration,),
    teams_events.CallMoved: (teams_subscribers.tell_of_a_call,),
    teams_events.HoursEntered: (teams_subscribers.tell_of_entered_hours,),
    teams_events.HoursAnswered: (teams_subscribers.tell_of_answered_hours,),
    activity_events.BookingAsked: (activity_subscribers.tell_the_keeper,),
    activity_events.ActivityPublished: (),
    activity_events.ActivityChanged: (activity_subscribers.tell_of_a_change,),
    activity_events.ActivityCancelled: (activity_subscribers.tell_of_a_cancellation,),
    activity_events.ActivityEnded: (activity_subscribers.enter_hours_of_helpers,),
    activity_events.PlaceGiven: (activity_subscribers.tell_of_a_place,),
    activity_events.ActivityNeedMoved: (activity_subscribers.tell_of_a_need,),
    alliance_events.ProjectMoved: (project_subscribers.tell_of_a_project, hall_subscribers.carry_on_with_project),
    alliance_events.MilestoneLate: (project_subscribers.tell_of_a_late_milestone,),
    alliance_events.ProjectLookDue: (project_subscribers.tell_of_a_look,),
    form_events.SurveyOpened: (form_subscribers.tell_the_doors,),
    form_events.SurveyClosed: (form_subscribers.tell_of_the_end,),
    place_events.GridsPublished: (follow_homes, teams_subscribers.tell_of_new_grids),
    place_events.GridsPlanned: (teams_subscribers.tell_of_planned_grids,),
    place_events.GridsWithdrawn: (teams_subscribers.tell_of_withdrawn_grids,),
    place_events.GridsHeldUp: (teams_subscribers.tell_of_held_up_grids,),
    insight_events.ReportDrafted: (insight_subscribers.tell_of_a_draft,),
    insight_events.ReportIssued: (insight_subscribers.tell_of_an_issue,),
}

SCHEDULE: tuple[tuple[str, Callable[[], Any]], ...] = (
    ("* * * * *", sweep_alarms),
    ("* * * * *", sweep_votes),
    ("* * * * *", count_ripe),
    ("*/30 * * * *", rebuild_missing),
    ("*/5 * * * *", resume_imports),
    ("*/5 * * * *", put_planned_grids_into_effect),
    ("*/10 * * * *", sweep_wishes),
    ("*/10 * * * *", sweep_motions),
    ("*/10 * * * *", hear_unheard),
    ("17 2 * * *", settle_issues),
    ("37 2 * * *", count_registers),
    ("*/20 * * * *", remind_of_calls),
    ("*/10 * * * *", sweep_needs),
    ("*/30 * * * *", sweep_alliance),
    ("40 16 * * *", draft_half_month_reports),
    ("5 16 * * *", close_ended_surveys),
    ("20 0 * * *", sweep_project_milestones),
    ("25 0 * * *", remind_of_project_looks),
    ("47 2 * * *", sweep_ledger_files),
    ("52 2 * * *", sweep_ground_files),
    ("57 2 * * *", sweep_unbound_rows),
    ("57 2 * * *", warn_of_ending_pledges),
    ("5 3 * * *", drop_old_names),
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
    (CIRCLE_JOB, reckon_circle),
    (SITES_JOB, reckon_sites),
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
