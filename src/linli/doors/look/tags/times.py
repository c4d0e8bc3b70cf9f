"""Times, spans, limits and the due clock."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from linli.doors.look import words_for_time
from linli.doors.look.due_words import due_words
from linli.kernel import clock

register = template.Library()


@register.filter
def when(moment: datetime | date | None) -> str:
    """`11月22日 周日 14:30`, Asia/Shanghai; the year is shown if not the current one; nothing for None."""
    return words_for_time.when_words(moment, now=clock.now()) if moment else ""


@register.filter
def ago(moment: datetime | None) -> str:
    """`3小时前`. Only beside the exact time: prefer the tag `when_ago`."""
    return words_for_time.ago_words(moment, now=clock.now()) if moment else ""


@register.filter
def duration(span: timedelta | None) -> str:
    """`2 天 3 小时`: the two largest units of a span."""
    return words_for_time.duration_words(span) if span is not None else ""


@register.filter
def limit_words(limit: object) -> str:
    """`4wh` → `4 工作时`; see `words_for_time.limit_words`."""
    return words_for_time.limit_words(limit) if limit else ""


@register.simple_tag
def when_ago(moment: datetime | None) -> SafeString | str:
    """The exact time and, fainter, how long ago; the second part is kept fresh in the browser."""
    if not moment:
        return ""
    now = clock.now()
    return format_html(
        '<time class="when" datetime="{}">{} <span class="ago" data-ago="{}">{}</span></time>',
        moment.isoformat(),
        words_for_time.when_words(moment, now=now),
        moment.isoformat(),
        words_for_time.ago_words(moment, now=now),
    )


@register.simple_tag
def now_iso() -> str:
    """The server's present instant, for the scripts that keep relative times fresh."""
    return clock.now().isoformat()


@register.inclusion_tag("look/parts/due_clock.html")
def due_clock(
    due_at: datetime | None,
    now: datetime | None = None,
    state: str = "running",
    uncertain_years: Iterable[int] = (),
    warn_at: datetime | None = None,
    size: str = "line",
) -> dict:
    """“还剩 3 小时 · 今天 17:30” with its icon and tone; see `due_words` for `state` and the amber point.

    `size`: `line` in tables and lists, `block` on the case page (larger, with the note on holidays written out).
    """
    now = now or clock.now()
    words = due_words(due_at, now=now, state=state, uncertain_years=uncertain_years or (), warn_at=warn_at)
    return {"words": words, "due_at": due_at, "size": size}
