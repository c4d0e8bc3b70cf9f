"""Every way of saying an address that people are known to use: how deep it leads, how sure that is, and why, in words."""

import pytest

from linli.places.rules import AreaEntry, BuildingEntry, EstateEntry, LandmarkEntry, MatchLevel, PlaceIndex
from linli.places.rules.how_sure import SURE
from linli.places.rules.resolve_address import AddressBook

from .test_match_place import COMMUNITY, GRID, key

HOMES = {("1", "302"): key(501), ("1", "301"): key(502), ("2", "302"): key(503)}
BOOK = AddressBook(
    PlaceIndex(
        [
            EstateEntry(
                key(1), "旭日天都小区", COMMUNITY, ("老棉纺厂宿舍",),
                (
                    BuildingEntry(key(11), "7", "五组团", GRID, 2, HOMES),
                    BuildingEntry(key(12), "7", "二组团", GRID, 2),
                    BuildingEntry(key(13), "12", "", GRID, 1, {("1", "101"): key(504)}),
                ),
                (117.48, 30.66),
            ),
            EstateEntry(key(2), "幸福里", COMMUNITY, at=(117.49, 30.66)),
            EstateEntry(
                key(3), "景蓉华苑", COMMUNITY, (), (BuildingEntry(key(31), "3", "", GRID, 2), BuildingEntry(key(32), "B", "", GRID, 1))
            ),
            EstateEntry(
                key(4), "东湖路200弄", COMMUNITY, ("东湖路200弄5支弄",), (BuildingEntry(key(41), "15", "", GRID, 1, {("1", "302"): key(505)}),)
            ),
            EstateEntry(key(5), "和平小区", "341702010902", (), (BuildingEntry(key(51), "3", "", "", 1),)),
            EstateEntry(key(6), "和平小区", "341702010903", (), (BuildingEntry(key(61), "3", "", "", 1),)),
        ],
        [
            AreaEntry("清风街道", "341702010"), AreaEntry("东湖路社区", COMMUNITY), AreaEntry("西湖社区", "341702010902"),
            AreaEntry("南湖社区", "341702010903"), AreaEntry("湖东村委会", "341702010904"),
        ],
        [
            LandmarkEntry("清风农贸市场", GRID, (117.491, 30.661)), LandmarkEntry("远山菜市场", "3417020109021001", (117.6, 30.66)),
            LandmarkEntry("解放路", COMMUNITY, (117.48, 30.66), is_road=True),
        ],
    )
)  # fmt: skip

TOLD = [
    # The issue's own.
    ("旭日天都小区五组团7栋1单元302", MatchLevel.DWELLING, "旭日天都小区5组团7号楼1单元302室", "小区“旭日天都小区”相符"),
    ("A2区景蓉华苑", MatchLevel.ESTATE, "景蓉华苑", "地址没有写楼栋"),
    # Full-width digits, Chinese numerals.
    ("旭日天都小区五组团７栋１单元３０２", MatchLevel.DWELLING, "旭日天都小区5组团7号楼1单元302室", "1单元302室相符"),
    ("旭日天都小区五组团七栋一单元三百零二室", MatchLevel.DWELLING, "旭日天都小区5组团7号楼1单元302室", "7号楼相符"),
    ("旭日天都小区第五组团七栋一单元三〇二", MatchLevel.DWELLING, "旭日天都小区5组团7号楼1单元302室", "7号楼相符"),
    # 号楼, 幢, 栋, 座, #.
    ("旭日天都小区5组团7号楼", MatchLevel.BUILDING, "旭日天都小区5组团7号楼", "5组团7号楼相符"),
    ("旭日天都小区5组团7幢", MatchLevel.BUILDING, "旭日天都小区5组团7号楼", "5组团7号楼相符"),
    ("旭日天都小区5组团7座", MatchLevel.BUILDING, "旭日天都小区5组团7号楼", "5组团7号楼相符"),
    ("旭日天都小区5组团7#", MatchLevel.BUILDING, "旭日天都小区5组团7号楼", "5组团7号楼相符"),
    ("旭日天都小区五区7栋", MatchLevel.BUILDING, "旭日天都小区5区7号楼", "5区7号楼相符"),
    ("景蓉华苑B座", MatchLevel.BUILDING, "景蓉华苑B号楼", "B号楼相符"),
    ("景蓉华苑3栋2单元", MatchLevel.UNIT, "景蓉华苑3号楼2单元", "2单元相符"),
    # 弄, 支弄, 号.
    ("东湖路200弄15号302室", MatchLevel.DWELLING, "东湖路200弄15号楼1单元302室", "1单元302室相符"),
    ("东湖路二百弄十五号302", MatchLevel.BUILDING, "东湖路200弄15号楼", "15号楼相符"),
    ("东湖路200弄5支弄15号302室", MatchLevel.DWELLING, "东湖路200弄15号楼1单元302室", "的另一个叫法"),
    # Omitted prefixes, divisions before and behind.
    ("安徽省池州市贵池区清风街道东湖路社区景蓉华苑3栋", MatchLevel.BUILDING, "景蓉华苑3号楼", "东湖路社区相符"),
    ("天都五组团7栋", MatchLevel.BUILDING, "旭日天都小区5组团7号楼", "有一部分相同"),
    ("旭日天都五组团7栋", MatchLevel.BUILDING, "旭日天都小区5组团7号楼", "“旭日天都”就是“旭日天都小区”"),
    ("景蓉华苑3栋（清风街道）", MatchLevel.BUILDING, "景蓉华苑3号楼", "清风街道相符"),
    ("3号楼，景蓉华苑", MatchLevel.BUILDING, "景蓉华苑3号楼", "3号楼相符"),
    ("清风街道湖东村三组", MatchLevel.COMMUNITY, "湖东村", "湖东村相符"),
    # Another name, a slip, a character that sounds alike.
    ("老棉纺厂宿舍12栋101", MatchLevel.DWELLING, "旭日天都小区12号楼1单元101室", "“老棉纺厂宿舍”是“旭日天都小区”的另一个叫法"),
    ("老棉纺厂12栋", MatchLevel.BUILDING, "旭日天都小区12号楼", "就是“老棉纺厂宿舍”（旭日天都小区）"),
    ("井容华苑3栋", MatchLevel.BUILDING, "景蓉华苑3号楼", "读音相同"),
    ("景溶华苑3栋", MatchLevel.BUILDING, "景蓉华苑3号楼", "读音相同"),
    ("景容花苑3栋", MatchLevel.BUILDING, "景蓉华苑3号楼", "读音相同"),
    ("景葵华苑3栋", None, "景蓉华苑3号楼", "像是“景蓉华苑”写错了字"),
    ("蓉景华苑3栋", None, "景蓉华苑3号楼", "像是“景蓉华苑”写错了字"),
    # In a sentence.
    ("你好，我家住在景蓉华苑3栋，楼道灯坏了", MatchLevel.BUILDING, "景蓉华苑3号楼", "3号楼相符"),
    ("我住幸福里，要反映景蓉华苑3栋半夜装修", MatchLevel.BUILDING, "景蓉华苑3号楼", "3号楼相符"),
    ("解放路路灯不亮", MatchLevel.COMMUNITY, "解放路", "道路“解放路”"),
    ("清风农贸市场", MatchLevel.GRID, "清风农贸市场", "地点“清风农贸市场”"),
    # What is several places, or none.
    ("和平小区3栋", None, "和平小区3号楼（清风街道西湖社区）", "小区“和平小区”相符"),
    ("西湖社区和平小区3栋", MatchLevel.BUILDING, "和平小区3号楼（清风街道西湖社区）", "西湖社区相符"),
    ("西湖社区景蓉华苑3栋", None, "景蓉华苑3号楼", "但不在地址所写的西湖社区"),
    ("景蓉华苑99栋", MatchLevel.ESTATE, "景蓉华苑", "小区里没有99号楼"),
    ("清风街道3栋2单元", MatchLevel.STREET, "清风街道", "没有对上小区"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "level", "name", "why"), TOLD, ids=[text for text, *_ in TOLD])
def test_each_way_of_saying_it_leads_as_deep_as_it_says_and_says_why(text, level, name, why):
    """`level` None: it is offered as the first choice, and nothing is decided."""
    found = BOOK.resolve(text)
    first = found.candidates[0]
    assert (first.name, why in first.why) == (name, True), (first.name, first.why)
    if level is None:
        assert found.best is None
        assert first.sure < SURE
        assert "拿不准" in found.why_not
    else:
        assert found.best is not None, (first.sure, first.why)
        assert found.best.match.level is level
        assert SURE <= found.best.sure <= 1


def test_the_market_behind_an_estate_is_offered_beside_the_estate():
    found = BOOK.resolve("幸福里后面的菜场")
    assert found.said.landmark == "菜场"
    assert {one.name for one in found.candidates} == {"幸福里", "清风农贸市场"}
    assert any("在它的后面，没有登记“菜场”" in one.why for one in found.candidates)


@pytest.mark.parametrize("text", ["楼道灯坏了", "新景蓉华苑3栋", "对面", "3栋2单元302"])
def test_what_names_no_place_on_record_is_not_decided(text):
    found = BOOK.resolve(text)
    assert found.best is None
    assert found.why_not
