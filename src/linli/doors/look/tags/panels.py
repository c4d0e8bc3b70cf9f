"""Containers: notice, panel, dialog, empty state, steps, progress, loading, facts, QR card."""

from collections.abc import Iterable

import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from linli.doors.look.tags.drawing import draw

register = template.Library()

_NOTICE_ICONS = {"info": "case", "ok": "settled", "warn": "warning", "error": "overdue"}
_NOTICE_OF_LEVEL = {"debug": "info", "info": "info", "success": "ok", "warning": "warn", "error": "error"}


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """What happened, what is kept, what to do next. `tone`: info, ok, warn, error (an error interrupts a screen reader)."""
    return draw("notice", content=content, tone=tone, title=title, icon=_NOTICE_ICONS.get(tone, "case"))


@register.inclusion_tag("look/parts/messages.html")
def notices_of(messages: Iterable | None) -> dict:
    """Django's messages as notices; the base template already shows them."""
    return {
        "notices": [
            {
                "text": m.message,
                "tone": (tone := _NOTICE_OF_LEVEL.get(m.level_tag, "info")),
                "icon": _NOTICE_ICONS[tone],
            }
            for m in messages or ()
        ]
    }


@register.simple_block_tag
def panel(content: str, title: str = "", id: str = "", level: int = 2, aside: str = "") -> SafeString:
    """A white sheet with a heading; `level` 2 or 3, `aside` a fainter word at the heading's right. The only box there is."""
    return draw("panel", content=content, title=title, id=id, level=level, aside=aside)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:
    """A native dialog, opened by `open_dialog`; Escape, the cross and its backdrop close it."""
    return draw("dialog", content=content, id=id, title=title)


@register.inclusion_tag("look/parts/open_dialog.html")
def open_dialog(id: str, label: str, url: str, icon: str = "", tone: str = "plain") -> dict:
    """Opens the dialog `id`; without JavaScript it is a link to `url`, a page saying the same."""
    return locals()


@register.simple_block_tag
def empty_state(content: str, title: str, icon: str = "inbox") -> SafeString:
    """An empty list, said kindly: `title` what is so, the content what one may do."""
    return draw("empty_state", content=content, title=title, icon=icon)


@register.inclusion_tag("look/parts/steps.html")
def steps(current: int, labels: list) -> dict:
    """Where one is among few questions; `current` counts from 1."""
    return {"current": current, "labels": labels, "total": len(labels)}


@register.inclusion_tag("look/parts/progress.html")
def progress(label: str, done: int = 0, total: int = 0, words: str = "", finished: bool = False) -> dict:
    """Long work: a bar with its numbers; `total` 0 means not yet known. Refresh it by htmx polling its own page part."""
    percent = int(done * 100 / total) if total else None
    return {"label": label, "done": done, "total": total, "words": words, "percent": percent, "finished": finished}


@register.inclusion_tag("look/parts/loading.html")
def loading(id: str, words: str = "") -> dict:
    """Named by `hx-indicator="#id"`; shown only while its request is on the way."""
    return {"id": id, "words": words}


@register.inclusion_tag("look/parts/facts.html")
def facts(pairs: Iterable, compact: bool = False) -> dict:
    """A definition list of `(name, value)` pairs; empty values are left out."""
    return {"pairs": [(name, value) for name, value in pairs if value not in ("", None)], "compact": compact}


@register.inclusion_tag("look/parts/paper_ballot.html")
def paper_ballot(serial: str, shown: str, question: str, choices: Iterable, who: str, how: str) -> dict:
    """A paper ballot to print, six on a sheet: the question, a box for each choice (`label`), the QR of its `serial`.

    `shown` is the serial as people read it; `who` says 无记名 or the number on the roll, `how` how many to mark.
    """
    drawing = segno.make(serial, error="q", micro=False).svg_inline(
        omitsize=True, border=0, svgclass="qr", lineclass=None
    )
    told = {"shown": shown, "question": question, "choices": choices, "who": who, "how": how}
    return told | {"qr": mark_safe(drawing)}  # noqa: S308


@register.inclusion_tag("look/parts/qr_card.html")
def qr_card(url: str, title: str, lines: Iterable = (), code: str = "", size: str = "a6") -> dict:
    """A door card to print: the QR of `url` drawn here, `title`, lines of help, and `code` to type by hand.

    `size`: `a6` (four on a sheet) or `a4` (one).
    """
    drawing = segno.make(url, error="q", micro=False).svg_inline(omitsize=True, border=0, svgclass="qr", lineclass=None)
    return {"qr": mark_safe(drawing), "url": url, "title": title, "lines": lines, "code": code, "size": size}  # noqa: S308


@register.simple_tag
def qr(text: str, label: str = "") -> SafeString:
    """A QR of `text` on a screen, to be held before somebody's camera; `label` says what it is."""
    drawing = segno.make(text, error="m", micro=False).svg_inline(
        omitsize=True, border=2, svgclass="qr", lineclass=None
    )
    return format_html(
        '<div class="qr-screen" role="img" aria-label="{}">{}</div>',
        label or gettext("二维码"),
        mark_safe(drawing),  # noqa: S308
    )
