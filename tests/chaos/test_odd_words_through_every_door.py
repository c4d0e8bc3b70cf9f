"""Emoji, traditional characters, pinyin, mark-up, rants, nothing at all: every door takes it or says why not, and no page breaks."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from linli.cases.import_ledger import run_import
from linli.cases.ledger_files.clean_text import clean_text as without_mark_up
from linli.cases.matter import clean_text
from linli.cases.models import Case, Entry, LedgerImport
from linli.insight.issue_jobs import hear_unheard
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from linli.project.command_line.__main__ import parser
from linli.project.command_line.insight import read_messages
from linli.project.command_line.where import Where
from tests.cases.in_the_loop import make_categories
from tests.doors.conftest import signed_in_as, town  # noqa: F401
from tests.odd_words import ENCODINGS, ODD, written

pytestmark = pytest.mark.django_db
PHONE = "13900005678"


@pytest.fixture(autouse=True)
def kinds(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    make_categories()


def fine(answer) -> str:
    """The page's words; it is whole, and nothing of what was typed runs on it."""
    page = answer.content.decode()
    assert answer.status_code == 200, page[:500]
    assert "<script>alert(" not in page
    return page


def newest() -> Case | None:
    with acting_in(Scope.everything()):
        return Case.objects.order_by("-id").first()


def reads_well(staff: Client, code: str, words: str) -> None:
    """Whoever opens the case reads what was written."""
    with acting_in(Scope.everything()):
        assert Entry.objects.get(case__code=code).body == clean_text(words)
    for address in (reverse("staff:case", args=[code]), reverse("staff:case_deed", args=[code, "file"])):
        fine(staff.get(address))


def lists_are_whole(staff: Client) -> None:
    deliver()
    for address, asked in (
        (reverse("staff:desk"), {}), (reverse("staff:cases"), {"q": "楼道"}), (reverse("staff:my_entries"), {}),
        (reverse("centre:hot_issues"), {"people": "1"}),
    ):  # fmt: skip
        fine(staff.get(address, asked))


def test_a_residents_form(town, signed_in_as):  # noqa: F811
    staff = signed_in_as("staff")
    for name, (words, taken, _kind) in ODD.items():
        resident, before = Client(REMOTE_ADDR=f"10.0.0.{len(name)}"), newest()
        given = {"key": str(uuid4()), "body": words, "phone": PHONE}
        answer = resident.post(reverse("resident:raise", args=[town.code]), given)
        if not taken:
            assert answer.status_code == 422, name
            assert newest() == before
            kept = re.search(r"<textarea[^>]*name=\"body\"[^>]*>(.*?)</textarea>", answer.content.decode(), re.S)[1]
            assert unescape(kept).strip() == words.strip(), name
            continue
        assert answer.status_code == 302, name
        code = re.search(r"/(\d{10})/", answer["Location"]).group(1)
        fine(resident.get(answer["Location"]))
        reads_well(staff, code, words)
        resident.post("/follow/", {"code": code, "word": PHONE[-4:]})
        fine(resident.get(f"/follow/{code}/"))
    lists_are_whole(staff)


def test_the_quick_entry_of_the_staff(town, signed_in_as):  # noqa: F811
    staff = signed_in_as("staff")
    for name, (words, taken, kind) in ODD.items():
        hints = fine(staff.post(reverse("staff:entry_hints"), {"body": words, "place": words[:200]}))
        if kind:
            assert f"<strong>{kind} " in hints, f"{name}: what is said is heard through the noise"
        elif taken:
            assert "不确定" in hints, f"{name}: nothing is guessed"
        given = {"body": words, "phone": PHONE, "place": "湖东苑1号楼", "source": "call", "step": "raise"}
        answer = staff.post(reverse("staff:quick_entry"), given | {"key": str(uuid4())})
        assert answer.status_code == (302 if taken else 422), name
        if taken:
            reads_well(staff, newest().code, words)
    lists_are_whole(staff)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_ledger_in_any_encoding(town, signed_in_as, encoding):  # noqa: F811
    table = io.StringIO()
    csv.writer(table).writerows(
        [
            ("登记编号", "来电时间", "来访人", "联系电话", "楼栋房号", "来电内容", "处理结果"),
            *((n, "2026-03-02 09:10", "王建国", PHONE, "湖东苑1号楼", words, "") for n, (words, *_) in enumerate(ODD.values(), 1)),
        ]
    )  # fmt: skip
    staff = signed_in_as("staff")
    file = SimpleUploadedFile("来电来访登记本.csv", written(table.getvalue(), encoding))
    columns = staff.post(reverse("staff:upload_ledger"), {"file": file, "community": town.code, "key": str(uuid7())})[
        "Location"
    ]
    page = fine(staff.get(columns))
    form = {
        name: (re.search(r'value="([^"]*)" selected', body) or [None, ""])[1]
        for name, body in re.findall(r'<select name="(column_\d+)"(.*?)</select>', page, re.S)
    }
    form["source"] = re.search(r'name="source" value="(\w+)"[^>]*checked', page)[1]
    form["sheet"] = re.search(r'name="sheet" value="([^"]*)"', page)[1]
    home = staff.post(columns, form | {"save_as": "", "key": str(uuid7())})["Location"]
    fine(staff.get(home))
    assert staff.post(f"{home}start/", {"key": str(uuid7())}).status_code == 302
    with acting_in(Scope.everything()):
        asked = LedgerImport.objects.get()
    run_import(asked.key)
    fine(staff.get(home))
    with acting_in(Scope.everything()):
        bodies = set(Entry.objects.values_list("body", flat=True))
    assert not any("<" in body or "\u200b" in body for body in bodies), "mark-up of an old system is taken off"
    for name, (words, taken, _kind) in ODD.items():
        assert not taken or without_mark_up(words) in bodies, name
    hear_unheard()
    lists_are_whole(staff)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_command_that_finds_hot_issues(tmp_path, capsys, encoding):
    table = io.StringIO()
    said = [words for words, *_ in ODD.values()]
    csv.writer(table).writerows(
        [
            ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "反对数", "点赞数"),
            *((n, f"u{n}", words[:40], "2019/2/28 11:25:05", words, "x", "9" * 30) for n, words in enumerate(said)),
            ("a", "u", "没有时间", "昨天", "没有时间", "", ""),
            ("b",),
            (),
        ]
    )
    file = tmp_path / "留言.csv"
    file.write_bytes(written(table.getvalue(), encoding))
    messages, skipped = read_messages(file)
    assert skipped >= 2
    assert len(messages) + skipped >= len(said)
    given = parser().parse_args(["insight", "hot-issues", str(file)])
    assert given.run(given, Where(tmp_path, tmp_path)) == 0
    assert "读了" in capsys.readouterr().out
    found = (tmp_path / "留言-热点问题.csv").read_text(encoding="utf-8-sig")
    assert "楼道" in found
    assert not any(cell.startswith(("=", "@", "+")) for row in csv.reader(io.StringIO(found)) for cell in row)
