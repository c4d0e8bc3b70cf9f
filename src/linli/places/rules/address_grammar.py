"""The grammar of addresses: one pattern for each part, tried in the order in which parts stand. Plain Python."""

from __future__ import annotations

import re

from linli.kernel.chinese_numbers import CHINESE_DIGITS

LONGEST = 300
HAN = "一-鿿"
CN = f"[{CHINESE_DIGITS}]{{1,8}}"
NUM = rf"(?:\d{{1,5}}|{CN})"
NAME = rf"(?:\d{{1,5}}[A-Z]?|[A-Z]-?\d{{1,4}}|[A-Z](?![A-Z])|{CN}|[甲乙丙丁戊己])"
SEP = r"[\s,，、。.;；/_—–-]*"

_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
    "|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
# Said without 省: only before another division, for a 北京路 is a road.
PROVINCE = re.compile(
    rf"(?:{_PROVINCES})(?![省市]|自治区|特别|维吾尔|壮族|回族)(?=[{HAN}]{{2,7}}?(?:市|区|县|州|盟)(?![场政民府内]))"
)
# A2区, A7县: as public data hide names; with digits it is no part of an estate, unless a building follows.
CODED_COUNTY = re.compile(rf"[A-Z]\d{{1,2}}(?:区|县)(?=[{HAN}]{{2}})(?!{CN}(?:号|栋|幢|座|单元))")

# From the widest down; a 区, 县, 镇 or 乡 only in the company of other divisions, for many an estate is called so.
AREAS = (
    re.compile(rf"[{HAN}]{{2,3}}省|[{HAN}]{{2,6}}?自治区"),
    re.compile(rf"(?:[{HAN}]{{2,7}}?|[A-Z])(?:市|自治州|地区)(?![场政民府内])"),
    re.compile(
        rf"(?:(?:(?!苑|小区|园区|花园|家园|新村|公寓|路|街)[{HAN}]){{1,6}}?|[A-Z]\d{{0,2}})(?:(?<![社小园片校厂库])区|县(?!委)|旗)"
    ),
    re.compile(rf"[{HAN}]{{1,9}}?(?:街道(?:办事处|办)?|镇|乡)"),
    re.compile(rf"[{HAN}]{{1,12}}?(?:社区(?:居委会)?|居委会)"),
    re.compile(rf"第?(?:{NUM})号?网格"),
)
COUNTY, STREET = 2, 3
IN_COMPANY = re.compile(rf"[{HAN}]{{1,9}}?(?:街道|镇|乡|社区)")

ROAD_HEAD = rf"(?:(?!苑|小区|花园|家园|号|栋|幢|座|单元)[{HAN}A-Z\d]){{1,14}}?"
ROAD_TAIL = r"(?:[东西南北中]段|[一二三四五六七八九十]段)?"
ROAD_NUMBERED = re.compile(
    rf"({ROAD_HEAD}(?:大道|大街|路|街|巷|胡同|道){ROAD_TAIL})\s*(?={NUM}(?:-\d{{1,4}})?(?:弄|号(?!楼)))"
)
ROAD_ALONE = re.compile(
    rf"({ROAD_HEAD}(?:大道|大街|路|街|巷|胡同){ROAD_TAIL})(?=\s*$|\s*(?!小区|社区|新村|花园|家园|大院|宿舍|公寓|广场|大厦|安置|还建|回迁)[{HAN}]{{2}})"
)
LANE = re.compile(rf"({NUM})弄")
NUMBER = re.compile(rf"({NUM}(?:-\d{{1,4}})?)号(?![楼幢栋])院?")

CLUSTER = re.compile(rf"第?({NUM}|[A-Z]\d{{0,2}}|[东西南北中])(组团|片区|街区|期|区)")
BUILDING = re.compile(
    rf"第?({NAME})\s*(?:号楼|号栋|号幢|栋楼?|幢楼?|座楼?|#楼?|号(?![门院线网]))|([东西南北中])[座栋楼](?![道梯上下])"
)
BUILDING_BEFORE_UNIT = re.compile(rf"({NAME})楼(?={SEP}{NUM}(?:单元|门))")
BETWEEN = r"(?:\s*[-—–]\s*|\s+)"
DASHED = re.compile(
    rf"(\d{{1,4}}[A-Z]?|[A-Z]\d{{0,3}}){BETWEEN}(\d{{1,2}}|[A-Z]){BETWEEN}(\d{{2,4}}[A-Z]?)(?:室|房|户|号)?(?![\d-])"
)
DASHED_ROOM = re.compile(r"(\d{1,4}[A-Z]?|[A-Z]\d{0,3})\s*[-—–]\s*(\d{3,4}[A-Z]?)(?:室|房|户|号)?(?![\d-])")
# 301-2室 is one room behind another, not building 301.
DASHED_SHORT = re.compile(r"(?<!\d)(?!\d{3,5}-\d{1,2}(?:室|房|户))(\d{1,4}[A-Z]?)(?=\s*[-—–]\s*\d)")
UNIT = re.compile(rf"(?:({NUM}|[A-Z]|[东西中甲乙丙丁])\s*(?:单元|单(?=\d)|梯)|({NUM})\s*门(?![口前卫岗禁]))")
FLOOR = re.compile(rf"(负|地下|B)?({NUM})(?:层|楼(?!栋))")
ROOM = re.compile(rf"(\d{{1,5}}(?:-\d{{1,2}})?[A-Z]?)\s*(?:室|房|户|号)|({CN})(?:室|房|户|号)|([东西南北中]户)")
BARE_ROOM = re.compile(rf"(\d{{2,5}}[A-Z]?|[{CHINESE_DIGITS}]{{3,6}})(?![\d-])")
UNIT_AND_ROOM = re.compile(r"(\d{1,2})\s*[-—–]\s*(\d{3,4}[A-Z]?)(?:室|房|户|号)?(?![\d-])")

START = re.compile(
    "|".join(
        f"(?:{pattern.pattern})"
        for pattern in (CLUSTER, BUILDING, BUILDING_BEFORE_UNIT, DASHED, DASHED_ROOM, DASHED_SHORT, UNIT, FLOOR)
    )
    + r"|\d{1,5}(?:-\d{1,2})?[A-Z]?\s*(?:室|房|户)|[东西南北中]户|\s\d|\d{1,5}[A-Z]?$"
)
# Words that say where by an estate, not which estate.
BESIDE = re.compile(
    r"(?:东|西|南|北|正|侧|后)?(?:大门|(?<=[东西南北])门|门口|门前|对面|附近|旁边|旁|里面|内|楼下|地下|地库|车库|停车|周边|路口|门卫|岗亭|广场上)"
)
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")

# 幸福里后面的菜场: an estate, where from it, and what stands there.
RELATION = re.compile(
    rf"((?:斜?对面|隔壁|附近|旁边|旁|后面|前面|后边|前边|后侧|东侧|西侧|南侧|北侧|东边|西边|南边|北边|背后|门口|大门口|大门外|门外|外面|边上|楼下|里面|里)"
    rf"(?:那个|那家|那里)?)(?:的|那个|那家)(?P<landmark>[{HAN}A-Z\d]{{2,20}})$"
)
