"""E3: every half month the 片长 analyses kinds, frequency and satisfaction; the figures come out of the ledger."""

from __future__ import annotations

import html
import io
import re
from datetime import date
from uuid import uuid4

import openpyxl
import pytest
from django.urls import reverse
from docx import Document

from linli.cases.models import Case
from linli.cases.rules import Deed
from linli.insight.jobs import draft_half_month_reports
from linli.insight.models import Report
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.insight.half_month import after, make_half_month, moment

pytestmark = pytest.mark.django_db

WITHOUT_KIND = re.compile(r'还没有归类</td><td class="number" data-label="本期反映"><a href="[^"]+">(\d)</a>')
AT_MOST = 12
"""Ten statements a page, and the savepoint (two) that a page's transaction is within a test's."""


@pytest.fixture
def november(neighbours):
    """The 16th: the schedule has made the drafts."""
    make_half_month(neighbours.town)
    with after():
        draft_half_month_reports()
        yield neighbours


def report_url(neighbours, name):
    """Where the notice leads."""
    notice = re.search(r'href="(/staff/notices/[0-9a-f-]{36}/)"', neighbours.notices(name)).group(1)
    return neighbours.at(name).get(notice)["Location"]


def send(neighbours, name, url, **typed):
    answer = neighbours.at(name).post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def saved(answer):
    return io.BytesIO(b"".join(answer.streaming_content))


def test_the_patch_leader_reads_writes_and_issues_and_nothing_changes_afterwards(november):
    leader = november.at("patch_leader")
    assert "湖东苑 2026-11-01 至 2026-11-15 的半月分析已生成草稿" in november.notices("patch_leader")
    url = report_url(november, "patch_leader")
    page = leader.get(url).content.decode()
    assert "本期新反映 4 件，比上期的 1 件多 3 件。" in page
    assert "本期办好或到期 3 件，按时办好 2 件，1 件没有按时。" in page

    rows = leader.get(f"{url}rows/", {"of": "late"}).content.decode()
    assert "地下室又脏又臭" in rows
    assert rows.count("<tr>") == 2, "the head and the one that was late"

    send(november, "patch_leader", f"{url}issue/", remarks="1号楼地下室反复积水，下半月请住建一起来看。")
    issued = leader.get(url).content.decode()
    assert "1号楼地下室反复积水" in issued
    assert "不再变动" in issued

    november.do("staff", registered_by_the_firm(), Deed.FILE, category="0301")
    again = leader.get(url).content.decode()
    assert "本期新反映 4 件" in again
    assert WITHOUT_KIND.findall(again) == ["1"]

    draft = send(november, "patch_leader", f"{url}correct/", reason="物业登记的一件补了类别")
    page = leader.get(draft).content.decode()
    assert "物业登记的一件补了类别" in page
    assert "第 2 版" in page
    assert not WITHOUT_KIND.findall(page)
    assert "这一版之后已有更正" in leader.get(url).content.decode()


def registered_by_the_firm() -> str:
    """The matter that has no kind yet."""
    with acting_in(Scope.everything()):
        return Case.objects.get(source="property_firm").code


def test_the_document_and_the_workbook_say_the_same_as_the_page(november):
    url = report_url(november, "patch_leader")
    leader = november.at("patch_leader")
    document = Document(saved(leader.get(f"{url}document/")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "湖东苑片长半月分析" in text
    assert "本期新反映 4 件，比上期的 1 件多 3 件。" in text
    compared = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert ["本期反映", "4", "1", "+3"] in compared

    book = openpyxl.load_workbook(saved(leader.get(f"{url}workbook/")))
    rows = list(book["逐件"].iter_rows(values_only=True))
    column = rows[0].index("没有按时办好")
    assert sum(row[column] or 0 for row in rows[1:]) == 1
    assert book["反映了什么"]._charts
    assert all(ord(letter) >= 32 for row in rows for cell in row if isinstance(cell, str) for letter in cell)
    assert leader.get(f"{url}print/").status_code == 200


def test_the_community_makes_what_is_missing_with_one_click_and_the_street_reads_it(november):
    listed = reverse("staff:reports")
    assert "生成没有的" not in november.at("lead").get(listed).content.decode(), "one is missing: its own button does"
    where = send(november, "lead", reverse("staff:draft_missing_reports"), period="2026-11-01")
    assert "啤酒厂小区" in november.at("lead").get(where).content.decode()
    page = november.at("street_lead").get(listed, {"place": november.town.code}).content.decode()
    assert page.count("/staff/reports/") >= 3
    assert "啤酒厂小区" in page
    street = november.at("centre").get(listed, {"place": november.town.street}).content.decode()
    assert "清风街道" in street
    assert november.at("staff").get(listed, {"place": november.town.street}).status_code == 404


def test_the_list_and_the_page_cost_few_statements(november, django_assert_max_num_queries):
    url = report_url(november, "patch_leader")
    for name in ("patch_leader", "street_lead"):
        november.at(name).get(reverse("staff:reports"))
        with django_assert_max_num_queries(AT_MOST):
            november.at(name).get(reverse("staff:reports"), {"period": "2026-11-01"})
        with django_assert_max_num_queries(AT_MOST):
            november.at(name).get(url)
        with django_assert_max_num_queries(AT_MOST):
            november.at(name).get(f"{url}rows/", {"of": "raised"})


def test_too_much_text_is_kept_and_said_and_a_wrong_address_is_no_report(november):
    url = report_url(november, "patch_leader")
    answer = november.at("patch_leader").post(f"{url}remarks/", {"key": str(uuid4()), "remarks": "长" * 5001})
    assert answer.status_code == 422
    assert "长" * 5001 in answer.content.decode()
    assert november.at("patch_leader").get(f"{url}rows/", {"of": "nonsense"}).status_code == 404
    assert november.at("firm").get(url).status_code == 403
    assert november.at("patch_leader").get(reverse("staff:reports"), {"period": "x"}).status_code == 200


def test_the_files_open_cleanly_print_on_a4_and_can_be_gone_on_with(november):
    url = report_url(november, "patch_leader")
    leader = november.at("patch_leader")
    send(november, "patch_leader", f"{url}remarks/", remarks="=1+1 不是公式\n第二行😀 <b>不加粗</b>")
    document = Document(saved(leader.get(f"{url}document/")))
    assert [round(side.mm) for side in (document.sections[0].page_width, document.sections[0].page_height)] == [
        210,
        297,
    ]
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"][:3] == [
        "这半个月",
        "和上期比",
        "反映了什么",
    ]
    text = "\n".join(one.text for one in document.paragraphs)
    assert "第二行😀 <b>不加粗</b>" in text
    assert len(document.inline_shapes) >= 4, "the plots are in it, as bars beside their numbers"
    numbers = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert numbers == [["暴露垃圾", " 3"], ["还没有归类", " 1"]]
    document.add_paragraph("片长接着写的一段")
    again = io.BytesIO()
    document.save(again)
    assert Document(again).paragraphs[-1].text == "片长接着写的一段"

    book = openpyxl.load_workbook(saved(leader.get(f"{url}workbook/")))
    compared = {row[0]: row[1:3] for row in book["和上期比"].iter_rows(min_row=2, values_only=True)}
    assert compared["本期反映"] == (4, 1), "counts are numbers, not words"
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == []
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    for name in ("反映了什么", "每天反映"):
        assert len(book[name]._charts) == 1


def test_each_figure_of_the_page_leads_to_as_many_rows_as_it_says(november):
    url = report_url(november, "patch_leader")
    leader = november.at("patch_leader")
    page = leader.get(url).content.decode()
    figures = set(re.findall(r'<a href="([^"]+/rows/[^"]+)"[^>]*>(\d+)</a>', page))
    assert len(figures) >= 8
    for address, figure in figures:
        rows = leader.get(html.unescape(address)).content.decode()
        assert rows.count("<tr>") - 1 == int(figure), address


def test_the_periods_are_the_calendars_and_the_schedule_sends_each_once(november):
    with acting_in(Scope.everything()):
        first = set(Report.objects.values_list("name", "first_on", "last_on"))
    assert {(one[1], one[2]) for one in first} == {(date(2026, 11, 1), date(2026, 11, 15))}
    draft_half_month_reports()
    with acting_in(Scope.everything()):
        assert Report.objects.count() == len(first), "the schedule makes each once"
    with after(day=30, hour=23):
        draft_half_month_reports()
        with acting_in(Scope.everything()):
            assert not Report.objects.filter(first_on=date(2026, 11, 16)).exists(), "the second half is not over"
    with clock.at(moment(1, hour=9, month=12)):
        november.leave()
        draft_half_month_reports()
        with acting_in(Scope.everything()):
            second = set(Report.objects.filter(first_on=date(2026, 11, 16)).values_list("last_on", flat=True))
        assert second == {date(2026, 11, 30)}
        assert "2026-11-16 至 2026-11-30 的半月分析已生成草稿" in november.notices("patch_leader")
