"""The half-month analysis tells the hot issues and the wishes of its days, and keeps them with the edition (practices.md E3)."""

from __future__ import annotations

import io
import re
from html import unescape
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from linli.insight.actions.draft_report import draft_report
from linli.insight.actions.issue_report import issue_report
from linli.insight.models import HotIssue, Report
from linli.insight.report_figures import figures_kept
from linli.insight.rules import IssueCount
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.alliance import wishes
from tests.cases import in_the_loop as loop
from tests.insight.half_month import FIRST, after, moment
from tests.insight.hot_issues import LIFT, NIGHT, issues, told, told_all
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    """In November five neighbours about one building site, one about a lift; a wish published, one claimed, one come true, and
    one collected in October."""
    town = make_small_community()
    loop.make_categories()
    with clock.at(moment(20, month=10)):
        wishes.collected(town)
    with clock.at(moment(9)):
        told_all(town, NIGHT)
        told(town, "13900001111", LIFT)
        wishes.published(town)
        wishes.claimed(town)
        wishes.confirmed(town)
        deliver(1000)
    return town


def drafted(town, who="staff", place="", estate=None):
    return draft_report(
        actor=town.actor(who),
        key=uuid4(),
        place_code=place or town.code,
        estate_id=estate.id if estate else None,
        first_on=FIRST,
    )


def page_of(town, report, name="staff:report", who="staff"):
    client = Client()
    client.post("/staff/sign-in/", {"username": who, "password": PASSWORD})
    return client.get(reverse(name, args=[report.id]))


def words_of(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_a_matter_of_several_people_stands_with_its_people_and_messages(town):
    with after():
        figures = figures_kept(drafted(town))
    (issue,) = issues()[:1]
    assert figures.issues == (IssueCount(str(issue.id), issue.name, people=5, messages=5, previous=0),)
    assert figures.issues[0].trend == "new"


def test_an_estate_is_told_its_own_and_another_estate_nothing(town):
    with after():
        own = figures_kept(drafted(town, place=town.estate_a.place_code, estate=town.estate_a))
        other = figures_kept(drafted(town, place=town.estate_b.place_code, estate=town.estate_b))
    assert [one.people for one in own.issues] == [5]
    assert other.issues == ()


def test_what_is_muted_is_not_told(town):
    with acting_in(Scope.everything()):
        HotIssue.objects.update(muted_at=moment(12))
    with after():
        assert figures_kept(drafted(town)).issues == ()


def test_wishes_are_told_as_came_in_published_come_true_and_waiting(town):
    with after():
        told_of = figures_kept(drafted(town)).wishes
    assert (told_of.came, told_of.published, told_of.fulfilled) == (3, 3, 1)
    assert (told_of.came_before, told_of.published_before, told_of.fulfilled_before) == (1, 0, 0)
    assert (told_of.waiting, told_of.in_hand) == (1, 1)


def test_the_next_half_month_tells_what_became_of_it(town):
    with clock.at(moment(20)):
        told(town, "13900002222", NIGHT[0])
        told(town, "13900003333", NIGHT[1])
        deliver(1000)
    with clock.at(moment(2, month=12)):
        second = draft_report(
            actor=town.actor("staff"), key=uuid4(), place_code=town.code, estate_id=None, first_on=FIRST.replace(day=16)
        )
    (issue,) = figures_kept(second).issues
    assert (issue.people, issue.messages, issue.previous, issue.trend) == (2, 2, 5, "falling")


def test_an_issued_edition_keeps_what_it_told(town):
    with after():
        report = drafted(town)
        issue_report(actor=town.actor("staff"), key=uuid4(), report=report.key)
        before = figures_kept(report)
        with acting_in(Scope.everything()):
            HotIssue.objects.update(name="改了名字")
            assert figures_kept(Report.objects.get(id=report.id)) == before


def test_page_paper_document_and_workbook_say_the_same(town):
    with after():
        report = drafted(town)
        page = page_of(town, report)
        name = figures_kept(report).issues[0].name
        said = (
            f"本期有 1 个问题是两个以上的人反映的，说得最多的是“{name}”：5 人，5 条。",
            "本期收到心愿 3 个，公示 3 个，实现 1 个。",
            "到统计时还有 1 个在等人认领。",
        )
        paper = page_of(town, report, "staff:print_report")
        for words in said:
            assert words in words_of(page)
            assert words in words_of(paper)
        assert reverse("centre:hot_issue", args=[issues()[0].id]) in page.content.decode()
        document = Document(io.BytesIO(b"".join(page_of(town, report, "staff:report_document").streaming_content)))
        written = [one.text for one in document.paragraphs]
        assert all(words in written for words in said)
        book = openpyxl.load_workbook(
            io.BytesIO(b"".join(page_of(town, report, "staff:report_workbook").streaming_content))
        )
        assert [cell.value for cell in book["热点问题"][2]] == [name, 5, 5, 0, "新出现"]
        assert [cell.value for cell in book["心愿"][2]] == ["新收到", 3, "1"]


def test_the_patch_leader_reads_the_name_of_an_issue_she_may_not_open(town):
    with after():
        report = drafted(town, "patch_leader", town.estate_a.place_code, town.estate_a)
        page = page_of(town, report, who="patch_leader")
    assert figures_kept(report).issues[0].name in words_of(page)
    assert "/centre/hot-issues/" not in page.content.decode()


def test_an_edition_counted_before_these_were_told_opens_without_them(town):
    with after():
        report = drafted(town)
        with acting_in(Scope.everything()):
            row = Report.objects.get(id=report.id)
            del row.figures["issues"], row.figures["wishes"]
            row.save()
        page = page_of(town, report)
        assert page.status_code == 200
        assert "本期收到心愿" not in words_of(page)
        for name in ("staff:print_report", "staff:report_document", "staff:report_workbook"):
            assert page_of(town, report, name).status_code == 200


def test_a_place_without_any_says_so(town):
    with after():
        report = drafted(town, place=town.estate_b.place_code, estate=town.estate_b)
        words = words_of(page_of(town, report))
    assert "本期没有两个以上的人反映同一个问题。" in words
    assert "这里本期和上期都没有心愿，也没有等人认领的。" in words
