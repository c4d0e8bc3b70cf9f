"""What changed, as a line of the audit trail says it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .column_words import COLUMN_WORDS


def words_for_changes(changes: dict, most: int = 6) -> str:
    """A line of what changed: 岗位：网格员 → 网格长；… New rows say what they hold, shortly."""
    if "new" in changes and isinstance(changes["new"], dict):
        pairs = [
            f"{_column(name)}{_('：')}{_value(value)}"
            for name, value in changes["new"].items()
            if _is_worth(name, value)
        ]
    else:
        pairs = [
            f"{_column(name)}{_('：')}{_value(value[0])} → {_value(value[1])}"
            if isinstance(value, list) and len(value) == 2
            else f"{_column(name)}{_('：')}{_value(value)}"
            for name, value in changes.items()
        ]
    return _("；").join(pairs[:most]) + ("…" if len(pairs) > most else "")


def _column(name: str) -> str:
    return str(COLUMN_WORDS.get(name, name))


def _value(value: object) -> str:
    match value:
        case None | "":
            return str(_("空"))
        case True:
            return str(_("是"))
        case False:
            return str(_("否"))
    return str(value)[:80]


def _is_worth(name: str, value: object) -> bool:
    return (
        value not in (None, "", [], {}) and name not in ("id", "street_code", "place_code") and not name.endswith("_id")
    )
