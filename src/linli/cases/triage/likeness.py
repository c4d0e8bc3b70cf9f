"""How like two matters are, told by different people in different words: what they share, weighed by how rare it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from .legible import legible
from .word_lists import pairs_of

SEEN_EVERYWHERE = frozenset(
    [
        "小区",
        "我们",
        "没有",
        "一个",
        "请问",
        "什么",
        "现在",
        "希望",
        "处理",
        "解决",
        "问题",
        "影响",
        "居民",
        "业主",
        "社区",
        "单元",
        "号楼",
        "号的",
        "反映",
        "谢谢",
        "领导",
        "尊敬",
        "因为",
        "所以",
        "但是",
        "已经",
        "怎么",
        "这个",
        "那个",
        "他们",
        "自己",
        "时候",
        "不能",
        "不知",
        "知道",
        "多次",
        "投诉",
        "有人",
        "大家",
        "附近",
        "非常",
        "严重",
        "一直",
        "还是",
        "不是",
        "可以",
        "如果",
        "的人",
        "人的",
        "是不",
        "能不",
        "天天",
        "今天",
        "昨天",
        "明天",
        "晚上",
        "早上",
        "每天",
        "我家",
        "家里",
    ]
)
"""Pairs of characters that say nothing about what a matter is."""
EVENLY = 40
"""The rarity of a pair is learned from the cases near by; so many unknown ones stand beside them, that few cases do not make
every word look rare."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` is the rarer part of what both say (0–1) of the shorter one; `shared` the pairs."""

    score: float
    shared: frozenset[str]


def telling_pairs(text: str) -> frozenset[str]:
    """The pairs of characters that say what a text is about."""
    return pairs_of(legible(text)) - SEEN_EVERYWHERE


def likenesses(text: str, others: Sequence[str]) -> list[Likeness]:
    """How like `text` each of the others is, in their order. O(length of all).

    A shared pair weighs the more the fewer of the others hold it, so that “地下室” weighs little where everybody writes of the
    basement, and “化粪池” much.
    """
    said = telling_pairs(text)
    held = [telling_pairs(other) for other in others]
    seen = Counter(pair for pairs in held for pair in pairs)
    whole = len(held) + EVENLY

    def weight(pairs: Iterable[str]) -> float:
        return sum(log(whole / (seen[pair] + 1)) for pair in pairs)

    ours = weight(said)
    found = []
    for pairs in held:
        shared = said & pairs
        shorter = min(ours, weight(pairs)) if shared else 0.0
        found.append(Likeness(weight(shared) / shorter if shorter else 0.0, frozenset(shared)))
    return found
