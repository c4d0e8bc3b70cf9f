"""The timeline of a case: the voices in their own words, then every deed, who did it, when and with what reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.cases.queries.case_page import CasePage, TurnTaken, VoiceHeard
from linli.cases.rules import Deed, Level, Note, Satisfaction, WhistleKind
from linli.doors.look.words_for_time import when_words
from linli.kernel import clock

ICONS = {
    Deed.FILE: "case",
    Deed.CORRECT_KIND: "case",
    Deed.DISPATCH: "arrow",
    Deed.ACCEPT: "check",
    Deed.RETURN: "return",
    Deed.TRANSFER: "arrow",
    Deed.RECORD_CONTACT: "phone",
    Deed.FEED_BACK: "settled",
    Deed.WHISTLE: "whistle",
    Deed.RESPOND: "people",
    Deed.CONSULT: "people",
    Deed.CALL_BACK: "call-back",
    Deed.RATE: "star",
    Deed.REOPEN: "return",
    Deed.SUSPEND: "pause",
    Deed.MERGE: "merge",
    Deed.REJECT: "cross",
    Deed.URGE: "bell",
    Deed.SUPERVISE: "bell",
    Deed.ESCALATE: "up",
    Deed.RAISE_LEVEL: "up",
    Deed.ADD_NOTE: "pen",
}
TONES = {
    Deed.RETURN: "soon",
    Deed.FAIL_INSPECTION: "soon",
    Deed.REOPEN: "soon",
    Deed.ESCALATE: "overdue",
    Deed.FEED_BACK: "settled",
}
REASONED = frozenset(
    {
        Deed.REJECT,
        Deed.CORRECT_KIND,
        Deed.RETURN,
        Deed.TRANSFER,
        Deed.RAISE_LEVEL,
        Deed.FAIL_INSPECTION,
        Deed.ASK_EXTENSION,
        Deed.REFUSE_EXTENSION,
        Deed.SUSPEND,
        Deed.PROPOSE_VOID,
        Deed.CONFIRM_VOID,
        Deed.PROPOSE_UNREASONABLE,
        Deed.CONFIRM_UNREASONABLE,
        Deed.UPHOLD,
        Deed.GRANT_APPEAL,
        Deed.APPEAL,
        Deed.REOPEN,
        Deed.RATE,
        Deed.CALL_BACK,
    }
)
SPOKEN = frozenset({Deed.RAISE, Deed.ADD_ENTRY})
"""Deeds whose voice stands in the timeline itself."""
BY_ITSELF = frozenset({Deed.ESCALATE, Deed.CLOSE_UNANSWERED, Deed.ARCHIVE, Deed.STOP_WAITING, Deed.RESUME})
"""Deeds that the platform does when their time has come; a person's name stands where a person did them."""
OF_REPORTERS = frozenset({Deed.RATE, Deed.SUPPLEMENT, Deed.REOPEN, Deed.URGE, Deed.WITHDRAW, Deed.APPEAL})

NOTES = {
    Note.FIRST_CONTACT: gettext_lazy("首次联系，响应计时停止"),
    Note.SECOND_RETURN: gettext_lazy("第二次退回，转会商"),
    Note.FIRST_RECEIVER_LEADS: gettext_lazy("无人认领，首接负责"),
    Note.NOT_REACHED: gettext_lazy("没有接通"),
    Note.ATTEMPTS_EXHAUSTED: gettext_lazy("三次未接通"),
    Note.NOT_RATED: gettext_lazy("反映人未评价"),
}


NOTHING_SAID = frozenset("*单元室户房 ")
"""What is left of a masked address that names no building."""

INSTANTS = frozenset({"handle_due_at", "contacted_at", "until"})
DAYS = frozenset({"review_on"})


def timeline_of(page: CasePage) -> list[dict[str, Any]]:
    """What the timeline shows, oldest first; the main voice always leads."""
    street = page.key.street_code
    voices = sorted(page.voices, key=lambda voice: (not voice.is_main, voice.entered_at))
    head, rest = voices[:1], voices[1:]
    entries = [_voice(voice, street) for voice in head]
    later = [(voice.entered_at, 0, _voice(voice, street)) for voice in rest]
    later += [(turn.at, 1, _turn(turn, street)) for turn in page.turns if turn.deed not in SPOKEN]
    return entries + [entry for _at, _order, entry in sorted(later, key=lambda one: one[:2])]


def _voice(voice: VoiceHeard, street: int) -> dict[str, Any]:
    facts = [(_("登记时间"), when_words(voice.entered_at, now=clock.now()))] if voice.by_staff else []
    if voice.source_no:
        facts.append((_("原编号"), voice.source_no))
    if voice.withdrawn_at:
        facts.append((_("撤回"), when_words(voice.withdrawn_at, now=clock.now())))
    return {
        "at": voice.raised_at,
        "deed": _(voice.source),
        "who": " ".join(part for part in (voice.name, voice.phone) if part) or _("没有留姓名"),
        "quote": voice.body,
        "place": voice.address if set(voice.address) - NOTHING_SAID else "",
        "photos": _photos(voice.photographs, street, _("反映人的照片")),
        "resident": True,
        "facts": facts,
    }


def _turn(turn: TurnTaken, street: int) -> dict[str, Any]:
    reasoned = turn.deed in REASONED
    return {
        "at": turn.at,
        "deed": _(turn.deed.label),
        "who": turn.who or (_("平台") if turn.deed in BY_ITSELF else _("反映人") if turn.deed in OF_REPORTERS else ""),
        "reason": turn.text if reasoned else "",
        "text": "" if reasoned else turn.text,
        "photos": _photos(turn.photographs, street, _("办理照片")),
        "icon": ICONS.get(turn.deed, "check"),
        "tone": TONES.get(turn.deed, ""),
        "facts": _facts(turn.facts),
    }


def _facts(facts: dict[str, Any]) -> list[tuple[str, str]]:
    shown = []
    for name, label in {
        "category": _("类别"),
        "lead": _("牵头"),
        "why": _("为什么是他"),
        "handle_due_at": _("办理期限"),
        "contacted_at": _("联系时间"),
        "extension": _("延长"),
        "review_on": _("复查日期"),
        "until": _("等到"),
        "into": _("并入"),
        "arrived": _("到场"),
        "level": _("层级"),
    }.items():
        if facts.get(name):
            shown.append((label, _value(name, facts[name])))
    if facts.get("assists"):
        shown.append((_("协办"), _("、").join(facts["assists"])))
    if facts.get("called"):
        shown.append((_("请了"), _("、").join(facts["called"])))
    if facts.get("kind") in set(WhistleKind):
        shown.append((_("吹哨原因"), _(WhistleKind(facts["kind"]).label)))
    if facts.get("resolved") is not None:
        shown.append((_("解决"), _("解决了") if facts["resolved"] else _("没有解决")))
    if facts.get("satisfaction") in set(Satisfaction):
        shown.append((_("满意"), _(Satisfaction(facts["satisfaction"]).label)))
    notes = [str(NOTES[note]) for note in facts.get("notes", ()) if note in NOTES]
    if notes:
        shown.append((_("说明"), _("；").join(notes)))
    return shown


def _value(name: str, value: Any) -> str:
    text = str(value)
    if name in DAYS:
        return when_words(date.fromisoformat(text), now=clock.now())
    if name in INSTANTS:
        return when_words(datetime.fromisoformat(text), now=clock.now())
    if name == "level":
        return _(Level(text).label)
    return text


def _photos(ids: tuple[UUID, ...], street: int, alt: str) -> list[dict[str, str]]:
    return [
        {"url": (url := reverse("staff:photograph", args=[street, id])), "thumb": url, "alt": f"{alt} {number}"}
        for number, id in enumerate(ids, start=1)
    ]
