"""Nothing personal leaves the platform in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.insight.writing_aid.mask_personal import mask_personal


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("我叫王建国，电话13900001234", ["王建国", "13900001234"]),
        ("请联系138 0000 1234或+86-13800001234", ["138 0000 1234", "13800001234"]),
        ("座机0566-2022020，(021)62345678", ["2022020", "62345678"]),
        ("身份证341702199001011234、34170219900101123X", ["341702199001011234", "34170219900101123X"]),
        ("车牌皖R12345和皖R·D12345乱停", ["R12345", "R·D12345"]),
        ("住3号楼2单元501室的李女士", ["3号楼2单元501", "李女士"]),
        ("湖东苑7栋1203室漏水", ["1203"]),
        ("住在5-2-301", ["5-2-301"]),
        ("学士路128号的店", ["128号"]),
        ("楼上姓赵的，老张家的狗", ["姓赵", "老张"]),
        ("找过欧阳主任和陈志强书记", ["欧阳", "陈志强"]),
        ("联系人：周敏，微信号 zhoumin_88，邮箱zhou.min@example.com", ["周敏", "zhoumin_88", "zhou.min@example.com"]),
        ("卡号6222 0000 1111 2222 333", ["6222 0000"]),
    ],
)
def test_what_names_a_person_is_masked(text, gone):
    masked = mask_personal(text).text
    for one in gone:
        assert one not in masked, masked


@pytest.mark.parametrize(
    "text",
    [
        "地下车库漏水，11月30日前由物业更换接口，费用1200元。",
        "湖东苑北门工地夜间施工到凌晨两点，噪音扰民，一周了。",
        "公交261路每次等30分钟，12345热线说转交交通局。",
        "我是这个小区的业主，电梯坏了五天。",
    ],
)
def test_what_the_matter_is_about_stays(text):
    assert mask_personal(text).text == text


def test_what_is_on_record_for_the_case_goes_wherever_it_stands():
    masked = mask_personal("翠花说她家又漏了，翠花很着急", known=["翠花", "", "x"])
    assert masked.text == "[本人信息]说她家又漏了，[本人信息]很着急"
    assert masked.counts == {"known": 2}


def test_the_counts_say_how_much_and_not_what():
    assert mask_personal("13900001234、13900001235").counts == {"phone": 2}


@given(st.text(max_size=200), st.integers(13_000_000_000, 19_999_999_999).map(str), st.text(max_size=200))
def test_no_mobile_number_gets_through_whatever_stands_around_it(before, phone, after):
    text = f"{before} {phone} {after}"
    assert phone not in mask_personal(text).text


@given(st.text(max_size=500))
def test_any_text_can_be_masked(text):
    mask_personal(text)
