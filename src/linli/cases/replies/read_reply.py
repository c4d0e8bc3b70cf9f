"""A message and its answer in sentences: what was asked, what was said, without the courtesies."""

from __future__ import annotations

import re

from ..triage.legible import legible
from ..triage.likeness import SEEN_EVERYWHERE

MOST_DEMANDS = 8
SHORTEST = 4

_END = re.compile(
    r"(?<=[。!?;！？；])|\n+|(?<=[^\d])(?=(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[、.](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[)）]))"
)
_BEFORE_THE_MATTER = re.compile(
    r"^(?:网友)?.{0,20}?(?:你好|您好|收悉|已收到|回复如下|答复如下|现(?:将|就).{0,24}(?:回复|答复|说明)|尊敬的.{0,12}(?:[:：,，!！]|$)).{0,6}$"
)
_AS_FOLLOWS = re.compile(r"^.{0,60}?(?:回复|答复|说明)如下[:：,，]\s*")
_COURTESY = re.compile(
    r"感谢您|谢谢您|祝您|特此(?:回复|答复)|此复|欢迎您?(?:继续)?(?:监督|关注)|理解与?支持|支持[、和]理解|敬请谅解|如有疑问.{0,4}$|^\d{4}年\d{1,2}月\d{1,2}日[。.]?$"
)
_ASKS = re.compile(
    r"[?？]$|[吗呢]$|请问|想问|想知道|想了解|咨询|如何|怎么|怎样|为什么|为何|何时|什么时候|多久|哪里|哪个部门|能否|能不能|可否|可不可以|是否|是不是|有没有"
    r"|希望|请求|恳请|要求|建议|强烈|请.{0,8}(?:解决|处理|查处|整改|安排|修|清理|落实|答复|给|尽快)|望.{0,6}(?:解决|处理|答复)|应该|应当|盼"
)
_EMPTY_ASKING = frozenset(
    [
        "请问",
        "想问",
        "咨询",
        "希望",
        "请求",
        "恳请",
        "要求",
        "建议",
        "领导",
        "书记",
        "市长",
        "重视",
        "关注",
        "解决",
        "处理",
        "答复",
        "回复",
        "尽快",
        "早日",
        "帮忙",
        "帮助",
        "谢谢",
        "部门",
        "有关",
        "相关",
        "政府",
        "百姓",
        "老百姓",
        "我们",
        "大家",
        "能够",
        "给予",
        "予以",
        "一个",
        "说法",
        "问题",
        "情况",
        "是否",
        "能否",
        "如何",
    ]
)
_RUN = re.compile(r"[a-z0-9]*[㐀-䶿一-鿿][㐀-䶿一-鿿a-z0-9]*")


def sentences_of(text: str) -> list[str]:
    """The sentences of a legible text, list marks apart."""
    return [one for part in _END.split(text) if part and len(one := part.strip()) > 1]


def substance_of(reply: str) -> list[str]:
    """The sentences of an answer that say something: no salutation, no thanks, no date beneath."""
    said = (_AS_FOLLOWS.sub("", one) for one in sentences_of(reply))
    return [
        one
        for one in said
        if len(one) > 1 and not _BEFORE_THE_MATTER.match(one.rstrip("。!:：")) and not _COURTESY.search(one)
    ]


def demands_in(message: str) -> list[str]:
    """What a message asks or asks for, in its own sentences; at most eight. Mere pleading (“望领导重视”) is none."""
    found = [
        one for one in sentences_of(message) if _ASKS.search(one.rstrip("。!！ ")) and len(telling(one)) >= SHORTEST
    ]
    return list(dict.fromkeys(found))[:MOST_DEMANDS]


def telling(text: str) -> frozenset[str]:
    """The pairs of characters of a sentence that say what it is about."""
    for word in _EMPTY_ASKING:
        text = text.replace(word, " ")
    return frozenset(run[i : i + 2] for run in _RUN.findall(text) for i in range(len(run) - 1)) - SEEN_EVERYWHERE


def read(text: str) -> str:
    """Legible, with its lines kept apart."""
    return "\n".join(plain for line in text[:20_000].splitlines()[:400] if (plain := legible(line)))
