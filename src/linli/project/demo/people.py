"""Generated people: names as one meets them, telephones nobody has, identity numbers that cannot be valid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .plan import HOUSEHOLDS, PEOPLE, dice

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_OLD_WOMEN = (
    "桂兰",
    "秀英",
    "玉珍",
    "凤英",
    "桂香",
    "兰英",
    "素珍",
    "金花",
    "玉兰",
    "翠兰",
    "春梅",
    "冬梅",
    "惠芳",
    "淑华",
    "月英",
    "爱珍",
)
_OLD_MEN = (
    "建国",
    "国强",
    "志明",
    "德胜",
    "福生",
    "长根",
    "友才",
    "明义",
    "大海",
    "庆元",
    "水生",
    "家富",
    "传贵",
    "永年",
    "正华",
    "根宝",
)
_WOMEN = (
    "静",
    "敏",
    "丽",
    "艳",
    "娟",
    "霞",
    "燕",
    "萍",
    "玲",
    "雪梅",
    "晓燕",
    "海燕",
    "婷",
    "慧",
    "倩",
    "莉",
    "文娟",
    "梦瑶",
    "思琪",
    "雅婷",
    "佳怡",
    "雨欣",
    "欣怡",
    "若曦",
    "静怡",
    "蓉",
    "洁",
    "琳",
)
_MEN = (
    "伟",
    "强",
    "磊",
    "军",
    "勇",
    "涛",
    "超",
    "明",
    "刚",
    "辉",
    "鹏",
    "志强",
    "海涛",
    "文斌",
    "俊",
    "浩",
    "杰",
    "宇轩",
    "浩然",
    "子豪",
    "俊杰",
    "天宇",
    "博文",
    "家豪",
    "凯",
    "斌",
    "亮",
    "峰",
)


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    name: str
    phone: str
    id_number: str
    birth_year: int


def surname(chance: Random) -> str:
    """A surname, common ones more often."""
    return _SURNAMES[min(int(chance.expovariate(1 / 28)), len(_SURNAMES) - 1)]


def given_name(chance: Random, woman: bool, birth_year: int) -> str:
    """A given name of the person's generation."""
    if birth_year < 1962:
        return chance.choice(_OLD_WOMEN if woman else _OLD_MEN)
    return chance.choice(_WOMEN if woman else _MEN)


def households() -> Iterator[list[PlannedPerson]]:
    """The people of every household, the eldest generation first; together exactly the published number.

    The first of a household has the telephone 199 0000 and four digits, a different one in each.
    """
    chance = dice("people")
    for number, size in enumerate(_sizes()):
        yield _household(chance, number, size)


def _sizes() -> list[int]:
    chance = dice("sizes")
    sizes = chance.choices((1, 2, 3, 4, 5, 6), (15, 32, 30, 14, 7, 2), k=HOUSEHOLDS)
    while sum(sizes) != PEOPLE:
        at = chance.randrange(HOUSEHOLDS)
        step = 1 if sum(sizes) < PEOPLE else -1
        steps = min(abs(PEOPLE - sum(sizes)), 200)
        for other in range(at, min(at + steps, HOUSEHOLDS)):
            if 1 <= sizes[other] + step <= 6:
                sizes[other] += step
    return sizes


def _household(chance: Random, number: int, size: int) -> list[PlannedPerson]:
    family = surname(chance)
    eldest = chance.randint(1938, 1998)
    woman = chance.random() < 0.4
    people = []
    for place in range(size):
        if place == 0:
            born, kin = eldest, family
        elif place == 1:
            born, woman, kin = min(eldest + chance.randint(-4, 5), 2004), not woman, surname(chance)
        else:
            # Children while the first two are young, otherwise children and grandchildren who live with them.
            born = eldest + chance.randint(24, 34) * (1 if place < 4 else 2)
            born, woman, kin = min(born, 2025), chance.random() < 0.5, family
        phone = f"1990000{number:04d}" if place == 0 else ""
        people.append(
            PlannedPerson(kin + given_name(chance, woman, born), phone, _id_number(chance, born, woman), born)
        )
    return people


def _id_number(chance: Random, born: int, woman: bool) -> str:
    """Eighteen digits whose check digit is wrong on purpose, so that it is nobody's (GB 11643)."""
    serial = chance.randrange(10, 500) * 2 + (0 if woman else 1)
    body = f"341702{born:04d}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}{serial % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    right = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]
    return body + ("0" if right != "0" else "1")
