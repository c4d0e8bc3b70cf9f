"""The sheets that the workbooks of indicators share: the indicators with what they are made of, and the places below."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from linli.doors.workbook import Workbook


def indicators_sheet(
    book: Workbook, name: str, shown: dict[str, Any], before: str, more: Iterable[tuple[Any, ...]]
) -> None:
    """One line an indicator, then `more` lines of the same columns; `before` heads what it is compared with."""
    heads = [_("指标"), _("本期"), _("分子"), _("分母"), before, _("变化（百分点）"), _("口径")]
    lines = [
        (one.label, one.value, float(one.numerator), one.denominator, one.before, one.change, one.formula)
        for one in shown["rows"]
    ]
    book.sheet(name, heads, [*lines, *more])


def places_sheet(book: Workbook, shown: dict[str, Any]) -> None:
    """One line a place below, each indicator beside its base."""
    heads = [shown["below_word"], *(words for head in shown["heads"] for words in (head, ""))]
    lines = [
        (place.name, *(words for _label, value, base in place.cells for words in (value, base)))
        for place in shown["places"]
    ]
    book.sheet(_("各处"), heads, lines)
