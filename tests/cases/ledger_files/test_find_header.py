"""A ledger's head is found where people put it."""

from linli.cases.ledger_files import Field, find_header, open_table, propose_mapping

from .ledgers import good, workbook


def fields(names, title=""):
    return [column.field for column in propose_mapping(names, title).columns]


def test_title_rows_above_the_head_are_passed_over_and_give_the_year():
    data = workbook(
        [
            ["东湖路社区来电来访登记本（2024年）"],
            ["登记单位：××物业", None, "填表人：王"],
            ["序号", "日期", "来访人", "联系电话", "反映内容"],
            [1, "4月24日", "张三", "13800138000", "漏水"],
        ],
        merged=["A1:E1"],
    )
    table = open_table(data, "a.xlsx")
    assert (table.header.row, table.header.last_row, table.header.year) == (3, 3, 2024)
    (row,) = good(data)
    assert row.raised_at.isoformat() == "2024-04-24T00:00:00+08:00"
    assert row.row_number == 4


TWO_LEVELS = [
    ["物业来电来访登记本"],
    ["序号", "登记", None, "反映人", None, None, "反映内容", "处理情况", None, None, "回访", None],
    [None, "日期", "方式", "姓名", "电话", "房号", None, "经办人", "结果", "办结时间", "日期", "满意度"],
    [1, "2024-5-6", "来电", "张三", "13800138000", "7-1-302", "漏水", "李四", "已修好", "2024-5-7", "2024-5-9", "满意"],
]


def test_a_head_of_two_levels_with_merged_cells_is_read_as_one():
    data = workbook(TWO_LEVELS, merged=["A1:L1", "A2:A3", "B2:C2", "D2:F2", "G2:G3", "H2:J2", "K2:L2"])
    table = open_table(data, "a.xlsx")
    assert table.header.names[3:6] == ("反映人/姓名", "反映人/电话", "反映人/房号")
    assert fields(table.header.names) == [
        None,
        Field.RAISED_AT,
        Field.CHANNEL,
        Field.RAISED_BY_NAME,
        Field.RAISED_BY_PHONE,
        Field.PLACE_TEXT,
        Field.BODY,
        Field.HANDLER_TEXT,
        Field.ANSWER,
        Field.ANSWERED_AT,
        None,
        Field.SATISFACTION_TEXT,
    ]
    (row,) = good(data)
    assert (row.handler_text, row.answer, row.satisfaction_text) == ("李四", "已修好", "满意")


def test_the_same_head_exported_as_text_without_merged_cells_is_read_alike():
    text = "\n".join(",".join(str(cell or "") for cell in row) for row in TWO_LEVELS)
    assert fields(open_table(text.encode(), "a.csv").header.names) == fields(
        open_table(workbook(TWO_LEVELS, merged=["A2:A3", "D2:F2"]), "a.xlsx").header.names
    )


def test_a_row_of_instructions_below_the_head_is_no_record():
    rows = [
        ["日期", "姓名", "内容"],
        ["必填，格式：2024-05-06", "选填", "必填，不超过500字"],
        ["2024-5-6", "张三", "漏水"],
    ]
    assert find_header(rows).last_row == 2
    assert len(good(workbook(rows))) == 1


def test_a_record_whose_values_happen_to_be_names_is_no_second_head():
    rows = [["日期", "方式", "姓名", "内容"], ["2024-5-6", "电话", "张三", "漏水"]]
    assert find_header(rows).last_row == 1


def test_unknown_names_are_found_too_and_left_to_a_person():
    rows = [["某某表"], ["甲项", "乙项", "丙项"], ["1", "2", "3"]]
    header = find_header(rows)
    assert (header.names, header.row, header.certain) == (("甲项", "乙项", "丙项"), 2, False)
    assert find_header(rows, known_names=("甲项", "乙项")).certain


def test_two_columns_of_one_name_stay_apart():
    assert find_header([["日期", "内容", "备注", "备注"]]).names == ("日期", "内容", "备注", "备注（2）")


def test_blank_rows_have_no_header():
    assert find_header([["", " "], []]) is None
