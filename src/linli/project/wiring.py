"""The one table: which event goes to which subscribers, which job runs when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SUBSCRIPTIONS: dict[type, tuple[Callable[[Any], None], ...]] = {}


def on_jobs_ready(app: Any) -> None:
    """Register the periodic work with the job queue once Django is up."""
