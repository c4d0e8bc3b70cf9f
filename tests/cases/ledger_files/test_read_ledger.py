"""Every row of a ledger is accounted for: taken, given back with its reason, or known to be there already."""

import datetime as dt
import time

import pytest

from linli.cases.ledger_files import Field, LedgerRow, SameRow, open_table, preview, propose_mapping, read_ledger
from linli.cases.ledger_files.read_ledger import LENGTH_LIMITS
from linli.cases.ledger_files.refusals import MappingIncomplete

from .ledgers import NOW, VISITS, good, kinds, read, reasons, shared_data, workbook


def rows(*lines):
    return "\n".join((VISITS, *lines)) + "\n"


def test_a_whole_row_arrives_with_its_times():
    (row,) = good(rows("B7,2024-05-06 09:30,张三,138 0013 8000,7栋,水管漏水,已修好,2024-05-07"))
    assert row.raised_at.isoformat() == "2024-05-06T09:30:00+08:00"
    assert (row.source_no, row.raised_by_phone, row.answer) == ("B7", "13800138000", "已修好")
    assert row.answered_at.date() == dt.date(2024, 5, 7)
    assert row.answered_on_day_only
    assert not row.raised_on_day_only


def test_a_spreadsheet_s_own_numbers_and_dates_arrive_as_they_are_seen():
    (row,) = good(
        workbook(
            [VISITS.split(","), [2554, dt.datetime(2024, 5, 6, 9, 30), "张三", 13800138000, 7, "漏水", None, 45420]]
        )
    )
    assert (row.source_no, row.raised_by_phone, row.place_text) == ("2554", "13800138000", "7")
    assert row.answered_at.date() == dt.date(2024, 5, 8)


def test_date_and_time_of_day_in_two_columns_are_one_instant():
    (row,) = good(workbook([["日期", "时间", "内容"], [dt.date(2024, 5, 6), dt.time(9, 30), "漏水"]]))
    assert row.raised_at.isoformat() == "2024-05-06T09:30:00+08:00"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("1,,张三,,,漏水,,", ["raised_at_missing"]),
        ("1,2024-2-30,张三,,,漏水,,", ["date_impossible"]),
        ("1,5月6日,张三,,,漏水,,", ["date_without_year"]),
        ("1,2024-5-6,张三,,,,,", ["content_missing"]),
        ("1,2024-5-6,张三,,,漏水,好,2024-5-5", ["answered_before_raised"]),
        ("1,2024-5-6,张三,,,漏水,好,下周", ["date_unreadable"]),
        ("1.23E+17,2024-5-6,张三,,,漏水,,", ["number_lost_digits"]),
        ("1,2099-1-1,张三,,,,,", ["date_in_future", "content_missing"]),
    ],
)
def test_a_row_that_cannot_be_right_is_given_back_with_every_reason(line, why):
    (row,) = read(rows(line))
    assert reasons(row) == why


def test_an_answer_of_the_same_day_is_not_before_the_matter():
    assert good(rows("1,2024-5-6 16:00,张三,,,漏水,好,2024-5-6"))


def test_a_slip_in_a_telephone_number_turns_no_matter_away():
    (row,) = good(rows("1,2024-5-6,张三,13800,,漏水,,"))
    assert row.raised_by_phone == ""
    assert row.as_written == {"raised_by_phone": "13800"}
    assert [warning.code for warning in row.warnings] == ["phone_unreadable"]


def test_a_text_beyond_its_limit_is_cut_and_says_so():
    (row,) = good(rows(f"1,2024-5-6,张三,,,{'漏' * 20_001},,"))
    assert len(row.body) == LENGTH_LIMITS[Field.BODY]
    assert row.warnings[0].data == {"limit": 20_000, "length": 20_001}


def test_a_year_left_out_is_taken_from_the_row_above_and_said():
    first, second = good(rows("1,2023-12-30,张三,,,漏水,,", "2,1月2日,李四,,,停电,,"))
    assert second.raised_at.date() == dt.date(2024, 1, 2)
    assert second.warnings[0].data == {"year": 2024, "year_from": "neighbour"}
    assert first.warnings == ()


def test_the_same_row_twice_is_one_matter():
    line = "1,2024-5-6,张三,,,漏水,,"
    first, second = read(rows(line, line))
    assert isinstance(first, LedgerRow)
    assert second == SameRow(3, 2)


def test_one_number_over_two_contents_is_given_back_naming_the_first():
    first, second = read(rows("1,2024-5-6,张三,,,漏水,,", "1,2024-5-6,张三,,,停电,,"))
    assert isinstance(first, LedgerRow)
    assert reasons(second) == ["duplicate_of"]
    assert second.reasons[0].data == {"row": 2}


def test_reading_again_gives_the_same_fingerprints_in_whatever_file():
    lines = ["1,2024-5-6,张三,,,漏水,,", "2,2024-5-7,李四,,,停电,,"]
    first = {row.fingerprint for row in good(rows(*lines))}
    cells = [VISITS.split(","), *(line.split(",") for line in reversed(lines))]
    assert {row.fingerprint for row in good(workbook([[], *cells]))} == first


def test_numbers_that_begin_anew_each_month_are_told_apart_by_the_day():
    may, june = good(rows("1,2024-5-6,张三,,,漏水,,", "1,2024-6-6,李四,,,停电,,"))
    assert may.fingerprint != june.fingerprint


def test_a_lasting_number_is_the_matter_even_if_the_rest_was_corrected():
    text = "工单编号,受理时间,诉求内容\nG1,{},漏水\n"
    assert good(text.format("2024-5-6"))[0].fingerprint == good(text.format("2024-5-7"))[0].fingerprint


def test_blank_rows_are_no_rows():
    assert kinds(read(rows(",,,,,,,", "1,2024-5-6,张三,,,漏水,,", " , ,,,,,,"))) == {"LedgerRow": 1}


def test_nothing_is_read_before_the_mapping_is_ready():
    table = open_table("姓名,电话\n张三,13800138000\n".encode(), "a.csv")
    mapping = propose_mapping(table.header.names)
    with pytest.raises(MappingIncomplete):
        read_ledger(table, mapping, NOW)
    shown = preview(table, mapping, now=NOW)
    assert shown.missing == ("raised_at", "body")
    assert shown.columns[0].samples == ("张三",)


def test_a_preview_counts_the_whole_file_and_shows_its_first_rows():
    lines = [f"{n},2024-5-6,张三,,,第{n}件,," for n in range(30)]
    table = open_table(rows(*lines, "31,,张三,,,漏水,,", lines[0]).encode(), "a.csv")
    shown = preview(table, limit=5, now=NOW)
    assert (shown.good, shown.bad, shown.same, shown.total) == (30, 1, 1, 32)
    assert len(shown.first) == 5
    assert shown.bad_by_reason == (("raised_at_missing", 1),)


def test_a_hundred_thousand_rows_are_all_read(record_property, capsys):
    lines = (f"A{n},2024-{n % 12 + 1}-{n % 28 + 1},张三,1380013{n % 10000:04d},7栋,第{n}件,," for n in range(100_000))
    data = rows(*lines).encode("gb18030")
    began = time.perf_counter()
    table = open_table(data, "十万行.csv")
    outcomes = kinds(read_ledger(table, propose_mapping(table.header.names), NOW))
    with capsys.disabled():
        print(f" 100,000 rows in {time.perf_counter() - began:.1f} s")
    assert outcomes == {"LedgerRow": 100_000}


def test_the_citizens_messages_all_arrive():
    path = shared_data("messages", "answered.csv")
    if not path.exists():
        pytest.skip(
            f"the citizens' messages are not here ({path}); set LINLI_SHARED_DATA to the folder that holds them"
        )
    table = open_table(path)
    outcomes = list(read_ledger(table, propose_mapping(table.header.names), NOW))
    assert kinds(outcomes) == {"LedgerRow": 2152}
    assert len({row.fingerprint for row in outcomes}) == 2152
    assert all(row.answered_at >= row.raised_at and row.body and row.answer for row in outcomes)
