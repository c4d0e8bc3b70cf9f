"""Whatever a file is called and however it is written, its rows are read or the person is told why not."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.cases.ledger_files import (
    BadRow,
    LedgerFileError,
    LedgerRow,
    SameRow,
    open_table,
    propose_mapping,
    read_ledger,
    refusal_sentence,
)
from linli.cases.ledger_files import read_workbook as workbook_limits
from linli.cases.ledger_files.refusals import (
    BrokenWorkbook,
    EmptyFile,
    EmptySheet,
    FileNotReadable,
    HeaderOnly,
    HtmlInDisguise,
    NotATable,
    PasswordProtected,
    SheetNotFound,
    TooLarge,
    TooManyCells,
    UnsupportedKind,
)

from .ledgers import NOW, VISITS, good, kinds, read, reasons, workbook
from .old_workbook import old_workbook

ROW = "1,2024-05-06 09:30,张三,13800138000,7栋,水管漏水,已修好,2024-05-07"
TEXT = f"{VISITS}\n{ROW}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_a_text_ledger_is_read_in_every_usual_encoding_and_delimiter(encoding, delimiter):
    (row,) = good(TEXT.replace(",", delimiter).encode(encoding))
    assert (row.raised_by_name, row.body, row.row_number) == ("张三", "水管漏水", 2)


def test_a_rare_character_of_gb18030_is_kept():
    (row,) = good(TEXT.replace("张三", "㐂𠮷").encode("gb18030"))
    assert row.raised_by_name == "㐂𠮷"


def test_a_line_saying_the_separator_is_not_a_row():
    assert good(("sep=;\r\n" + TEXT.replace(",", ";")).encode())[0].row_number == 3


def test_a_quoted_cell_may_run_over_lines_and_counts_as_one_row():
    first, second = good(
        f'{VISITS}\n1,2024-5-6,张三,,7栋,"漏水，\n第二天更大",,\n2,2024-5-6,李四,,8栋,"他说""急""",,\n'
    )
    assert first.body == "漏水，\n第二天更大"
    assert (second.row_number, second.body) == (3, '他说"急"')


def test_a_lost_quotation_mark_spoils_one_row_only():
    lines = [f"{n},2024-5-6,张三,,7栋,第{n}件,," for n in range(1, 400)]
    lines[3] = '4,2024-5-6,张三,,7栋,"第4件,,'
    outcomes = read(VISITS + "\n" + "\n".join(lines))
    assert kinds(outcomes) == {"LedgerRow": 398, "BadRow": 1}
    assert reasons(outcomes[3]) == ["quotes_broken"]


def test_a_few_rows_in_another_encoding_are_given_back_with_their_words_restored():
    rows = [f"{n},2024-5-6,张三,,东湖路,第{n}件水管漏水,," for n in range(1, 40)]
    data = b"\n".join([VISITS.encode(), *(row.encode("gbk" if row.startswith("7,") else "utf-8") for row in rows)])
    outcomes = read(data)
    assert kinds(outcomes) == {"LedgerRow": 38, "BadRow": 1}
    assert reasons(outcomes[6]) == ["encoding_broken"]
    assert "第7件水管漏水" in outcomes[6].cells


def test_a_row_of_utf8_within_a_gbk_ledger_is_noticed():
    rows = [f"{n},2024-5-6,张三,,东湖路,第{n}件水管漏水,," for n in range(1, 40)]
    data = b"\n".join([VISITS.encode("gbk"), *(row.encode("utf-8" if row.startswith("7,") else "gbk") for row in rows)])
    outcomes = read(data)
    assert kinds(outcomes) == {"LedgerRow": 38, "BadRow": 1}
    assert "第7件水管漏水" in outcomes[6].cells


def test_a_workbook_called_csv_is_read_as_a_workbook():
    table = open_table(workbook([VISITS.split(","), ROW.split(",")], more_sheets=["二月"]), "导出.csv")
    assert table.sheets == ("登记", "二月")
    assert table.sheet == "登记"


def test_a_workbook_of_the_old_kind_is_read_under_any_name():
    data = old_workbook(
        [["登记本（2024年）"], ["日期", "姓名", "内容"], [45418.0, "张三", "漏水"], ["5月7日", "李四", "停电"]]
    )
    first, second = good(data, name="台账.csv")
    assert [row.raised_at.day for row in (first, second)] == [6, 7]
    assert first.row_number == 3


def test_the_first_sheet_that_holds_anything_is_taken_and_a_wrong_name_is_told(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "封面"
    sheet = book.create_sheet("台账")
    sheet.append(VISITS.split(","))
    sheet.append(ROW.split(","))
    book.save(tmp_path / "a.xlsx")
    assert open_table(tmp_path / "a.xlsx").sheet == "台账"
    with pytest.raises(SheetNotFound) as told:
        open_table(tmp_path / "a.xlsx", sheet="三月")
    assert "封面、台账" in refusal_sentence(told.value)
    with pytest.raises(EmptySheet):
        open_table(tmp_path / "a.xlsx", sheet="封面")


def test_a_cell_merged_downwards_counts_for_every_row_it_covers():
    data = workbook(
        [["日期", "姓名", "内容"], ["2024-5-6", "张三", "漏水"], [None, "李四", "停电"], ["2024-5-7", "王五", "噪声"]],
        merged=["A2:A3"],
    )
    assert [row.raised_at.day for row in good(data)] == [6, 6, 7]


def test_row_numbers_are_those_the_spreadsheet_shows():
    data = workbook([[], [], ["日期", "姓名", "内容"], ["2024-5-6", "张三", "漏水"], [], ["2024-5-7", "李四", "停电"]])
    assert [row.row_number for row in good(data)] == [4, 6]


def _zip(parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(workbook_limits, "MAX_UNPACKED_BYTES", 1 << 20)
    with pytest.raises(TooLarge):
        open_table(_zip({"xl/workbook.xml": "x", "xl/worksheets/sheet1.xml": b" " * (2 << 20)}), "a.xlsx")


def test_a_zip_that_lies_about_its_size_is_refused():
    data = _zip({"xl/workbook.xml": "x", "xl/worksheets/sheet1.xml": b" " * 5000})
    lied = data.replace(struct.pack("<I", 5000), struct.pack("<I", 50))
    with pytest.raises(BrokenWorkbook):
        open_table(lied, "a.xlsx")


def test_a_sheet_with_a_cell_at_the_far_end_of_the_world_is_refused():
    far = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with pytest.raises(TooManyCells):
        open_table(_zip({"xl/workbook.xml": "x", "xl/worksheets/sheet1.xml": far}), "a.xlsx")


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EmptyFile),
        (b"\xef\xbb\xbf \r\n\r\n", EmptyFile),
        (b"\xff\xfe", EmptyFile),
        (b",,,\n,,\n", EmptySheet),
        ((VISITS + "\n").encode(), HeaderOnly),
        ((VISITS + "\n,,,,\n").encode("gbk"), HeaderOnly),
        (workbook([]), EmptySheet),
        (workbook([VISITS.split(",")]), HeaderOnly),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(99),
            PasswordProtected,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8, BrokenWorkbook),
        (old_workbook([["日期", "内容"], ["2024-5-6", "漏水"]], locked=True), PasswordProtected),
        (old_workbook([["日期", "内容"], ["2024-5-6", "漏水"]])[:1500], BrokenWorkbook),
        (b"PK\x03\x04 cut short", BrokenWorkbook),
        (workbook([VISITS.split(","), ROW.split(",")])[:-900], BrokenWorkbook),
        (_zip({"word/document.xml": "x"}), UnsupportedKind),
        (_zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), UnsupportedKind),
        (_zip({"xl/workbook.bin": "x"}), UnsupportedKind),
        (_zip({"xl/workbook.xml": "<not a workbook"}), BrokenWorkbook),
        (b"%PDF-1.7\n...", UnsupportedKind),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), UnsupportedKind),
        (zlib.compress(bytes(range(256)) * 400, 9) + bytes(range(256)) * 9, NotATable),
        ("<html><table><tr><td>编号</td></tr></table></html>".encode("gbk"), HtmlInDisguise),
        ("\ufeff  <!DOCTYPE html><body>".encode(), HtmlInDisguise),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", HtmlInDisguise),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', UnsupportedKind),
        (b"\xff\xfe\x00\x00" + "编号,内容\n1,漏水".encode("utf-32-le"), NotATable),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_with_a_sentence_and_a_next_step(data, refusal):
    with pytest.raises(refusal) as told:
        open_table(data, "台账.xls")
    sentence = refusal_sentence(told.value)
    assert "台账.xls" in sentence
    assert sentence.endswith("。")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FileNotReadable):
        open_table(tmp_path / "没有.csv")
    with pytest.raises(FileNotReadable):
        open_table(tmp_path)


def _read_whole(data: bytes):
    """What a door does with any upload: only a typed refusal may come out."""
    try:
        table = open_table(data, "上传")
        outcomes = list(read_ledger(table, propose_mapping(table.header.names, table.header.title), NOW))
    except LedgerFileError as refusal:
        refusal_sentence(refusal)
        return None
    assert all(isinstance(outcome, LedgerRow | BadRow | SameRow) for outcome in outcomes)
    return outcomes


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_whatever_raise_anything_but_a_refusal(data):
    for start in (
        b"",
        "日期,内容\n2024-5-6,".encode(),
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xfe",
    ):
        _read_whole(start + data)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_workbook_raises_nothing_but_a_refusal(data):
    whole = bytearray(_WORKBOOK)
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    _read_whole(bytes(whole))


_WORKBOOK = workbook([VISITS.split(","), ROW.split(",")])

_CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(_CELL, _CELL, _CELL), min_size=1, max_size=6), st.sampled_from(["utf-8", "gb18030", "utf-16"])
)
def test_every_row_that_is_not_blank_comes_out_whatever_its_cells_hold(rows, encoding):
    import csv

    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["日期", "姓名", "内容", "备注"])
    writer.writerow(["2024-5-6", "张三", "漏水", ""])
    writer.writerows([("2024-5-6", *row) for row in rows])
    outcomes = _read_whole(out.getvalue().encode(encoding))
    assert outcomes is not None
    assert len(outcomes) == len(rows) + 1
