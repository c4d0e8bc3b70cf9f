"""Personal data is masked before a text leaves the platform: names, telephones, numbers of papers and cards, plates, doors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from .surnames import COMPOUND_SURNAMES, SURNAMES

_HAN = "一-鿿"
_SURNAME = f"(?:{'|'.join(COMPOUND_SURNAMES)}|[{SURNAMES}])"
_TITLES = "先生|女士|小姐|太太|阿姨|大爷|大妈|大叔|大伯|大姐|大哥|师傅|老师|奶奶|爷爷|叔叔|婆婆|老人|同志|书记|主任|医生|经理|警官|队长|局长|所长|院长|校长|站长|村长|老板|某某|某"
_NOT_A_NAME = "(?!小区|社区|花园|业主|居民|楼|栋|单元|物业|这|那|是|的|们|家|住|在|一|有|没|不|要|也|就|都|还|来|去|很)"

_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("email", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"), "[邮箱]"),
    ("plate", re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·\s-]?[A-Za-z0-9]{5,6}(?![A-Za-z0-9])"), "[车牌]"),
    ("id_number", re.compile(r"(?<!\d)[1-9]\d{5}[\s-]?(?:18|19|20)\d{2}[\s-]?(?:0\d|1[0-2])[0-3]\d[\s-]?\d{3}[\dXx](?![\dXx])|(?<!\d)[1-9]\d{14}(?!\d)"), "[证件号]"),
    ("phone", re.compile(r"(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)|(?<!\d)(?:[(（]?0\d{2,3}[)）]?[\s-]?)[2-9]\d{6,7}(?!\d)|(?<!\d)[2-9]\d{6,7}(?!\d)"), "[电话]"),
    ("card", re.compile(r"(?<!\d)\d(?:[\s-]?\d){15,18}(?!\d)"), "[卡号]"),
    ("account", re.compile(r"(?:微信号?|[Qq][Qq]号?|[Vv][Xx]|账号)[是为：:\s]{0,3}[A-Za-z0-9_-]{5,20}"), "[账号]"),
    ("door", re.compile(r"(?:[\d一二三四五六七八九十]{1,4}(?:号楼|号栋|号幢|栋|幢|座|#)楼?[\s,，]*)?[\d一二三四五六七八九十]{1,3}(?:单元|门)[\s,，]*(?:[\d一二三四五六七八九十]{1,4}(?:室|房|户|号)?)?"), "[门牌]"),
    ("door", re.compile(r"(?:[\d一二三四五六七八九十]{1,4}(?:号楼|号栋|号幢|栋|幢|座|#)楼?[\s,，]*)?\d{2,5}(?:室|房(?![价屋])|户(?!外))"), "[门牌]"),
    ("door", re.compile(r"(?<![\d-])\d{1,3}[A-Za-z]?-\d{1,2}-\d{2,4}(?![\d-])"), "[门牌]"),
    ("door", re.compile(r"(?<=[路街巷弄道])\s*\d{1,5}(?:弄\d{1,4})?号(?![线院楼])"), "[门牌]"),
    ("name", re.compile(rf"(?:(?<=姓名)|(?<=联系人)|(?<=户主)|(?<=反映人)|(?<=投诉人)|(?<=申请人)|(?<=当事人))[是为：:\s]{{0,3}}{_SURNAME}[{_HAN}]{{1,2}}"), "[姓名]"),
    ("name", re.compile(rf"(?:(?<=我叫)|(?<=名叫)|(?<=本人)|(?<=我是)|(?<=叫做)){_NOT_A_NAME}{_SURNAME}{_NOT_A_NAME}[{_HAN}]{{1,2}}(?=[，,。；;、\s（(住在]|$)"), "[姓名]"),
    ("name", re.compile(rf"{_SURNAME}[{_HAN}]{{0,2}}?(?={_TITLES})"), "[姓名]"),
    ("name", re.compile(rf"(?:(?<=[老小])|(?<=姓)){_SURNAME}(?=[，,。；;、\s的说家]|$)"), "[姓名]"),
)  # fmt: skip
"""What is looked for, in this order: what a rule has masked no later one sees."""


@dataclass(frozen=True, slots=True)
class Masked:
    """The text as it may leave, and how often what was masked, by kind: never what it was."""

    text: str
    counts: dict[str, int] = field(default_factory=dict)


def mask_personal(text: str, known: Iterable[str] = ()) -> Masked:
    """Mask a text. `known` are names, telephones and doors the platform has on record for it: they go first, wherever they stand.

    Rather a word too much than a name too little: what reads like a person with a title is masked too.
    """
    counts: Counter[str] = Counter()
    for value in sorted({one.strip() for one in known if len(one.strip()) > 1}, key=len, reverse=True):
        times = text.count(value)
        if times:
            counts["known"] += times
            text = text.replace(value, "[本人信息]")
    for kind, pattern, instead in _RULES:
        text, times = pattern.subn(instead, text)
        if times:
            counts[kind] += times
    return Masked(text, dict(counts))
