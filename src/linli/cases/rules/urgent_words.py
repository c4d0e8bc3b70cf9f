"""Words that say life is in danger: whom to telephone at once, before and besides any case.

A list of plain patterns, not a judgement: whoever writes that something *could* burn is not told to call the fire brigade.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ = str

_PERHAPS = re.compile(r"(容易|可能|担心|害怕|怕|防止|预防|避免|以免|万一|要是|如果|会|防)[^，。！？!?；;\n]{0,6}$")
_ONLY_A_RISK = re.compile(r"^[^，。！？!?；;\n]{0,4}(隐患|风险|演练|知识|宣传)")


@dataclass(frozen=True, slots=True)
class UrgentCall:
    """A number to dial and the sentence beside it."""

    number: str
    sentence: str


FIRE = UrgentCall("119", _("着火、冒烟：先离开，再拨打 119"))
GAS = UrgentCall("119", _("闻到燃气味：关阀门、开窗、不开关电器，到室外再拨打燃气公司抢修电话（燃气表上有）或 119"))
TRAPPED = UrgentCall("119", _("有人被困：请拨打 119；困在电梯里，先按轿厢里的求救铃"))
ILL = UrgentCall("120", _("有人昏倒、受伤、触电：请拨打 120；触电先断电，不要用手去拉人"))
DANGER = UrgentCall("110", _("有人要轻生、走失或正在伤人：请拨打 110，能陪着就陪着他"))

_CALLS: tuple[tuple[re.Pattern[str], UrgentCall], ...] = (
    (re.compile(r"着火|起火|失火|冒烟|烧起来|爆炸"), FIRE),
    (re.compile(r"(燃气|煤气|天然气|液化气)\S{0,3}(泄漏|泄露|漏)|漏(煤|燃|天然)?气|(燃气|煤气|天然气)味"), GAS),
    (re.compile(r"被困|困在|困人"), TRAPPED),
    (re.compile(r"触电|昏迷|昏倒|晕倒|没有?呼吸|大出血|溺水|落水|掉(进|到)(河|湖|塘|水|井)"), ILL),
    (re.compile(r"轻生|自杀|跳楼|要跳下|割腕|持刀|砍人|行凶|走失|走丢"), DANGER),
)


def urgent_calls(text: str) -> tuple[UrgentCall, ...]:
    """Whom to call for what `text` says is happening now, the numbers in the order of the list; empty when nothing is urgent."""
    return tuple(call for pattern, call in _CALLS if any(_happens(text, found) for found in pattern.finditer(text)))


def _happens(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 12) : found.start()]
    return not _PERHAPS.search(before) and not _ONLY_A_RISK.search(text[found.end() : found.end() + 8])


def urgent_words(text: str) -> tuple[str, ...]:
    """The very words of `text` that say so, in the order of the list: the reason shown beside “urgent”."""
    found = [one.group() for pattern, _call in _CALLS for one in pattern.finditer(text) if _happens(text, one)]
    return tuple(dict.fromkeys(found))
