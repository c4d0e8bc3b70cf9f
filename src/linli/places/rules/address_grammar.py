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

PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
# What is said to who brings something, at the end of an address.
DELIVERY = re.compile(
    r"[\s,，。;；(（-]*(?:(?:请|送货|到货|货到|收货|上门)?(?:提前|之前|前|先)?(?:电联|电话联系|电话通知|打电话|致电)|(?:道路|地址|门牌)?不详)[\s)）,，。核改]*$"
)

# How people begin before they say where.
SAID_BEFORE = re.compile(
    r"^\s*(?:(?:您好|你好|请问|喂|那个)[\s,，。!！]*)*(?:我们?(?:家|们)?(?:就?是)?(?:就?住在?|在)|我们?是|家住|麻烦[您你]?(?:看一下|来一下|到)?|要?反映一下|地址(?:是|在)?[:：]?|位于|[座坐]落[在于])(?=[^\s]{2})"
)

_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
    "|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
# Said without 省: only before another division, for a 北京路 is a road.
PROVINCE = re.compile(
    rf"(?:中国)?(?:{_PROVINCES})(?![省市]|自治区|特别|维吾尔|壮族|回族)(?=[{HAN}]{{2,9}}?(?:市|区|县|州|盟)(?![场政民府内]))"
)
# A2区, A7县: as public data hide names; with digits it is no part of an estate, unless a building follows.
CODED_COUNTY = re.compile(rf"[A-Z]\d{{1,2}}(?:区|县)(?=[{HAN}]{{2}})(?!{CN}(?:号|栋|幢|座|单元))")

# From the widest down; a 区, 县, 镇 or 乡 only in the company of other divisions, for many an estate is called so.
_NO_COUNTY = "苑|小区|园区|花园|家园|新村|公寓|[路街](?!区)"
STATE = re.compile(rf"[{HAN}]{{2,3}}省|[{HAN}]{{2,6}}?自治区")
CITY = re.compile(rf"(?:[{HAN}]{{2,9}}?自治州|[{HAN}]{{2,7}}?(?:市|地区|盟)|[A-Z]市)(?![场政府内]|民(?!和))")
COUNTY = re.compile(
    rf"(?:路[{HAN}]|(?:(?!{_NO_COUNTY})[{HAN}]){{1,6}}?|[A-Z]\d{{0,2}})(?:(?<![社小园片校厂库])区|县(?!委)|旗)"
)
# After a city, a longer name is one too, and a city within it; 镇, 乡 and 市 within it only as 清镇市, 西乡县, 市中区 have them.
COUNTY_OF_CITY = re.compile(
    rf"(?:[路市][{HAN}]|[{HAN}](?=园区)|(?:(?!{_NO_COUNTY}|[市镇乡](?!县|市|区|塘区))[{HAN}]){{1,11}}?)(?:(?<![社小片校厂库])(?<!..园)区|园区|县(?!委)|旗|市(?![场政民府内区]))(?!街道)"
)
STREET = re.compile(
    rf"[{HAN}]{{1,9}}?(?:街道(?:办事处|办)?|地区(?:办事处)?(?=[{HAN}]{{2}})|(?:(?<!小)镇(?:办事处)?|乡(?!镇))(?!街道|[东西南北中][路街]|大道|中学|小学|政府|卫生|花园|家园|公寓|小区))"
)
# A division said after the place: 湖东苑7栋（清风街道）.
AREA_ALONE = re.compile(rf"[{HAN}]{{2,8}}(?:街道|镇|乡|社区|居委会)")
# An area within a town that is no division: 高新技术开发区; a 新区 before a road only, for many an estate is called so.
ZONE = re.compile(
    rf"(?:(?:(?!路|街|号|小区)[{HAN}]){{0,12}}?(?:开发区|经开区|度假区|高新技术区|高新园?区)|(?:(?!路|街|号|小区)[{HAN}]){{1,12}}?(?:工业园区?|产业园区?|工业区|(?:新区|园区)(?=[{HAN}]{{2,7}}?(?:路|街|大道))))"
)
COMMUNITY = re.compile(
    rf"(?:(?!(?:[路街巷]|大道)(?!社区))[{HAN}]){{1,12}}?(?:社区(?:居委会|居民委员会)?|居委会|居民委员会)(?!服务|卫生|医院|中心)"
)
_NO_VILLAGE = "小区|花园|家园|公寓|[苑口里]|[东西南北中]{0,2}大?[路街]|小学|中学|学校|幼儿园|卫生|医院|公交|车站|站|大道|加油站|市场|广场|工业|新村|社区|大厦|城"
VILLAGE = re.compile(
    rf"(?:(?!小区|花园|家园|公寓|[路街巷号苑])[{HAN}]){{1,8}}?(?:(?<![{CHINESE_DIGITS}新])村(?:委会|民委员会|委|部)?|大队)(?!{_NO_VILLAGE})"
)
# A natural village is known by its ending where nothing but its doors follows, or by its groups.
HAMLET = re.compile(
    rf"(?:(?!小区|花园|家园|公寓|[路街巷号苑])[{HAN}]){{1,5}}?[庄屯寨湾沟坪坝冲岭屋堡营塘窝洼岗圩埠坡](?={SEP}(?:$|第?{NUM}号(?!楼)))"
    rf"|(?:(?!小区|花园|家园|公寓|[路街巷号苑])[{HAN}]){{2,5}}?(?={SEP}第?{NUM}(?:村民)?(?:小组|组(?!团)|队))"
)
GROUP = re.compile(rf"第?{NUM}(?:村民)?(?:小组|组(?!团)|队|社(?!区))|[一-鿿]{1, 4}组(?!团)")
GRID = re.compile(rf"第?(?:{NUM})号?网格")
# Words between divisions and what lies in them.
BETWEEN_AREAS = re.compile(
    r"(?:(?:省|自治区)直辖县级行政区划|(?:中国)?(?:城?城区|市区|全区域?|全境|县?城区|县城内?|省直辖(?:县级)?|市辖区)(?!街道)|中国|驻地|镇上|街上|境内)+"
)
IN_COMPANY = re.compile(rf"[{HAN}]{{1,9}}?(?:街道|镇|乡|社区)")

ROAD_HEAD = rf"(?:(?!苑(?![东西南北中]?[路街])|小区|花园|家园|号|栋|幢|座|单元|市场|广场(?![东西南北]?路)|学校|小学|中学(?!路)|医院|公司|大厦|对面|附近|旁边)[{HAN}A-Z\d]){{1,14}}?"
ROAD_TAIL = r"(?:最?[东西南北中][段头]|[东西南北中]?[一二三四五六七八九十]段|辅路)?"
_ENDS_ROAD = "大道|大街|公路|[国省县]道|路|街|巷|胡同"
_DOOR = rf"[甲乙丙丁夹附]?{NUM}(?:[-—]\d{{1,4}})?"
ROAD_NUMBERED = re.compile(rf"({ROAD_HEAD}(?:{_ENDS_ROAD}|道){ROAD_TAIL})\s*(?=[东西南北]?{_DOOR}(?:弄|号(?!楼)))")
ROAD_ALONE = re.compile(
    rf"({ROAD_HEAD}(?:{_ENDS_ROAD}|(?<=[东西南北])道){ROAD_TAIL})(?=\s*$|\s*(?!小区|社区|新村|花园|家园|大院|宿舍|公寓|广场|大厦|安置|还建|回迁|街道)[{HAN}]{{2}}|[\s,，/]+[{HAN}]|[东西南北]?\d|{NUM}(?:号楼|栋|幢))"
)
# 龙凤街曹家二巷 are two roads.
ROAD_IN_ROAD = re.compile(
    rf"(?<=[{HAN}\d])(?:{_ENDS_ROAD})(?=[{HAN}\d]{{1,8}}?(?:{_ENDS_ROAD}))(?!路|街|巷|道|胡同|[东西南北中]?[一二三四五六七八九十]?段)"
)
AND = re.compile(r"\s*(?:与|和(?![平谐兴顺美睦乐])|跟|及|[/,，、])\s*(?=[一-鿿])")
CROSSING = re.compile(
    r"(?:丁字)?(?:的)?(?:交叉|交汇|交界|交会|交|交道|十字)?(?:路口|口|处)|(?:交叉|交汇|交界|交会)|十字"
)
# How far and in which direction something lies from a road, a number, a crossing.
AWAY = re.compile(
    rf"(?:往|向|以|朝)?(?:[东西南北]{{1,2}})?(?:侧|边|面|方向|行|首|头|走|角)?(?:约|大约)?(?:\d{{1,5}}|{CN}|几)(?:多)?(?:米|公里|M)(?:处|远)?(?:(?:路)?[东西南北]侧?)?"
    rf"|(?:往|向|以|朝)[东西南北](?!{NUM}(?:号|栋))|[东西南北]{{1,2}}(?:侧|边|面|角)|路[东西南北](?![{HAN}]路)|斜?对[面过]|附近|旁边?|隔壁|院?内(?={SEP}{NUM}(?:号|栋|幢))"
)
LANE = re.compile(rf"({NUM})弄")
SUBLANE = re.compile(rf"({NUM})支弄")
NUMBER = re.compile(rf"[东西南北]?({_DOOR})号(?![楼幢栋])院?")
# 铁山东路67世纪花园: 号 left out, before a name.
BARE_NUMBER = re.compile(rf"(\d{{1,4}})(?=[{HAN}]{{2}})(?![号栋幢座弄单楼层室期区组团米年])")

CLUSTER = re.compile(rf"第?({NUM}|[A-Z]\d{{0,2}}|[东西南北中])(组团|片区|街区|期|区|号院|号?地块)")
BUILDING = re.compile(
    rf"第?({NAME})\s*(?:号楼|号栋|号幢|栋楼?|幢楼?|座楼?|#楼?|号(?![门院线网]))|([东西南北中])[座栋楼](?![道梯上下])"
)
BUILDING_BEFORE_UNIT = re.compile(rf"(?:({NAME})楼(?={SEP}{NUM}(?:单元|门))|([A-Z]\d{{1,2}})楼(?={SEP}\d{{3,4}}))")
BETWEEN = r"(?:\s*[-—–]\s*|\s+)"
DASHED = re.compile(
    rf"(\d{{1,4}}[A-Z]?|[A-Z]\d{{0,3}}){BETWEEN}(\d{{1,2}}|[A-Z]){BETWEEN}(\d{{2,4}}[A-Z]?)(?:室|房|户|号)?(?![\d-])"
)
DASHED_ROOM = re.compile(r"(\d{1,4}[A-Z]?|[A-Z]\d{0,3})\s*[-—–]\s*(\d{3,4}[A-Z]?)(?:室|房|户|号)?(?![\d-])")
# 301-2室 is one room behind another, not building 301.
DASHED_SHORT = re.compile(r"(?<!\d)(?!\d{3,5}-\d{1,2}(?:室|房|户))(\d{1,4}[A-Z]?)(?=\s*[-—–]\s*\d)")
UNIT = re.compile(rf"(?:({NUM}|[A-Z]|[东西中甲乙丙丁])\s*(?:单元|单(?=\d)|梯)|({NUM})\s*门(?![口前卫岗禁]))")
FLOOR = re.compile(rf"(负|地下|B)?({NUM})(?:层楼?|楼(?!栋))")
ROOM = re.compile(
    rf"(\d{{1,5}}(?:-\d{{1,2}})?[A-Z]?)\s*(?:室|房间?|户|号(?!楼))|({CN})(?:室|房间?|户|号(?!楼))|([东西南北中]户)"
)
BARE_ROOM = re.compile(rf"(\d{{2,5}}[A-Z]?|[{CHINESE_DIGITS}]{{3,6}})(?![\d-])")
UNIT_AND_ROOM = re.compile(r"(\d{1,2})\s*[-—–]\s*(\d{3,4}[A-Z]?)(?:室|房|户|号)?(?![\d-])")

START = re.compile(
    "|".join(
        f"(?:{pattern.pattern})"
        for pattern in (CLUSTER, BUILDING, BUILDING_BEFORE_UNIT, DASHED, DASHED_ROOM, DASHED_SHORT, UNIT, FLOOR)
    )
    + r"|\d{1,5}(?:-\d{1,2})?[A-Z]?\s*(?:室|房|户)|[东西南北中]户|\s\d|\d{1,5}[A-Z]?$"
)
# Where in an estate: a gate, a garage, who keeps parcels.
_SPOT = (
    "(?:[东西南北正后侧]{1,2}大?门(?:口|岗|卫)?|大门口?|门口|门卫室?|门岗|岗亭|地下车?库|地下|车库|地库|停车[场位棚]?|物业(?:服务中心|管理处|办公室|处|中心)?|(?:菜鸟|快递)驿站"
    f"|驿站|快递柜|丰巢(?:快递)?柜?|售楼[处部]|营销中心|门面房?|门头房|商铺|门市|保安室|传达室|{NUM}号门)"
)
SPOT = re.compile(_SPOT)
# Words that say where by an estate, not which estate.
BESIDE = re.compile(
    rf"{_SPOT}|[东西南北]{{0,2}}约?\d{{1,4}}米|斜?对[面过]|附近|隔壁|旁边?|门前|里面|(?<!以)内|楼下|楼上|周边|路口|广场上|[后前背]面|背后|[东西南北]侧|后(?=$|{NUM}(?:号楼|栋|幢))"
)
# A name that ends so and is followed by another: 湖东小区翠竹苑 is 翠竹苑 within 湖东小区.
ENDED_NAME = re.compile(
    rf"([{HAN}A-Z\d]{{2,}}?(?:小区|花园|家园|广场|新村|市场|世纪城|小镇|公馆|花苑|雅苑|佳苑|嘉苑|大厦|中央公园|山庄|商贸城|国际城|花都|大院|之城|宿舍|校区|家属院|大都会|农场|新城))"
    rf"[\s-]*(?!国际|广场|公寓?楼?$|小区|大厦|洋房|城|[{HAN}]$|\d)((?:(?![的说和与到从在对])[{HAN}]){{2,9}})"
)
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")

# 幸福里后面的菜场: an estate, where from it, and what stands there.
RELATION = re.compile(
    rf"((?:斜?对面|隔壁|附近|旁边|旁|后面|前面|后边|前边|后侧|东侧|西侧|南侧|北侧|东边|西边|南边|北边|背后|门口|大门口|大门外|门外|外面|边上|楼下|里面|里)"
    rf"(?:那个|那家|那里)?)(?:的|那个|那家)(?P<landmark>[{HAN}A-Z\d]{{2,20}})$"
)
