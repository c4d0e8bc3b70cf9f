"""A clerk brings a ledger in through the pages."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.cases.import_ledger import run_import
from linli.cases.models import Case, LedgerImport, SavedMapping
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop

BOOK = (
    "登记编号,来电时间,来访人,联系电话,楼栋房号,来电内容,说明一下,处理结果,处理时间\n"
    "1,2026-03-02 09:10,王建国,13900001234,湖东苑1号楼2单元302室,楼道灯不亮,加急,已更换灯泡,2026-03-03\n"
    "2,说不清,李敏,,湖东苑2号楼,下水道堵,,,\n"
    "3,2026-03-05,陈静,,啤酒厂小区1号楼,=cmd|' /C calc'!A0,,,\n"
).encode("gb18030")


@pytest.fixture(autouse=True)
def home(settings, tmp_path, db):
    settings.MEDIA_ROOT = tmp_path / "media"
    loop.make_categories()


def a_file(data: bytes = BOOK, name: str = "来电来访登记本.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def uploaded(client, town, data: bytes = BOOK, name: str = "来电来访登记本.csv"):
    return client.post("/staff/imports/new/", {"file": a_file(data, name), "community": town.code, "key": str(uuid7())})


def the_import() -> LedgerImport:
    with acting_in(Scope.everything()):
        return LedgerImport.objects.latest("asked_at")


def form_of(page) -> dict[str, str]:
    """What the columns' form would send as it stands."""
    text = page.content.decode()
    form = {
        name: (re.search(r'value="([^"]*)" selected', body) or [None, ""])[1]
        for name, body in re.findall(r'<select name="(column_\d+)"(.*?)</select>', text, re.S)
    }
    form["source"] = re.search(r'name="source" value="(\w+)"[^>]*checked', text)[1]
    form["sheet"] = re.search(r'name="sheet" value="([^"]*)"', text)[1]
    return form | {"save_as": "", "key": str(uuid7())}


def test_from_the_file_to_the_rows_to_correct(town, signed_in_as):
    staff = signed_in_as("staff")
    assert "还没有导入过台账" in staff.get("/staff/imports/").content.decode()
    columns = uploaded(staff, town)["Location"]
    home = columns.removesuffix("columns/")
    page = staff.get(columns)
    assert "物业来电来访登记本" in page.content.decode()
    form = form_of(page)
    assert form["column_1"] == "raised_at"
    assert form["column_6"] == ""
    answer = staff.post(columns, form | {"column_6": "remarks", "save_as": "湖畔物业登记本"})
    assert answer["Location"] == home
    page = staff.get(home).content.decode()
    assert "可以导入 2 行，需要改正 1 行" in page
    assert "看不出是哪一天" in page
    assert staff.post(f"{home}start/", {"key": str(uuid7())})["Location"] == home
    waiting = staff.get(home).content.decode()
    assert 'hx-trigger="every 2s"' in waiting
    assert staff.get(f"{home}progress/").status_code == 200

    run_import(the_import().key)
    assert staff.get(f"{home}progress/")["HX-Refresh"] == "true"
    page = staff.get(home).content.decode()
    assert "下载要改正的行" in page
    book = staff.get(f"{home}corrections/")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(book.streaming_content))).active
    assert "看不出是哪一天" in sheet.cell(2, 2).value
    assert "来电来访登记本" in staff.get("/staff/imports/").content.decode()
    with acting_in(Scope.everything()):
        assert Case.objects.count() == 2
        assert SavedMapping.objects.get().name == "湖畔物业登记本"
        assert AuditLine.objects.filter(deed="ledger.take_corrections", actor_id=town.users["staff"].id).exists()


def test_a_kept_mapping_is_offered_for_the_next_file_with_these_columns(town, signed_in_as):
    staff = signed_in_as("staff")
    columns = uploaded(staff, town)["Location"]
    staff.post(columns, form_of(staff.get(columns)) | {"column_6": "remarks", "save_as": "湖畔物业登记本"})
    second = uploaded(staff, town, name="四月.csv")["Location"]
    page = staff.get(second).content.decode()
    assert "湖畔物业登记本" in page
    assert form_of(staff.get(second))["column_6"] == ""
    assert form_of(staff.get(second, {"mapping": "湖畔物业登记本"}))["column_6"] == "remarks"
    other = uploaded(staff, town, "日期,内容\n2026-03-02,路灯坏了\n".encode(), "别的.csv")["Location"]
    assert "以前存过的对应关系" not in staff.get(other).content.decode()


def test_another_sheet_of_the_workbook_can_be_chosen(town, signed_in_as):
    staff, book = signed_in_as("staff"), openpyxl.Workbook()
    book.active.title = "三月"
    book.active.append(["日期", "反映内容"])
    book.active.append(["2026-03-02", "路灯坏了"])
    april = book.create_sheet("四月")
    april.append(["走访时间", "走访情况", "备注"])
    april.append(["2026-04-02", "水管漏水", ""])
    out = io.BytesIO()
    book.save(out)
    columns = uploaded(staff, town, out.getvalue(), "全年.xlsx")["Location"]
    form = form_of(staff.get(columns, {"sheet": "四月"}))
    assert form["sheet"] == "四月"
    staff.post(columns, form)
    assert the_import().sheet == "四月"
    assert "水管漏水" in staff.get(columns.removesuffix("columns/")).content.decode()
    assert staff.get(columns, {"sheet": "没有这张"}).status_code == 422


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "空.csv", "是空的"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "导出.xls", "其实是网页"),
        (b"%PDF-1.7 ...", "扫描.xlsx", "不是可以读取的表格"),
        (b"PK\x03\x04broken", "坏的.xlsx", "请"),
        ("日期,内容\n".encode(), "只有表头.csv", "只有表头"),
        (bytes(range(256)) * 40, "照片.csv", "不是表格"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_with_the_reason(town, signed_in_as, data, name, words):
    answer = uploaded(signed_in_as("staff"), town, data, name)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with acting_in(Scope.everything()):
        assert not LedgerImport.objects.exists()


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(town, signed_in_as, monkeypatch):
    monkeypatch.setattr("linli.doors.staff.imports.upload.LARGEST_UPLOAD", 100)
    answer = uploaded(signed_in_as("staff"), town)
    assert answer.status_code == 422
    assert "没有上传" in answer.content.decode()


def test_sending_the_form_twice_makes_one_import(town, signed_in_as):
    staff, key = signed_in_as("staff"), str(uuid7())
    for _ in range(2):
        staff.post("/staff/imports/new/", {"file": a_file(), "community": town.code, "key": key})
    with acting_in(Scope.everything()):
        assert LedgerImport.objects.count() == 1


def test_columns_without_a_time_are_refused_and_the_choices_kept(town, signed_in_as):
    staff = signed_in_as("staff")
    columns = uploaded(staff, town)["Location"]
    answer = staff.post(columns, form_of(staff.get(columns)) | {"column_1": "", "column_6": "remarks"})
    assert answer.status_code == 422
    assert "还缺少：反映时间" in answer.content.decode()
    assert form_of(answer)["column_6"] == "remarks"


def test_a_form_that_was_tampered_with_never_breaks_the_page(town, signed_in_as):
    staff = signed_in_as("staff")
    columns = uploaded(staff, town)["Location"]
    good = form_of(staff.get(columns))
    for bad in ({"column_1": "password"}, {"source": "x"}, {"key": "x"}, {"sheet": "a\x00b"}, {"save_as": "\x00"}):
        assert staff.post(columns, good | bad).status_code in (302, 400, 422), bad
    home = columns.removesuffix("columns/")
    assert staff.post(f"{home}start/", {}).status_code == 400
    assert staff.get(f"/staff/imports/{uuid4()}/").status_code == 404
    assert staff.get(f"{home}corrections/").status_code == 404
    assert staff.get("/staff/imports/", {"at": "x"}).status_code == 200


def test_an_unwanted_file_is_deleted(town, signed_in_as, settings, django_capture_on_commit_callbacks):
    staff = signed_in_as("staff")
    home = uploaded(staff, town)["Location"].removesuffix("columns/")
    folder = settings.MEDIA_ROOT / "ledgers"
    assert list(folder.iterdir())
    with django_capture_on_commit_callbacks(execute=True):
        assert staff.post(f"{home}discard/", {"key": str(uuid7())})["Location"] == "/staff/imports/"
    assert not list(folder.iterdir())
    assert staff.get(home).status_code == 404


def test_what_has_started_is_neither_mapped_anew_nor_discarded(town, signed_in_as):
    staff = signed_in_as("staff")
    columns = uploaded(staff, town)["Location"]
    home, form = columns.removesuffix("columns/"), form_of(staff.get(columns))
    staff.post(f"{home}start/", {"key": str(uuid7())})
    assert staff.post(f"{home}discard/", {"key": str(uuid7())}).status_code == 409
    assert staff.post(columns, form).status_code in (409, 422)
    run_import(the_import().key)
    assert staff.post(f"{home}start/", {"key": str(uuid7())}).status_code == 409


def test_an_interrupted_import_says_so_and_can_go_on(town, signed_in_as, settings):
    staff = signed_in_as("staff")
    home = uploaded(staff, town)["Location"].removesuffix("columns/")
    staff.post(f"{home}start/", {"key": str(uuid7())})
    row = the_import()
    path = settings.MEDIA_ROOT / "ledgers" / row.stored_as
    aside = path.rename(path.with_suffix(".aside"))
    run_import(row.key)
    assert "导入中断了" in staff.get(home).content.decode()
    aside.rename(path)
    assert "继续导入" in staff.get(home).content.decode()
    staff.post(f"{home}start/", {"key": str(uuid7())})
    assert run_import(row.key).status == "done"


def test_the_next_street_sees_nothing_of_it(town, signed_in_as):
    home = uploaded(signed_in_as("staff"), town)["Location"].removesuffix("columns/")
    neighbour = signed_in_as("neighbour_staff")
    assert neighbour.get(home).status_code == 404
    assert neighbour.post(f"{home}start/", {"key": str(uuid7())}).status_code == 404
    assert "来电来访" not in neighbour.get("/staff/imports/").content.decode().split("<main")[1].split("page-sub")[0]
    assert uploaded(neighbour, town).status_code == 422


def test_pages_ask_the_database_at_most_ten_times(town, signed_in_as, django_assert_max_num_queries):
    staff = signed_in_as("staff")
    columns = uploaded(staff, town)["Location"]
    home = columns.removesuffix("columns/")
    for address in ("/staff/imports/", "/staff/imports/new/", columns, home):
        # Ten, and the savepoint (two lines) that stands for the request's transaction within the test's.
        with django_assert_max_num_queries(12):
            assert staff.get(address).status_code == 200
