"""What the pages of the settings share: their tabs, and who may change the platform's calendar."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.cases.category_drafts import KEEPERS
from linli.kernel.actor import Actor, Role
from linli.kernel.scope import EVERYTHING

READERS = KEEPERS
"""Who sees the settings; what each may change is said on the page."""


def sections(current: str, actor: Actor) -> list[dict[str, Any]]:
    """The tabs the actor may open; `current` is a url name."""
    names = [
        ("calendar", _("工作日历")),
        ("office_hours", _("办公时间")),
        ("kinds", _("类别与时限")),
        ("triage", _("归类建议")),
        ("base_map", _("底图")),
    ]
    if Role.ADMINISTRATOR in actor.roles:
        names.append(("writing_aid", _("写作助手")))
    return [{"label": label, "url": reverse(f"staff:{name}"), "current": name == current} for name, label in names]


def may_change_calendar(actor: Actor) -> bool:
    """The calendar is the whole platform's: only its administrator changes it (teams.actions.set_workday)."""
    return actor.may({Role.ADMINISTRATOR}, EVERYTHING)
