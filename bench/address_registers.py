"""Two registers made here, with addresses of them written as people write, each in its own way: nothing of the one is in the other.

How sure an address is was fitted on the first (`first_register`, `first_written`); the second is for reporting alone. In both some estates are not on
record: an address of one of them leads nowhere, and any estate answered for it is wrong.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from pypinyin import lazy_pinyin

from linli.kernel.chinese_numbers import in_chinese
from linli.places.rules import AreaEntry, BuildingEntry, EstateEntry, PlaceIndex


@dataclass(frozen=True, slots=True)
class Home:
    """A building somebody writes of, with the names of its street and community."""

    estate: EstateEntry
    building: BuildingEntry
    street: str
    community: str


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote and what it is about. `damage` names what was done to it; `other` is a second estate the text names too.

    `on_record` is false where the estate is not in the register, `names_estate` where the text does not name it."""

    text: str
    home: Home
    damage: str
    on_record: bool
    names_estate: bool = True
    other: EstateEntry | None = None


class Register:
    """Places with homes to write of; `book` lacks the estates that are not on record."""

    def __init__(self, estates: list[EstateEntry], areas: list[AreaEntry], one_missing_of: int) -> None:
        names = {area.place_code: area.name for area in areas}
        absent = {estate.id for estate in estates[::one_missing_of]}
        self.index = PlaceIndex([estate for estate in estates if estate.id not in absent], areas)
        self.absent = absent
        self.streets = [area.name for area in areas if len(area.place_code) == 9]
        self.homes = [
            Home(estate, building, names[estate.place_code[:9]], names[estate.place_code[:12]])
            for estate in estates
            for building in estate.buildings
        ]


def _areas(draw: random.Random, county: str, names: str) -> list[AreaEntry]:
    areas = []
    for street in (f"{county}0{n:02d}" for n in range(1, 11)):
        areas.append(AreaEntry(f"{draw.choice(names)}{draw.choice(names)}街道", street))
        for n in range(901, 911):
            areas.append(AreaEntry(f"{draw.choice(names)}{draw.choice(names)}社区", f"{street}{n:03d}"))
    return areas


def _id(draw: random.Random) -> UUID:
    return UUID(int=draw.getrandbits(128))


# The first: a residential quarter's pretty name with an ending.

FIRST = "湖东西南北清风明月翠玉金银龙凤和平安康福禄锦绣江山云水天地春秋华景阳光紫荆桂兰梅竹松柏丽都名城新世纪中央海棠星河星辰万科恒大碧桂观澜御景"
LAST = ("苑", "花园", "小区", "新村", "家园", "公寓", "里", "华庭", "名都", "山庄", "广场", "佳苑", "雅苑", "新城")


def first_register(estates: int, draw: random.Random) -> Register:
    """A county's: estates in the communities of ten streets, some of one name, each with buildings, some with phases and other names; one of
    twelve is missing."""
    areas = _areas(draw, "341702", FIRST)
    communities = [area.place_code for area in areas if len(area.place_code) == 12]
    entries = []
    for _ in range(estates):
        code = draw.choice(communities)
        name = "".join(draw.sample(FIRST, draw.choice((2, 2, 3, 4)))) + draw.choice(LAST)
        aliases = (f"老{name[:2]}厂宿舍",) if draw.random() < 0.1 else ()
        clusters = ("",) if draw.random() < 0.8 else ("1期", "2期")
        buildings = tuple(
            BuildingEntry(_id(draw), str(n), cluster, code + "1001", draw.choice((1, 2, 3)))
            for cluster in clusters
            for n in range(1, draw.randrange(4, 22))
        )
        entries.append(EstateEntry(_id(draw), name, code, aliases, buildings))
    return Register(entries, areas, 12)


SOUNDS: dict[str, list[str]] = defaultdict(list)
for _char in (chr(code) for code in range(0x4E00, 0x9FA5)):
    SOUNDS[lazy_pinyin(_char)[0]].append(_char)


def homophone(char: str, draw: random.Random) -> str:
    """Another character of the same sound."""
    return draw.choice(SOUNDS[lazy_pinyin(char)[0]])


def wide(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def first_written(register: Register, count: int, draw: random.Random, sound: float, slip: float, left_out: float) -> Iterator[Written]:
    """Each address in one of the ways people write: half leave the divisions out; 号楼/栋/幢/座/#; 单元/门/dashes; Chinese numerals; full-width digits;
    小区 added or left out; another name where there is one. Then, with the probabilities given, one character of the name is replaced by one of the same sound,
    by any other, or left out."""
    for _ in range(count):
        home = draw.choice(register.homes)
        estate, building = home.estate, home.building
        name = draw.choice(estate.aliases) if estate.aliases and draw.random() < 0.3 else estate.name
        if name.endswith("小区") and draw.random() < 0.5:
            name = name[:-2]
        elif not name.endswith("小区") and draw.random() < 0.2:
            name += "小区"
        at, dice, damage = draw.randrange(len(name)), draw.random(), "none"
        if dice < sound:
            name, damage = name[:at] + homophone(name[at], draw) + name[at + 1 :], "a character by sound"
        elif dice < sound + slip:
            name, damage = name[:at] + draw.choice(FIRST) + name[at + 1 :], "another character"
        elif dice < sound + slip + left_out and len(name) > 2:
            name, damage = name[:at] + name[at + 1 :], "a character left out"
        areas = draw.choice(("", "", home.street, home.community, home.street + home.community, "贵池区" + home.street))
        number, unit, room = building.number, draw.randint(1, building.units), f"{draw.randint(1, 18)}0{draw.randint(1, 4)}"
        cluster = draw.choice((building.cluster, building.cluster.replace("1", "一").replace("2", "二")))
        tail = draw.choice((
            f"{number}号楼{unit}单元{room}室", f"{number}栋{unit}-{room}", f"{number}-{unit}-{room}", f"{in_chinese(int(number))}幢{unit}单元{room}",
            f"{number}#{unit}单元{room}", f"{number}座{unit}门{room}",
        ))  # fmt: skip
        text = areas + name + cluster + tail
        yield Written(wide(text) if draw.random() < 0.1 else text, home, damage, estate.id not in register.absent)


# The second: developers' names, compounds of work units, lanes, doors of roads, numbered villages.

_ROADS = ("长宁", "定海", "四平", "大连", "周家嘴", "控江", "鞍山", "国权", "政通", "黄兴", "翔殷", "民星", "包头", "营口", "延吉", "靖宇", "抚顺", "本溪", "佳木斯", "双阳")
_WORKS = ("第二棉纺厂", "搪瓷厂", "机床厂", "人民医院", "粮食局", "水利局", "师范学校", "客车厂", "造纸厂", "铁路局", "化肥厂", "百货公司", "地质队", "建筑公司")
_BUILDERS = ("万科", "保利", "绿地", "融创", "中海", "招商", "金地", "龙湖", "旭辉", "首创", "远洋", "世茂")
_LINES = ("金域华府", "翡丽云邸", "叠翠书院", "天铂", "时代之光", "云顶壹号", "公园大道", "春和景明", "臻园", "观棠府", "玖珑台", "悦江南", "樾山", "麓语")
_OLD_FIRST, _OLD_SECOND = "曹鞍工凤长石田仙上天光勤胜同友建开新永双", "杨山农城白泉林霞钢明俭利心爱设丰桥兴乐"
_AREA_CHARS = "虹口杨浦静安徐汇长宁普陀闸北卢湾嘉定松江青浦奉贤崇明宝山"
_BEFORE = ("我家住在", "我是", "请问", "麻烦看一下", "反映一下", "地址是", "你好，", "我们小区")
_AFTER = ("楼下水管爆了", "有人半夜装修", "电梯坏了好几天", "楼道灯不亮", "的车位被占", "门口堆了垃圾", "没有暖气")


def _old(draw: random.Random) -> str:
    return draw.choice(_OLD_FIRST) + draw.choice(_OLD_SECOND)


def second_register(estates: int, draw: random.Random) -> Register:
    """A district's: developers' names with their courts, compounds of work units, lanes and doors of roads, numbered villages; neighbours that
    share half a name; one of ten is missing."""
    areas = _areas(draw, "310110", _AREA_CHARS)
    communities = [area.place_code for area in areas if len(area.place_code) == 12]
    entries = []
    while len(entries) < estates:
        code, road = draw.choice(communities), draw.choice(_ROADS) + draw.choice(("路", "路", "东路", "支路"))
        door = str(draw.randrange(2, 1500))
        kind = draw.randrange(6)
        if kind == 0:
            names = [draw.choice(_BUILDERS) + draw.choice(("", "", "新", "北")) + draw.choice(_LINES)]
            aliases: tuple[str, ...] = (f"{road}{door}号",)
        elif kind == 1:
            names, aliases = [draw.choice(_AREA_CHARS) + draw.choice(_AREA_CHARS) + draw.choice(_WORKS) + draw.choice(("宿舍", "家属院", "生活区", "职工住宅"))], (f"{road}{door}号院",)
        elif kind == 2:
            names, aliases = [f"{road}{door}弄"], (_old(draw) + draw.choice(("坊", "里", "别墅", "公寓")),)
        elif kind == 3:
            names, aliases = [_old(draw) + f"{draw.choice('一二三四五六七八九')}村"], ()
        elif kind == 4:
            stem = _old(draw) + draw.choice(("湾", "湖", "桥", "庭", "浜"))
            names, aliases = [f"{stem}{end}" for end in ("东苑", "西苑", "小区")], ()
        else:
            names, aliases = [f"{road}{door}号"], ()
        for name in names:
            count = draw.randrange(2, 40)
            entries.append(
                EstateEntry(
                    _id(draw), name, code, aliases,
                    tuple(BuildingEntry(_id(draw), str(n), "", code + "1001", draw.choice((1, 1, 2, 4))) for n in range(1, count)),
                )
            )  # fmt: skip
    return Register(entries[:estates], areas, 10)


KINDS = (
    "none", "building before the estate", "division at the end", "wrong street before it", "estate not named", "two addresses in a sentence", "within a sentence",
    "two characters exchanged", "a character twice", "only how it begins", "a character by sound",
)  # fmt: skip


def second_written(register: Register, count: int, draw: random.Random) -> Iterator[Written]:
    """Addresses with one of `KINDS` of damage each, equally often."""
    for number in range(count):
        home, damage = draw.choice(register.homes), KINDS[number % len(KINDS)]
        estate = home.estate
        name = draw.choice((estate.name, *estate.aliases))
        building = draw.choice((f"{home.building.number}号楼", f"{home.building.number}栋", f"{in_chinese(int(home.building.number))}号楼"))
        if "弄" in name or name.endswith("号"):
            building = f"{home.building.number}号" if "弄" in name else f"{home.building.number}号楼"
        tail = f"{building}{draw.randrange(1, 19)}0{draw.randrange(1, 5)}室"
        before = draw.choice(("", "", home.street, home.community))
        text, names_estate, other = before + name + tail, True, None
        at = draw.randrange(1, len(name) - 1) if len(name) > 2 else 1
        if damage == "building before the estate":
            text = f"{building}，{before}{name}"
        elif damage == "division at the end":
            text = f"{name}{building}（{home.street}）"
        elif damage == "wrong street before it":
            text = draw.choice([street for street in register.streets if street != home.street]) + name + tail
        elif damage == "estate not named":
            text, names_estate = home.street + tail, False
        elif damage == "two addresses in a sentence":
            other = draw.choice(register.homes).estate
            form = draw.choice(("我住{0}，要反映{1}{2}", "{0}的住户说{1}{2}", "{1}（{0}对面）{2}", "{0}旁边的{1}{2}", "从{0}到{1}的路上{2}"))
            text = form.format(other.name, name + building, draw.choice(_AFTER))
        elif damage == "within a sentence":
            text = f"{draw.choice(_BEFORE)}{name}{building}{draw.choice(_AFTER)}"
        elif damage == "two characters exchanged":
            text = before + name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :] + tail
        elif damage == "a character twice":
            text = before + name[:at] + name[at - 1] + name[at:] + tail
        elif damage == "only how it begins":
            text = before + name[: max(2, len(name) // 2)] + tail
        elif damage == "a character by sound":
            text = before + "".join(homophone(c, draw) if n == at and "一" <= c <= "鿿" else c for n, c in enumerate(name)) + tail
        yield Written(text, home, damage, estate.id not in register.absent, names_estate, other)
