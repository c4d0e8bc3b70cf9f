"""Sentences about many rows at once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from linli.cases.ledger_files import Preview
from linli.cases.ledger_files.sentences import ROW_SENTENCES


def about_many(reasons: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Each reason as a sentence, what differs from row to row left as …, with the count of rows."""
    return [(re.sub(r"\{\w+\}", "…", _(ROW_SENTENCES.get(code, code))), count) for code, count in reasons]


def outcome_words(seen: Preview) -> str:
    """What an import would do, in one sentence."""
    parts = [_("可以导入 %(count)d 行") % {"count": seen.good}]
    if seen.bad:
        parts.append(_("需要改正 %(count)d 行") % {"count": seen.bad})
    if seen.same:
        parts.append(_("文件里完全重复 %(count)d 行") % {"count": seen.same})
    words = _("，").join(parts) + _("。")
    return words if seen.is_whole else _("前 %(count)d 行里：") % {"count": seen.total} + words
