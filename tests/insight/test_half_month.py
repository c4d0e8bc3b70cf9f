"""The half-month analysis says what the rows say, and once issued never changes (practices.md E3)."""

from __future__ import annotations

from uuid import uuid4

import pytest

from linli.accounts.models import Notice
from linli.cases.rules import Deed
from linli.insight.actions.correct_report import correct_report
from linli.insight.actions.draft_report import draft_report
from linli.insight.actions.issue_report import issue_report
from linli.insight.actions.write_remarks import write_remarks
from linli.insight.jobs import draft_half_month_reports
from linli.insight.models import Report
from linli.insight.report_figures import figures_kept, rows_kept
from linli.insight.rules import Measure, findings_of
from linli.kernel.errors import BadInput, Conflict, NotAllowed, WrongState
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.insight.half_month import FIRST, after, make_half_month
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_small_community()


@pytest.fixture
def cases(town):
    return make_half_month(town)


def draft(town, who="patch_leader", place=None, estate=None, first_on=FIRST):
    place_code = place or town.estate_a.place_code
    estate_id = estate if estate is not None else (None if place else town.estate_a.id)
    return draft_report(
        actor=town.actor(who), key=uuid4(), place_code=place_code, estate_id=estate_id, first_on=first_on
    )


def codes(report, measure):
    return {row.code for row in rows_kept(report) if measure in row.marks}


def test_the_figures_of_an_estate_are_those_one_counts_by_hand(town, cases):
    with after():
        report = draft(town)
    counts = figures_kept(report).counts
    by_hand = {
        Measure.RAISED: {"satisfied", "again", "unhappy", "firm"},
        Measure.REPEATED: {"again"},
        Measure.CONTACT_DUE: {"satisfied", "again", "unhappy"},
        Measure.CONTACTED: {"satisfied", "unhappy"},
        Measure.DUE: {"satisfied", "again", "unhappy"},
        Measure.ON_TIME: {"satisfied", "unhappy"},
        Measure.LATE: {"again"},
        Measure.BACKLOG: {"again"},
        Measure.CLOSED: {"satisfied", "unhappy"},
        Measure.ANSWERED: {"satisfied", "unhappy"},
        Measure.RATED: {"satisfied", "unhappy"},
        Measure.SATISFIED: {"satisfied"},
        Measure.DISSATISFIED: {"unhappy"},
    }
    for measure, names in by_hand.items():
        assert codes(report, measure) == {cases[name].code for name in names}, measure
        assert counts[measure] == len(names)
    assert counts[Measure.SETTLED_GRID] + counts[Measure.SETTLED_COMMUNITY] == 2
    assert figures_kept(report).previous[Measure.RAISED] == 1


def test_the_groups_add_up_to_the_whole_and_name_their_places(town, cases):
    with after():
        figures = figures_kept(draft(town, "staff", place=town.code))
    assert figures.counts[Measure.RAISED] == 5
    for groups in (figures.kinds, figures.parts, figures.sources):
        assert sum(one.raised for one in groups) == 5
    assert [(one.name, one.raised, one.previous) for one in figures.parts] == [("湖东苑", 4, 1), ("啤酒厂小区", 1, 0)]
    assert [(one.key, one.raised, one.dissatisfied) for one in figures.kinds] == [
        ("0301", 3, 1),
        ("0506", 1, 0),
        ("", 1, 0),
    ]
    assert dict(figures.days)["2026-11-09"] == 1
    assert len(figures.days) == 15


def test_the_findings_speak_of_what_was_counted(town, cases):
    with after():
        found = {one.kind: one.facts for one in findings_of(figures_kept(draft(town)))}
    assert found["more_raised"] == {"n": 4, "before": 1, "change": 3}
    assert found["top_kind"]["n"] == 3
    assert found["late"] == {"due": 3, "n": 2, "late": 1}
    assert found["backlog"] == {"n": 1}
    assert found["repeated"]["n"] == 1
    assert found["settled_here"] == {"n": 2, "here": 2}


def test_a_half_month_without_a_matter_has_its_report_too(town):
    with after():
        report = draft(town, "street_staff", place=town.street)
    assert [one.kind for one in findings_of(figures_kept(report))] == ["none_raised"]


def test_what_is_issued_no_longer_changes_whatever_becomes_of_the_cases(town, cases):
    with after():
        report = draft(town)
        write_remarks(actor=town.actor("patch_leader"), key=uuid4(), report=report.key, remarks="地下室要大修。")
        issue_report(actor=town.actor("patch_leader"), key=uuid4(), report=report.key)
        with acting_in(Scope.everything()):
            before = Report.objects.get(id=report.id)
        loop.do(town, "staff", cases["firm"], Deed.FILE, {"category": "0301"})
        with pytest.raises(Conflict):
            draft(town)
        with pytest.raises(WrongState):
            write_remarks(actor=town.actor("patch_leader"), key=uuid4(), report=report.key, remarks="改一改")
        with pytest.raises(WrongState):
            issue_report(actor=town.actor("patch_leader"), key=uuid4(), report=report.key)
        with acting_in(Scope.everything()):
            now = Report.objects.get(id=report.id)
    assert (now.figures, now.rows, now.remarks, now.issued_at) == (
        before.figures,
        before.rows,
        "地下室要大修。",
        before.issued_at,
    )


def test_a_correction_is_another_edition_counted_anew_with_its_reason(town, cases):
    with after():
        report = draft(town)
        issue_report(actor=town.actor("patch_leader"), key=uuid4(), report=report.key)
        loop.do(town, "staff", cases["firm"], Deed.FILE, {"category": "0301"})
        second = correct_report(
            actor=town.actor("patch_leader"), key=uuid4(), report=report.key, reason="物业登记的一件补了类别"
        )
        with pytest.raises(Conflict):
            correct_report(actor=town.actor("staff"), key=uuid4(), report=report.key, reason="再来一版")
    assert (second.edition, second.reason, second.issued_at) == (2, "物业登记的一件补了类别", None)
    assert [one.raised for one in figures_kept(report).kinds] == [3, 1]
    assert [one.raised for one in figures_kept(second).kinds] == [4, 0]


def test_a_draft_is_counted_anew_and_keeps_its_remarks(town, cases):
    with after():
        report = draft(town)
        write_remarks(actor=town.actor("patch_leader"), key=uuid4(), report=report.key, remarks="先看一看")
        loop.do(town, "staff", cases["firm"], Deed.FILE, {"category": "0301"})
        again = draft(town)
    assert (again.id, again.remarks) == (report.id, "先看一看")
    assert figures_kept(again).kinds[0].raised == 4


def test_only_a_half_month_that_is_over_is_analysed(town):
    with after(day=15, hour=23), pytest.raises(BadInput, match="not_over"):
        draft(town)
    with after(), pytest.raises(BadInput, match="not_a_half_month"):
        draft(town, first_on=FIRST.replace(day=3))


def test_the_patch_leader_reports_on_her_own_estates_alone(town):
    with after():
        with pytest.raises(NotAllowed):
            draft(town, "patch_leader", place=town.estate_b.place_code, estate=town.estate_b.id)
        with pytest.raises(NotAllowed):
            draft(town, "patch_leader", place=town.code)
        with pytest.raises(NotAllowed):
            draft(town, "staff", place=town.street)
        with pytest.raises(NotAllowed):
            draft(town, "neighbour_staff")
        assert draft(town, "staff", place=town.estate_b.place_code, estate=town.estate_b.id).name == "啤酒厂小区"


def test_the_schedule_drafts_each_report_once_and_tells_who_is_to_write_it(town, cases):
    with after(hour=1):
        assert draft_half_month_reports() == 3
        assert draft_half_month_reports() == 0
        deliver(100)
        deliver(100)
    with acting_in(Scope.everything()):
        told = set(Notice.objects.filter(kind="report_drafted").values_list("user_id", "facts__name"))
    assert told == {
        (town.users["patch_leader"].id, "湖东苑"),
        (town.users["lead"].id, "测试社区"),
        (town.users["street_lead"].id, "清风街道"),
    }


def test_the_level_above_learns_of_an_issued_report(town, cases):
    with after():
        report = draft(town)
        issue_report(actor=town.actor("patch_leader"), key=uuid4(), report=report.key)
        deliver(100)
    with acting_in(Scope.everything()):
        assert list(Notice.objects.filter(kind="report_issued").values_list("user_id", flat=True)) == [
            town.users["lead"].id
        ]


def test_sending_it_twice_makes_one_report(town):
    with after():
        key = uuid4()
        given = {"place_code": town.code, "estate_id": None, "first_on": FIRST}
        first = draft_report(actor=town.actor("staff"), key=key, **given)
        assert draft_report(actor=town.actor("staff"), key=key, **given).id == first.id
