"""What each turn of a case is called to the person who raised it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.cases.queries.follow_case import FollowPage, Turn
from linli.cases.rules import Deed, Satisfaction, State
from linli.doors.look.words_for_time import when_words
from linli.kernel import clock

WORDS: dict[Deed, tuple[Any, str, str]] = {
    Deed.RAISE: (gettext_lazy("您反映了这件事"), "person", ""),
    Deed.SUBMIT: (gettext_lazy("您反映了这件事"), "person", ""),
    Deed.ADD_ENTRY: (gettext_lazy("又有人反映同一件事，合在一起办"), "merge", ""),
    Deed.FILE: (gettext_lazy("已立案"), "case", "accent"),
    Deed.CORRECT_KIND: (gettext_lazy("换了类别"), "case", ""),
    Deed.REJECT: (gettext_lazy("没有立案，理由如下"), "cross", ""),
    Deed.SELF_CLOSE: (gettext_lazy("已当场办结"), "settled", "settled"),
    Deed.DISPATCH: (gettext_lazy("已派给办理人"), "arrow", "accent"),
    Deed.TRANSFER: (gettext_lazy("换了办理人"), "arrow", "accent"),
    Deed.CONCLUDE_CONSULTATION: (gettext_lazy("商定了由谁来办"), "people", "accent"),
    Deed.FEED_BACK: (gettext_lazy("已办理，结果如下"), "settled", "settled"),
    Deed.WHISTLE: (gettext_lazy("请了有关部门一起来办"), "whistle", "accent"),
    Deed.RESPOND: (gettext_lazy("有关部门已到场"), "people", "accent"),
    Deed.PASS_INSPECTION: (gettext_lazy("没有经手的人核查过，结果属实"), "check", "settled"),
    Deed.CALL_BACK: (gettext_lazy("社区打了回访电话"), "call-back", ""),
    Deed.RATE: (gettext_lazy("您作了评价"), "star", ""),
    Deed.REOPEN: (gettext_lazy("您要求重办"), "return", "soon"),
    Deed.CLOSE_UNANSWERED: (gettext_lazy("没有收到评价，先结案"), "check", ""),
    Deed.GRANT_EXTENSION: (gettext_lazy("办理时间延长了"), "clock", "soon"),
    Deed.SUSPEND: (gettext_lazy("暂缓办理，原因如下"), "pause", "soon"),
    Deed.RESUME: (gettext_lazy("恢复办理"), "arrow", "accent"),
    Deed.ASK_REPORTER: (gettext_lazy("想请您补充情况"), "phone", "soon"),
    Deed.SUPPLEMENT: (gettext_lazy("您补充了情况"), "plus", ""),
    Deed.URGE: (gettext_lazy("您催了一次"), "bell", ""),
    Deed.WITHDRAW: (gettext_lazy("您撤回了"), "cross", ""),
    Deed.MERGE: (gettext_lazy("和同一件事合并办理"), "merge", "accent"),
    Deed.CONFIRM_VOID: (gettext_lazy("作废，理由如下"), "cross", ""),
    Deed.CONFIRM_UNREASONABLE: (gettext_lazy("两人复核认为不能办理，理由如下"), "cross", ""),
    Deed.APPEAL: (gettext_lazy("您提出申诉"), "pen", "soon"),
    Deed.UPHOLD: (gettext_lazy("复核维持原来的认定，理由如下"), "cross", ""),
    Deed.GRANT_APPEAL: (gettext_lazy("申诉成立，重新办理"), "return", "accent"),
}

OF_ANOTHER: dict[Deed, Any] = {
    Deed.RAISE: gettext_lazy("另一位反映人反映了这件事"),
    Deed.SUBMIT: gettext_lazy("另一位反映人反映了这件事"),
    Deed.ADD_ENTRY: WORDS[Deed.ADD_ENTRY][0],
    Deed.RATE: gettext_lazy("另一位反映人作了评价"),
    Deed.REOPEN: gettext_lazy("另一位反映人要求重办"),
    Deed.APPEAL: gettext_lazy("另一位反映人提出申诉"),
}

FACTS = (
    ("category", gettext_lazy("归为")),
    ("called", gettext_lazy("请了")),
    ("arrived", gettext_lazy("到场")),
    ("handle_due_at", gettext_lazy("预计办结")),
    ("extension", gettext_lazy("延长")),
    ("review_on", gettext_lazy("复查日期")),
    ("until", gettext_lazy("等到")),
)


def story_of(page: FollowPage) -> list[dict[str, Any]]:
    """The turns as the timeline draws them, the latest first; the reader's own words with the turn in which he said them."""
    told = [_entry(page, turn) for turn in reversed(page.turns)]
    if any(turn.raising for turn in page.turns):
        return told
    # A case from an older ledger has no turn for its raising; the words are shown all the same.
    first = Turn(page.own.at, Deed.RAISE, True, True, False, "", "", {})
    return [*told, _entry(page, first)]


def next_sentence(page: FollowPage) -> str:
    """Who has it now, in one sentence."""
    if page.own.withdrawn:
        return (
            _("您已撤回这一份。其他人反映的同一件事会继续办。")
            if page.state is not State.WITHDRAWN
            else _("您已撤回，不再办理。")
        )
    if page.merged:
        return _("您反映的和别人反映的是同一件事，合在一起办，进展都会写在这里。")
    if page.lead:
        return _("由{lead}负责。").format(lead=page.lead)
    if page.state in (State.REPORTED, State.VERIFYING, State.FILED, State.RETURNED, State.REOPENED):
        return _("由{community}负责。").format(community=page.place.community or page.place.short or _("社区"))
    return ""


def _entry(page: FollowPage, turn: Turn) -> dict[str, Any]:
    label, icon, tone = WORDS.get(turn.deed, (turn.deed.label, "", ""))
    if turn.of_another:
        label = OF_ANOTHER.get(turn.deed, label)
    if turn.raising:
        label = _("社区替您登记了这件事") if page.own.by_staff else WORDS[Deed.RAISE][0]
    own_words = page.own.body if turn.raising else turn.text if turn.mine else ""
    return {
        "at": turn.at,
        "deed": label,
        "who": _who(turn),
        "quote": own_words,
        "text": "" if turn.mine else turn.text,
        "icon": icon,
        "tone": tone,
        "resident": turn.mine or turn.raising,
        "facts": _facts(turn),
        "photos": _photos(page, (*page.own.photographs, *turn.photographs) if turn.raising else turn.photographs),
    }


def _who(turn: Turn) -> str:
    handed = turn.deed in (Deed.DISPATCH, Deed.TRANSFER, Deed.CONCLUDE_CONSULTATION, Deed.FEED_BACK)
    return turn.lead if handed else ""


def _facts(turn: Turn) -> list[tuple[str, str]]:
    shown = [(str(label), _value(name, turn.facts[name])) for name, label in FACTS if turn.facts.get(name)]
    if "resolved" in turn.facts:
        shown.append((_("解决了吗"), _("解决了") if turn.facts["resolved"] else _("没有解决")))
        shown.append((_("满意吗"), _(Satisfaction(turn.facts["satisfaction"]).label)))
    return [(name, value) for name, value in shown if value]


def _value(name: str, value: Any) -> str:
    if name in ("handle_due_at", "until"):
        return when_words(datetime.fromisoformat(value), now=clock.now())
    if name == "review_on":
        return when_words(date.fromisoformat(value), now=clock.now())
    return _("、").join(value) if isinstance(value, list) else str(value)


def _photos(page: FollowPage, ids: tuple[Any, ...]) -> list[dict[str, str]]:
    return [
        {
            "url": reverse("resident:photograph", args=[page.followed.code, id]),
            "alt": _("第 {n} 张照片").format(n=number),
        }
        for number, id in enumerate(ids, start=1)
    ]
