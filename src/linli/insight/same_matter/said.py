"""What one message says, made ready to be compared: its heading, its opening, the places it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log, sqrt

from linli.cases.rules.categories import shipped_categories
from linli.cases.triage.legible import legible
from linli.cases.triage.likeness import SEEN_EVERYWHERE
from linli.cases.triage.word_evidence import evidence_in
from linli.cases.triage.word_lists import WordIndex, index_of

OPENING = 300
"""Characters of the body that are compared: what it is about is said by then."""
CLEARLY = 0.5
IN_HEADING = 2.0
"""A pair in the heading counts as often as so many in the body."""
UNREAD = 40
"""So many unknown messages stand beside those counted, that few of them do not make every word look rare."""

_RUN = re.compile(r"[a-z0-9]*[㐀-䶿一-鿿][㐀-䶿一-鿿a-z0-9]*")
_DIVISION = re.compile(r"[a-z]\d{0,2}[市区县省]")
_PLACE_TAIL = (
    "小区|社区|花园|家园|公寓|新村|新城|广场|大厦|市场|商城|宿舍|安置房|学校|小学|中学|幼儿园|学院|大学|医院|公园|车站|地铁站"
    "|大道|大街|路|街(?!道)|巷|桥|苑|园(?!区)|城(?!区|市|管)|府|湾|庭|村(?!民)|镇|厂|院|墅|郡|洲"
)
_NOT_IN_NAME = "的了在于和与对从到是有被把将就都很请向我你他她它这那哪么吗呢吧因为要求问何能怎会没不"
_MENTION = re.compile(rf"[^\W{_NOT_IN_NAME}a-z\d_]{{2,6}}?(?:{_PLACE_TAIL})")
_BEFORE_NAME = re.compile(
    r"^(?:[^\W\d_]{1,5}街道|[市区县]|街道|道|经开区|高新区|开发区|附近|关于|投诉|反映|反应|举报|咨询|建议|取消|强烈|坚决|维护|请|坐落|位于|至|距|旁)+"
)
_NO_NAME = re.compile(
    r"(?:小区|社区|住宅|业主|居民|物业|门口|楼下|周边|附近|旁边|配套|沿线|道路|马路|铁路|公路|高速|学校|农村|乡村|城市|工厂|医院|政府|项目|施工"
    r"|组织|修建|商品房).*"
    r"|(?:道|马|铁|公|走|修|一条|断头|主干|老旧|整个|多个|各|本|新|全|回|进|出|门|后|电|工)(?:路|街|城|村|镇|厂|院|园|小区|社区|学校|医院)"
)
"""What ends like a name and is none."""

Rarity = Mapping[str, int]


@dataclass(frozen=True)
class Said:
    """A message in legible words. `place` is a token of the place the platform knows it to be about (an estate's id, a
    community's code), empty where it knows none."""

    heading: str
    opening: str
    place: str = ""

    @cached_property
    def pairs(self) -> dict[str, float]:
        """The pairs of neighbouring characters with how strongly they are said; empty talk is left out."""
        in_heading, in_body = set(_pairs(self.heading)), set(_pairs(self.opening))
        return {
            pair: IN_HEADING * (pair in in_heading) + (pair in in_body)
            for pair in in_heading | in_body
            if pair not in SEEN_EVERYWHERE
        }

    @cached_property
    def heading_pairs(self) -> frozenset[str]:
        return frozenset(_pairs(self.heading))

    @cached_property
    def mentions(self) -> tuple[str, ...]:
        """The names of estates, roads, schools, stations in heading and opening, by how names end; no gazetteer."""
        return tuple(dict.fromkeys([*self.heading_mentions, *names_in(self.opening)]))

    @cached_property
    def heading_mentions(self) -> tuple[str, ...]:
        return names_in(self.heading)

    @cached_property
    def kind(self) -> str:
        """The small kind that the words clearly speak for by the shipped lists, empty where they speak for none."""
        found = evidence_in(f"{self.heading}。{self.opening}", _shipped_words())
        return found[0].code if found and found[0].share >= CLEARLY else ""

    @property
    def is_empty(self) -> bool:
        return not self.pairs


def read_said(heading: str, body: str, place: str = "") -> Said:
    """A message as it came, emoji, mark-up, traditional characters and ten thousand characters included."""
    plain = legible(body)[:OPENING]
    title = legible(heading)[:120]
    return Said(title or plain[:40], plain, place)


@dataclass(frozen=True, slots=True)
class WordSpread:
    """In how many of `messages` each pair of characters was said: what makes a word rare. Counted now and then, not with every
    message, so that what belongs together does not hang on the order in which it came."""

    messages: int = 0
    counts: Rarity = None  # type: ignore[assignment]

    @classmethod
    def of(cls, messages: list[Said]) -> WordSpread:
        """Counted over these messages."""
        return cls(len(messages), Counter(pair for one in messages for pair in one.pairs))

    def rarity(self, pair: str) -> float:
        """0 for what everybody says; the unknown is rarest."""
        seen = self.counts.get(pair, 0) if self.counts else 0
        return max(0.0, log((self.messages + UNREAD) / (seen + 1)))

    def weigh(self, said: Said) -> dict[str, float]:
        """The pairs as a vector of length 1."""
        weights = {pair: sqrt(times) * self.rarity(pair) for pair, times in said.pairs.items()}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {pair: weight / length for pair, weight in weights.items()} if length else {}

    def marks(self, said: Said, most: int = 24) -> list[str]:
        """The rarest pairs by which other messages of the same matter are found again. Of a pair nobody else said, none can be."""
        weights = {pair: sqrt(times) * self.rarity(pair) for pair, times in said.pairs.items()}
        return sorted(weights, key=lambda pair: (-weights[pair], pair))[:most]


@lru_cache(maxsize=1)
def _shipped_words() -> WordIndex:
    return index_of(tuple((row.code, row.name) for row in shipped_categories() if row.is_small), ())


def names_in(text: str) -> tuple[str, ...]:
    """The names of places in a legible text, in their order."""
    found = (_BEFORE_NAME.sub("", name) for name in _MENTION.findall(_DIVISION.sub(" ", text)))
    return tuple(dict.fromkeys(name for name in found if len(name) > 2 and not _NO_NAME.fullmatch(name)))


def _pairs(text: str) -> list[str]:
    return [first + second for run in _RUN.findall(_DIVISION.sub(" ", text)) for first, second in pairwise(run)]
