"""Bad rows go back with their reasons, are corrected in place and come in again."""

import datetime as dt
import io

import openpyxl

from linli.cases.ledger_files import BadRow, LedgerRow, open_table, propose_mapping, read_ledger, write_corrections

from .ledgers import NOW, workbook


def bad_rows_of(data):
    table = open_table(data, "台账")
    outcomes = list(read_ledger(table, propose_mapping(table.header.names, table.header.title), NOW))
    return table, [outcome for outcome in outcomes if isinstance(outcome, BadRow)]


LEDGER = workbook(
    [
        ["××物业来电来访登记本（2024年）"],
        ["反映人", None, "日期", "内容", "备注"],
        ["姓名", "电话", None, None, None],
        ["张三", "13800138000", "5月6日", "漏水", None],
        ["李四", 13800138001, "2月30日", "=cmd|' /C calc'!A0", dt.datetime(2024, 5, 6, 9, 30)],
        ["王五", "13800138002", "5月7日", None, "空白"],
    ]
)


def corrections():
    table, bad = bad_rows_of(LEDGER)
    out = io.BytesIO()
    assert write_corrections(table.header, bad, out) == 2
    return out.getvalue()


def test_what_to_correct_stands_before_the_columns_in_their_order():
    sheet = openpyxl.load_workbook(io.BytesIO(corrections())).active
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0][0] == "××物业来电来访登记本（2024年）"
    assert lines[1] == ("原行号", "需要改正", "反映人/姓名", "反映人/电话", "日期", "内容", "备注")
    assert lines[2][:2] == (5, "反映时间：“2月30日”不是存在的日期或时间")
    assert lines[3][:2] == (6, "反映内容：没有填写主题或内容")


def test_no_cell_of_the_corrections_is_a_formula():
    sheet = openpyxl.load_workbook(io.BytesIO(corrections())).active
    assert sheet["F3"].value == "'=cmd|' /C calc'!A0"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_corrected_in_place_it_comes_in_as_it_is():
    book = openpyxl.load_workbook(io.BytesIO(corrections()))
    book.active["E3"], book.active["F4"] = "2月28日", "停电"
    out = io.BytesIO()
    book.save(out)
    table = open_table(out.getvalue(), "更正.xlsx")
    first, second = read_ledger(table, propose_mapping(table.header.names, table.header.title), NOW)
    assert isinstance(first, LedgerRow)
    assert (first.raised_at.date(), first.body, first.raised_by_phone) == (
        dt.date(2024, 2, 28),
        "=cmd|' /C calc'!A0",
        "13800138001",
    )
    assert (second.raised_by_name, second.raised_at.date(), second.body) == ("王五", dt.date(2024, 5, 7), "停电")


def test_given_back_a_second_time_the_two_columns_stand_once():
    table, bad = bad_rows_of(corrections())
    assert len(bad) == 2
    out = io.BytesIO()
    write_corrections(table.header, bad, out)
    assert open_table(out.getvalue(), "再次.xlsx").header.names == table.header.names


def test_the_kind_and_so_the_fingerprint_outlive_the_way_through_the_corrections():
    table, _ = bad_rows_of(LEDGER)
    again = open_table(corrections(), "更正.xlsx")
    assert (
        propose_mapping(again.header.names, again.header.title).kind
        is propose_mapping(table.header.names, table.header.title).kind
    )
