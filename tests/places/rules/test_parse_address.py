"""An address is read as people write it, and only what it says."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.places.rules import AddressParts, format_address, parse_address

FULL = AddressParts(estate="湖东苑", building="7", unit="1", room="302")


@pytest.mark.parametrize(
    "text",
    [
        "湖东苑7栋1单元302室",
        "湖东苑7幢1单元302",
        "湖东苑7号楼1门302户",
        "湖东苑 7 # 1 单元 302 房",
        "湖东苑７＃楼一单元三〇二室",
        "湖东苑第七栋一单元三百零二室",
        "湖东苑07栋1梯302",
        "湖东苑7-1-302",
        "湖东苑7—1—302室",
        "湖东苑 7 1 302",
        "湖东苑7号1单元302号",
        "湖东苑7栋1-302",
        "湖东苑7楼1单元302",
    ],
)
def test_one_home_written_in_many_ways_is_one_home(text):
    assert parse_address(text) == FULL


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "安徽省池州市贵池区清风街道东湖路社区湖东苑7栋1单元302室",
            {
                "area": ("安徽省", "池州市", "贵池区", "清风街道", "东湖路社区"),
                "estate": "湖东苑",
                "building": "7",
                "unit": "1",
                "room": "302",
            },
        ),
        ("湖东苑二期三百二十一号楼", {"estate": "湖东苑", "cluster": "2期", "building": "321"}),
        ("湖东苑3组团B座1203", {"estate": "湖东苑", "cluster": "3组团", "building": "B", "room": "1203"}),
        ("湖东苑东区3栋", {"estate": "湖东苑", "cluster": "东区", "building": "3"}),
        ("湖东苑3期B区12号楼", {"estate": "湖东苑", "cluster": "3期B区", "building": "12"}),
        ("东湖路200弄15号302室", {"road": "东湖路", "lane": "200", "number": "15", "room": "302"}),
        (
            "东湖路12号院3号楼东单元502",
            {"road": "东湖路", "number": "12", "building": "3", "unit": "东", "room": "502"},
        ),
        ("东湖路湖东苑A座1203", {"road": "东湖路", "estate": "湖东苑", "building": "A", "room": "1203"}),
        (
            "建设路小区12幢三单元五楼502",
            {"estate": "建设路小区", "building": "12", "unit": "3", "floor": "5", "room": "502"},
        ),
        ("铁路新村5栋", {"estate": "铁路新村", "building": "5"}),
        ("水乡花园3栋", {"estate": "水乡花园", "building": "3"}),
        ("啤酒厂小区7A栋负一层", {"estate": "啤酒厂小区", "building": "7A", "floor": "-1"}),
        ("湖东苑3号楼2单元东户", {"estate": "湖东苑", "building": "3", "unit": "2", "room": "东户"}),
        ("湖东苑7-302", {"estate": "湖东苑", "building": "7", "room": "302"}),
        ("东湖路社区第三网格", {"area": ("东湖路社区", "第三网格")}),
        ("湖东苑7栋（近菜场）", {"estate": "湖东苑", "building": "7", "remainder": "近菜场"}),
        ("湖东苑地下车库", {"estate": "湖东苑", "spot": "地下车库"}),
        ("湖东苑北门3栋", {"estate": "湖东苑", "spot": "北门", "building": "3"}),
        ("湖东小区翠竹苑3栋", {"estate": "湖东小区", "inner": "翠竹苑", "building": "3"}),
        ("湖东苑（东区）3栋", {"estate": "湖东苑", "cluster": "东区", "building": "3"}),
        ("东湖路12号（湖东苑）3栋", {"road": "东湖路", "number": "12", "estate": "湖东苑", "building": "3"}),
        (
            "池州市贵池区东湖路与解放路交叉口往南100米湖东苑",
            {"area": ("池州市", "贵池区"), "crossing": "东湖路", "road": "解放路", "estate": "湖东苑"},
        ),
        ("东湖路曹家二巷5号", {"crossing": "东湖路", "road": "曹家二巷", "number": "5"}),
        ("东湖路附近湖东苑", {"road": "东湖路", "estate": "湖东苑"}),
        ("东湖路67湖东苑", {"road": "东湖路", "number": "67", "estate": "湖东苑"}),
        ("东湖路15号楼203", {"road": "东湖路", "building": "15", "room": "203"}),
        ("东湖路200弄5支弄15号", {"road": "东湖路", "lane": "200弄5支", "number": "15"}),
        (
            "安徽省池州市贵池区城区东湖路12号",
            {"area": ("安徽省", "池州市", "贵池区"), "road": "东湖路", "number": "12"},
        ),
        (
            "安徽省安庆市桐城市清风镇湖东村三组12号",
            {"area": ("安徽省", "安庆市", "桐城市", "清风镇", "湖东村"), "building": "12"},
        ),
        ("清风镇湖东村委会王家屋", {"area": ("清风镇", "湖东村委会", "王家屋")}),
        ("贵池区清风镇湖东村小学", {"area": ("贵池区", "清风镇"), "estate": "湖东村小学"}),
        ("池州市贵池区贵池区湖东苑3栋", {"area": ("池州市", "贵池区"), "estate": "湖东苑", "building": "3"}),
        ("湖东苑3栋502（电联）", {"estate": "湖东苑", "building": "3", "room": "502"}),
        ("湖东苑3栋502 13900001111", {"estate": "湖东苑", "building": "3", "room": "502"}),
        (
            "清风街道高新技术开发区湖东苑3栋",
            {"area": ("清风街道", "高新技术开发区"), "estate": "湖东苑", "building": "3"},
        ),
    ],
)
def test_each_part_is_found_in_its_place(text, parts):
    assert parse_address(text) == AddressParts(**parts)


@pytest.mark.parametrize(("text", "left"), [("湖东苑7-1", "1"), ("湖东苑7栋3", "3"), ("湖东苑302", "302")])
def test_a_number_that_could_be_two_things_is_left_over(text, left):
    parts = parse_address(text)
    assert (parts.estate, parts.remainder) == ("湖东苑", left)
    assert parts.unit == parts.room == ""


_LETTER = st.sampled_from("ABCDE")
_NUMBER = st.integers(1, 999).map(str)
_PARTS = st.builds(
    AddressParts,
    area=st.sampled_from([(), ("清风街道",), ("清风街道", "东湖路社区"), ("池州市", "贵池区", "清风街道")]),
    crossing=st.sampled_from(["", "幸福路", "江南大道"]),
    road=st.sampled_from(["", "东湖路", "解放大道", "人民路东段", "学院巷"]),
    lane=st.one_of(st.just(""), _NUMBER),
    number=st.one_of(st.just(""), _NUMBER, st.builds("{}-{}".format, _NUMBER, _NUMBER)),
    estate=st.sampled_from(["湖东苑", "啤酒厂小区", "铁路新村", "阳光100国际", "翠庭花园"]),
    cluster=st.one_of(
        st.just(""),
        _NUMBER.filter(lambda n: len(n) < 3).map("{}期".format),
        _LETTER.map("{}区".format),
        st.just("东区"),
    ),
    spot=st.sampled_from(["", "北门", "地下车库", "门卫室"]),
    building=st.one_of(st.just(""), _NUMBER, _LETTER, st.builds("{}{}".format, _NUMBER, _LETTER)),
    unit=st.one_of(st.just(""), st.integers(1, 30).map(str), st.sampled_from("东西中")),
    floor=st.one_of(st.just(""), st.integers(1, 60).map(str), st.integers(-4, -1).map(str)),
    room=st.one_of(st.just(""), st.integers(1, 9999).map(str), st.sampled_from(["东户", "302A", "301-2"])),
).map(
    lambda parts: (
        parts
        if parts.road
        else AddressParts(
            **{k: getattr(parts, k) for k in parts.__slots__} | {"crossing": "", "lane": "", "number": ""}
        )
    )
)


@given(_PARTS)
def test_parts_written_out_read_back_as_the_same_parts(parts):
    assert parse_address(format_address(parts)) == parts


@given(
    st.one_of(
        st.text(max_size=80), st.text("湖东苑小区路弄号栋单元层室期东第一二百〇7-1 #（）ABC社街道网格门", max_size=40)
    )
)
def test_whatever_text_it_is_nothing_raises_and_what_was_read_reads_back_alike(text):
    parts = parse_address(text)
    assert isinstance(format_address(parts), str)


def test_a_hostile_address_takes_no_longer_than_a_blink():
    began = time.process_time()
    for hostile in ("一", "东", "1-", "路", "第", "A", "湖", "十百", "(", "社", "1 ", "街", "市"):
        parse_address(hostile * 5000)
    assert time.process_time() - began < 1
