"""An extension: asked for before the deadline, granted by another person, once, at most the original limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.kernel.limits import limit_in_chinese

from ..running_clocks import extend_clock

if TYPE_CHECKING:
    from ..carry_out import Work


def show(work: Work) -> None:
    work.shown["extension"] = limit_in_chinese(work.given["extension"])


def extend(work: Work) -> None:
    """The deadline moves on by what was asked, and the alarms start again before it."""
    extension = work.decision.settles["extension"]
    extend_clock(work.case, extension, work.calendar)
    work.case.alarm_step = 0
    work.shown |= {"extension": limit_in_chinese(extension), "handle_due_at": work.case.handle_due_at.isoformat()}
