"""Suspension with its review day, and the question to the reporter with its end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..rules import waits_until

if TYPE_CHECKING:
    from ..carry_out import Work


def suspend(work: Work) -> None:
    """Listed apart until the review day."""
    work.case.review_on = work.given["review_on"]
    work.shown["review_on"] = work.given["review_on"].isoformat()


def ask_reporter(work: Work) -> None:
    """The clock stands still for at most three working days (standards.zh.md §8)."""
    until = waits_until(work.calendar, work.d.now).at
    work.facts = replace(work.facts, waiting_until=until)
    work.shown["until"] = until.isoformat()
