"""A matter named as people would name it: the place and the problem, in words that were said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .said import Said, WordSpread

LONGEST, SHORTEST = 40, 4
EVEN = 4
"""So many pairs that say nothing stand beside those of a clause: a longer one that says more is preferred to a short one."""
NAMES_IT = 1.2
"""A clause that names the place itself is worth so much more."""
_BEFORE = re.compile(
    r"^(?:[\s,.:;!?，。：；！？、·…—\-\"“”]+|[a-z]\d{0,2}[市区县]|[市县]长|[市区县](?![场政民委长府域级里内])|尊敬的领导|领导|您好|你好|再次|强烈|坚决|实名|联名|紧急|恳请|恳求|请求|请问|请|敦促|求|问问|咨询一下|咨询"
    r"|投诉|举报|反映|反应|关于|反对(?=.*(?:强|违|乱))|建议|呼吁|希望|关注|帮忙|帮我们|帮|严查|解决|处理|一下|下|对(?=.{2,14}的))+"
)
_AFTER = re.compile(
    r"(?:的(?:有关|相关|一些|几点|几个|若干|情况|问题|投诉|举报|建议|请求|请示|反映|疑问|疑惑|咨询|意见|呼声|诉求|报告|信|事宜|事情|求助)+|[的吗呢吧啊了嘛]|急需解决|亟待解决|谁来管|谁管|怎么办|何时休|何时能解决"
    r"|望.{0,6}(?:解决|处理)|请.{0,8}(?:解决|处理|管一管|关注)|[\s,.:;!?，。：；！？、·…—\-\"“”~]+)+$"
)
_UNFINISHED = re.compile(r"(?:存在|有|存在一|有一|出现)$")
_CLAUSE = re.compile(r"[,，。;；!！?？]")


def name_of_matter(messages: Sequence[Said], spread: WordSpread, known_place: str = "") -> str:
    """The clause of the headings that says most of what all of them say, without greeting and form words, behind the place or the
    thing where it does not name it.

    `known_place` is what the platform calls the place. Empty for messages without words. The same in whatever order they come.
    """
    about = place_of_matter(messages, known_place) or _subject(messages, spread)
    words = _telling_clause(messages, spread, about)
    if about and words and not _names(words, about):
        words = f"{about}{words}"
    return (words or about)[:LONGEST]


def place_of_matter(messages: Sequence[Said], known_place: str = "") -> str:
    """What the place is called: as the platform knows it, else the name most headings say; empty where none does."""
    if known_place:
        return known_place
    said = Counter(name for one in messages for name in one.heading_mentions)
    told = {name: sum(times for other, times in said.items() if name in other) for name in said}
    if not told or max(told.values()) < max(1, len(messages) // 4):
        return ""
    most = max(told.values())
    return max((name for name in told if told[name] >= 0.8 * most), key=lambda name: (len(name), said[name], name))


def _subject(messages: Sequence[Said], spread: WordSpread) -> str:
    """What at least half of several headings say in the same rare characters: 鑫源车贷."""
    if len(messages) < 2:
        return ""
    runs: Counter[str] = Counter()
    for one in messages:
        text = one.heading
        runs.update(
            {text[i : i + n] for n in (3, 4, 5, 6) for i in range(len(text) - n + 1) if text[i : i + n].isalnum()}
        )
    often = [run for run, times in runs.items() if 2 * times >= len(messages)]
    return max(
        often, key=lambda run: (sum(spread.rarity(run[i : i + 2]) for i in range(len(run) - 1)), run), default=""
    )


def _telling_clause(messages: Sequence[Said], spread: WordSpread, about: str) -> str:
    said: Counter[str] = Counter()
    for one in messages:
        said.update({pair: spread.rarity(pair) for pair in one.heading_pairs if pair not in about})
    clauses = {
        bare
        for one in messages
        for clause in _CLAUSE.split(one.heading)
        if len(bare := _bare(clause.strip())) >= SHORTEST
    }

    def tells(clause: str) -> tuple[float, int, str]:
        pairs = {clause[i : i + 2] for i in range(len(clause) - 1)}
        says = sum(said[pair] for pair in pairs) / (len(pairs) + EVEN)
        return round(says * (NAMES_IT if about and _names(clause, about) else 1.0), 6), -len(clause), clause

    return max(clauses, key=tells, default="")


def _bare(words: str) -> str:
    """Without the form around it, unless what is left no longer says anything."""
    begun = _BEFORE.sub("", words)
    bare = _AFTER.sub("", begun)
    return bare if len(bare) > 3 and not _UNFINISHED.search(bare) else begun.strip(" ,.?!，。？！") or words.strip()


def _names(words: str, place: str) -> bool:
    return place in words or any(place[i : i + 3] in words for i in range(max(1, len(place) - 2)))
