"""What people were told, and what auditors read."""

import io
import re
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from linli.accounts.tell import tell
from linli.doors.staff.notices.sentences import SENTENCES, words_for_notice
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine, FollowCode
from linli.ledger.scoped import acting_in


def test_a_notice_is_read_by_opening_it_and_all_by_one_press(town, signed_in_as, key_on):
    with acting_in(Scope.everything()):
        for n in range(3):
            tell([town.users["staff"].id], "x", town.estate_a, {"words": f"第{n}件"}, str(n))
    client = signed_in_as("staff")
    page = client.get("/staff/notices/").content.decode()
    first = re.search(r"/staff/notices/[0-9a-f-]{36}/", page).group()
    assert client.get(first)["Location"] == "/staff/notices/"
    assert client.get("/staff/notices/?unread=1").content.decode().count("未读") == 2
    client.post("/staff/notices/read/", {"key": key_on(client.get("/staff/notices/"))})
    assert "没有提醒" in client.get("/staff/notices/?unread=1").content.decode()


def test_anothers_notice_is_not_found(town, signed_in_as):
    assert signed_in_as("staff").get(f"/staff/notices/{uuid4()}/").status_code == 404


@pytest.fixture
def trail(town):
    """Two lines within the auditor's county, one of another county."""
    with acting_in(Scope.everything()):
        for place, name in ((town.code, "陈静"), (town.neighbour_code, "吕洁"), ("110101001", "远方")):
            AuditLine(
                place_code=place, at=town.users["staff"].created_at, actor_id=town.users["staff"].id, actor_name=name,
                deed="account.open", subject="accounts.user", subject_id=uuid7(), changes={"title": ["", "=1+1"]},
            ).save(force_insert=True)  # fmt: skip


def test_an_auditor_reads_the_trail_of_the_jurisdiction_and_no_other(town, trail, signed_in_as):
    page = signed_in_as("auditor").get("/staff/audit/").content.decode()
    assert "陈静" in page
    assert "吕洁" in page
    assert "远方" not in page
    assert "开通账号" in page


def test_another_role_of_the_same_person_opens_nothing_in_the_trail(town, trail, signed_in_as):
    town.users["auditor"].grants.update(prefix=town.neighbour_code)
    town.users["auditor"].grants.create(
        role="community_staff", prefix=town.code, granted_at=town.users["auditor"].created_at, granted_by=uuid4()
    )
    page = signed_in_as("auditor").get("/staff/audit/").content.decode()
    assert "吕洁" in page
    assert "陈静</td>" not in page


def test_the_trail_is_searched_by_person_deed_day_and_thing(town, trail, signed_in_as):
    auditor = signed_in_as("auditor")
    with acting_in(Scope.everything()):
        thing = AuditLine.objects.filter(actor_name="吕洁").get().subject_id

    def rows(**asked):
        return auditor.get("/staff/audit/", asked).content.decode().count("<time datetime")

    assert rows(person="陈静") == 2
    assert rows(person="没有这个人") == 0
    assert rows(deed="account.open") == 2
    assert rows(deed="account.close") == 0
    assert rows(subject=str(thing)) == 1
    FollowCode.objects.create(
        code="1234567894", kind="case", street_code=341702010, row_id=thing, as_id=thing, place_code=town.code
    )
    assert rows(subject="1234 567 894") == 1
    assert rows(first_on="2001-01-01", last_on="2001-12-31") == 0
    assert auditor.get("/staff/audit/", {"first_on": "31.2.", "subject": "x", "deed": "?"}).status_code == 200


def test_the_trail_leaves_as_a_workbook_without_formulas_and_that_is_recorded(town, trail, signed_in_as, key_on):
    auditor = signed_in_as("auditor")
    answer = auditor.post("/staff/audit/export/", {"deed": "account.open", "key": key_on(auditor.get("/staff/audit/"))})
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 3
    assert {row[1] for row in rows[1:]} == {"陈静", "吕洁"}
    assert all(cell.data_type != "f" for row in book.worksheets[0].iter_rows() for cell in row)
    with acting_in(Scope.everything()):
        assert AuditLine.objects.get(deed="audit.export").changes == {"deed": "account.open"}


def test_nobody_but_an_auditor_reads_the_trail(town, signed_in_as):
    for name in ("admin", "staff", "centre"):
        assert signed_in_as(name).get("/staff/audit/").status_code == 403


@pytest.mark.parametrize("kind", sorted(SENTENCES))
def test_every_kind_of_notice_is_a_sentence_about_its_matter(kind):
    matter = "3号楼路灯不亮 100%"
    facts = {"subject": matter, "name": matter, "title": matter, "code": matter, "deed": "file"}
    days = dict.fromkeys(("first_on", "last_on", "day", "at", "due_on", "on"), "11月1日")
    words = words_for_notice(kind, facts | days | {"venue": "二楼", "milestone": "开工", "moved": 3, "ended": 1})
    assert "3号楼路灯不亮 100%" in words
    assert "…" not in words
    assert words_for_notice(kind, {})
