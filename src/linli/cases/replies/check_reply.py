"""Does an answer answer? Six points, each with the sentence that earns it or is missing it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from .read_reply import demands_in, read, sentences_of, substance_of, telling

Rarity = Callable[[str], float]
"""How rare a pair of characters is among the tenant's own messages; the more so, the more it says."""

ABOUT_IT = 0.04
"""Which part of the weight of what both could share an answer must share to be about the matter."""
TAKEN_UP = 0.10
"""Which part of a demand's weight must come up in the answer."""
LONG = 80
"""Characters of a sentence that is hard to read at one go (GB/T 9704 documents average half of it)."""
LEAST = 20
"""Characters of substance below which nothing was said."""
MOST_OFFICIALESE = 1

_REASON = re.compile(
    r"《[^》]{2,40}》|第[一二三四五六七八九十百\d]{1,6}条|根据|依据|依照|按照|按.{0,10}规定|条例|规定|办法|规范|标准|政策|文件|批复|规划|因为|由于|原因|经(?:查|核实|核查|调查|现场|了解|勘察|检查)|核实"
)
_DATE = re.compile(
    r"\d{2,4}年|\d{1,2}月(?:\d{1,2}[日号])?|[上中下]旬|\d+个?(?:工作日|小时|天|日|周|月)内|[一二三四五六七八九十两半]+个?(?:工作日|小时|天|日|周|月)内|(?:年|月|周)[底末初]|今[年天]|明[年天]|本[周月]|下[周个]?[周月]|近期|目前|国庆|春节"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*(?:元|米|公里|平方|户|人|台|盏|个|处|%|吨|亩|辆|株|栋)")
_NEXT = re.compile(
    r"将(?!近)|下一步|接下来|后续|责成|责令|督促|安排|计划|拟|预计|完成前|请您|可(?:以)?(?:到|拨打|前往|登录|携带)|建议您|联系(?:电话|人|方式)|电话|热线|咨询|跟进|回访|已(?:修|换|清|拆|整改|处理|办结|完成|解决)"
)
OFFICIALESE = (
    "高度重视", "切实", "进一步加强", "进一步加大", "认真贯彻", "积极稳妥", "扎实推进", "统筹推进", "强化措施", "加大力度", "狠抓",
    "落到实处", "全力以赴", "研究部署", "深入开展", "长效机制", "有关规定办理", "依法依规处理", "妥善处理", "充分论证", "综合施策",
)  # fmt: skip
"""Phrases that sound like an answer and tell a resident nothing by themselves."""


class ReplyPoint(StrEnum):
    """What a good answer has."""

    RELATED = "related"
    COMPLETE = "complete"
    REASON = "reason"
    DATES = "dates"
    NEXT_STEP = "next_step"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Checked:
    """One point: earned by the sentences `earns` of the answer, or missed because of `misses` (demands nobody took up, sentences
    that are hard to read, phrases that say nothing)."""

    point: ReplyPoint
    is_met: bool
    earns: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()


def check_reply(message: str, reply: str, rarity: Rarity = lambda pair: 1.0) -> tuple[Checked, ...]:
    """The six points of an answer to a message, in the order of `ReplyPoint`. O(length of both); a few milliseconds.

    Advice, not a gate: nothing is refused, nothing is kept, nobody is measured by it.
    """
    asked, said = read(message), substance_of(read(reply))
    return (
        _related(asked, said, rarity),
        _complete(asked, said, rarity),
        _holding(ReplyPoint.REASON, said, [_REASON]),
        _holding(ReplyPoint.DATES, said, [_DATE, _NUMBER]),
        _holding(ReplyPoint.NEXT_STEP, said, [_NEXT]),
        _plain(said),
    )


def relatedness(message: str, reply: str, rarity: Rarity = lambda pair: 1.0) -> float:
    """Which part of what message and answer could share, by weight, they do share (0–1); courtesies count for nothing."""
    said = frozenset().union(*map(telling, substance_of(read(reply))))
    return _shared(telling(read(message)), said, rarity)


def demands_taken_up(message: str, reply: str, rarity: Rarity = lambda pair: 1.0) -> tuple[int, int]:
    """How many of the message's demands the answer takes up, of how many."""
    said, demands = substance_of(read(reply)), demands_in(read(message))
    return sum(_best(demand, said, rarity)[0] >= TAKEN_UP for demand in demands), len(demands)


def _related(asked: str, said: list[str], rarity: Rarity) -> Checked:
    about = telling(asked)
    whole = _shared(about, frozenset().union(*map(telling, said)), rarity)
    if not said or whole < ABOUT_IT:
        return Checked(ReplyPoint.RELATED, False, misses=tuple(sentences_of(asked)[:1]))
    best = max(said, key=lambda one: _weight(telling(one) & about, rarity))
    return Checked(ReplyPoint.RELATED, True, earns=(best,))


def _complete(asked: str, said: list[str], rarity: Rarity) -> Checked:
    demands = demands_in(asked)
    found = [(demand, *_best(demand, said, rarity)) for demand in demands]
    missed = tuple(demand for demand, share, _sentence in found if share < TAKEN_UP)
    earns = tuple(dict.fromkeys(sentence for _demand, share, sentence in found if share >= TAKEN_UP))
    return Checked(ReplyPoint.COMPLETE, bool(said) and not missed, earns, missed)


def _holding(point: ReplyPoint, said: list[str], patterns: Iterable[re.Pattern[str]]) -> Checked:
    earns = tuple(one for one in said if any(pattern.search(one) for pattern in patterns))[:3]
    return Checked(point, bool(earns), earns)


def _plain(said: list[str]) -> Checked:
    if sum(map(len, said)) < LEAST:
        return Checked(ReplyPoint.PLAIN, False, misses=tuple(said))
    long = [one for one in said if max(map(len, re.split(r"[,，:：]", one))) > LONG // 2 or len(one) > 2 * LONG]
    phrases = [phrase for phrase in OFFICIALESE if any(phrase in one for one in said)]
    misses = (*long, *(phrases if len(phrases) > MOST_OFFICIALESE else ()))
    return Checked(ReplyPoint.PLAIN, not misses, misses=tuple(misses))


def _best(demand: str, said: list[str], rarity: Rarity) -> tuple[float, str]:
    """The share of the demand's weight in the whole answer, and the sentence that has most of it."""
    wanted = telling(demand)
    whole = _weight(wanted, rarity)
    if not said or not whole:
        return 0.0, ""
    everywhere = _weight(wanted & frozenset().union(*map(telling, said)), rarity)
    return everywhere / whole, max(said, key=lambda one: _weight(wanted & telling(one), rarity))


def _shared(ours: frozenset[str], theirs: frozenset[str], rarity: Rarity) -> float:
    smaller = min(_weight(ours, rarity), _weight(theirs, rarity))
    return _weight(ours & theirs, rarity) / smaller if smaller else 0.0


def _weight(pairs: Iterable[str], rarity: Rarity) -> float:
    return sum(rarity(pair) ** 2 for pair in pairs)
