"""What a ledger's words say of a matter: whether it is finished, how satisfied somebody was, which book it stands in."""

from __future__ import annotations

import re
import unicodedata

from .ledger_files import LedgerKind
from .matter import Source
from .rules import Satisfaction

SOURCES: dict[LedgerKind, Source] = {
    LedgerKind.MESSAGES: Source.LETTER,
    LedgerKind.PROPERTY_VISITS: Source.PROPERTY_FIRM,
    LedgerKind.CAPTAIN_LOG: Source.CAPTAIN,
    LedgerKind.COMMUNITY_SERVICE: Source.COMMUNITY,
    LedgerKind.HOTLINE_12345: Source.HOTLINE,
    LedgerKind.OTHER: Source.COMMUNITY,
}
"""By which way the voices of a book came in, unless the person who imports it says otherwise."""

_DISSATISFIED = re.compile(r"不(?:太|大|很|够|怎么|甚)?满意|很差|^差$|差评|^否$|^不$|^×$")
_BASICALLY = re.compile(r"基本满意|较(?:为)?满意|比较满意|^一般$|^尚可$|^基本$")
_SATISFIED = re.compile(r"满意|^好评$|^好$|^很好$|^是$|^√$")
_UNFINISHED = re.compile(
    r"未|没有?(?:解决|办|处理|完成)|不能解决|无法解决|处理中|办理中|处置中|进行中|跟进|正在|待|^否$|^×$|受理中|已派|已转|已受理"
)
_FINISHED = re.compile(r"已|完|办结|解决|结案|归档|关闭|^是$|^√$")


def satisfaction_in(text: str) -> Satisfaction | None:
    """How satisfied somebody was; None when the words do not say it."""
    words = _bare(text)
    if _DISSATISFIED.search(words):
        return Satisfaction.DISSATISFIED
    if _BASICALLY.search(words):
        return Satisfaction.BASICALLY
    return Satisfaction.SATISFIED if _SATISFIED.search(words) else None


def finished_in(text: str) -> bool | None:
    """Whether the matter is finished (已办结, 是), or still open (处理中, 未解决); None when the words do not say it."""
    words = _bare(text)
    if _UNFINISHED.search(words):
        return False
    return True if _FINISHED.search(words) else None


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
