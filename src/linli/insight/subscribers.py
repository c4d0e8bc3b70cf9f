"""Who is told of a report, and what the hot issues hear. Idempotent: the same event told twice is told once."""

from __future__ import annotations

from uuid import UUID

from linli.accounts.tell import tell
from linli.cases.events import CaseMoved, CaseRaised, CasesBroughtIn, CaseSeconded, EntryAdded
from linli.cases.models import Case, Step
from linli.cases.rules import Deed
from linli.kernel.actor import Role
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.teams.queries import posts_within

from .counts.keep import count_again
from .events import ReportDrafted, ReportIssued
from .models import Report
from .report_subject import About, about_of
from .sort_into_issue import count_votes, hear_entry, put_cases_together

_LEAD = {About.COMMUNITY: Role.COMMUNITY_LEAD, About.STREET: Role.STREET_LEAD}
_ABOVE = {About.ESTATE: Role.COMMUNITY_LEAD, About.COMMUNITY: Role.STREET_LEAD}


def tell_of_a_draft(event: ReportDrafted) -> None:
    """The draft waits for the words of the estate's 片长, of the community's or the street's lead."""
    with acting_in(Scope.everything()):
        report = _report(event.street_code, event.report_id)
        about = about_of(report.place_code, report.estate_id)
        people = _patch_leaders(report) if about is About.ESTATE else _holders(report, _LEAD[about])
        _tell(people - {report.drafted_by}, "report_drafted", report)


def tell_of_an_issue(event: ReportIssued) -> None:
    """The level above learns that there is a report to read."""
    with acting_in(Scope.everything()):
        report = _report(event.street_code, event.report_id)
        above = _ABOVE.get(about_of(report.place_code, report.estate_id))
        if above:
            _tell(_holders(report, above) - {report.issued_by}, "report_issued", report)


def hear_a_voice(event: CaseRaised | EntryAdded) -> None:
    """A new voice is sorted into its hot issue."""
    hear_entry(event.street_code, event.entry_id)


def hear_of_another(event: CaseSeconded) -> None:
    """Whoever met with a matter too makes its hot issue hotter."""
    count_votes(event.street_code, event.case_id)


def count_a_case(event: CaseRaised | CaseMoved) -> None:
    """The counts follow the case as it stands now."""
    count_again(event.street_code, [event.case_id], getattr(event, "left_street", None))


def count_what_came_in(event: CasesBroughtIn) -> None:
    """The cases of an old ledger count from the day they came in, for the days it tells."""
    count_again(event.street_code, event.case_ids)


def hear_of_a_merge(event: CaseMoved) -> None:
    """Cases that became one are one matter among the hot issues too."""
    with acting_in(Scope.everything()):
        step = Step.objects.filter(street_code=event.street_code, id=event.step_id).first()
        if step is None or step.deed != Deed.MERGE.value:
            return
        into = Case.objects.filter(street_code=event.street_code, id=event.case_id).values_list(
            "merged_into", flat=True
        )
        found = into.first()
    if found:
        put_cases_together(event.street_code, [event.case_id, found])


def _report(street_code: int, id: UUID) -> Report:
    return Report.objects.defer("figures", "rows").get(street_code=street_code, id=id)


def _patch_leaders(report: Report) -> frozenset[UUID]:
    posts = posts_within(report.place_code[:12])
    return frozenset(
        post.holder_id
        for post in posts
        if post.role is Role.PATCH_LEADER and post.holder_id and str(report.estate_id) in post.estate_ids
    )


def _holders(report: Report, role: Role) -> frozenset[UUID]:
    place = report.place_code[:12] if role is Role.COMMUNITY_LEAD else report.place_code[:9]
    posts = posts_within(place)
    return frozenset(post.holder_id for post in posts if post.role is role and post.holder_id)


def _tell(people: frozenset[UUID], kind: str, report: Report) -> None:
    facts = {"name": report.name, "first_on": report.first_on.isoformat(), "last_on": report.last_on.isoformat()}
    tell(people, kind, report, facts, f"{kind} {report.id}")
