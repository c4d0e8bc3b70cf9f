"""The check of an answer in words: what each point asks, what earns it, what would help."""

from __future__ import annotations

import re
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.cases.replies.check_reply import Checked, ReplyPoint, check_reply
from linli.insight.kept_spread import kept_spread

POINTS: dict[ReplyPoint, tuple[Promise, Promise]] = {
    ReplyPoint.RELATED: (
        gettext_lazy("答的是这件事"),
        gettext_lazy("答复里几乎没有提到反映的事，请看看是不是贴错了。"),
    ),
    ReplyPoint.COMPLETE: (gettext_lazy("问的都答到了"), gettext_lazy("这些还没有答到：")),
    ReplyPoint.REASON: (gettext_lazy("有原因或依据"), gettext_lazy("说说查到了什么、为什么、按哪条规定。")),
    ReplyPoint.DATES: (gettext_lazy("有时间或数字"), gettext_lazy("写上哪天办的、几天内办好，或者具体数字。")),
    ReplyPoint.NEXT_STEP: (gettext_lazy("说了下一步"), gettext_lazy("写清接下来谁做什么，有疑问打哪个电话。")),
    ReplyPoint.PLAIN: (gettext_lazy("话说得明白"), gettext_lazy("这些地方可以说短一点、说白一点：")),
}
"""The name of each point, and what is said where it is missing."""


def check_in_words(message: str, reply: str) -> list[dict[str, Any]]:
    """The points of an answer as the page shows them. One statement: how rare the tenant's own words are."""
    return [_shown(one, bool(reply.strip())) for one in check_reply(message, reply, kept_spread().rarity)]


def _shown(one: Checked, is_written: bool) -> dict[str, Any]:
    label, hint = POINTS[one.point]
    shows_misses = one.point in (ReplyPoint.COMPLETE, ReplyPoint.PLAIN) and is_written
    if one.point is ReplyPoint.PLAIN and not one.misses and not one.is_met:
        hint = gettext_lazy("还没有写出办理的内容。")
    is_guess = one.point is ReplyPoint.COMPLETE and one.is_met and not one.earns
    if is_guess:
        hint = gettext_lazy("没有读出明确的提问，请自己看看有没有漏。")
    return {
        "label": label,
        "is_met": one.is_met,
        "word": _("有") if one.is_met else _("可以补"),
        "tone": "settled" if one.is_met else "soon",
        "hint": hint if is_guess or not one.is_met else "",
        "quotes": [
            in_chinese_marks(said) for said in (one.earns if one.is_met else one.misses if shows_misses else ())
        ],
    }


def in_chinese_marks(text: str) -> str:
    """A legible sentence with the punctuation of its language again; figures keep theirs."""
    return re.sub(r"(?<!\d)[,:;?!()]|[,:;?!()](?!\d)", lambda mark: mark.group().translate(_MARKS), text)


_MARKS = str.maketrans(",:;?!()", "，：；？！（）")
