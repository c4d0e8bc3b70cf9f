"""The lines of the permission matrix about ties: each panel is open to whom the page of the thing itself is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PAGES = {
    "case": "staff:case", "wish": "staff:wish", "need": "staff:need", "project": "staff:project", "survey": "staff:survey",
    "opinion": "staff:opinion", "motion": "staff:motion", "hot_issue": "centre:hot_issue", "activity": "staff:activity",
}  # fmt: skip


def lines(page: Callable[..., None], known: dict[str, Any]) -> None:
    """Add the lines."""

    def key_of(arguments: Callable[[Any], dict[str, Any]] | None) -> Any:
        return arguments and (lambda town: {"key": str(next(iter(arguments(town).values())))})

    for kind, name in PAGES.items():
        own = known[name]
        page(
            f"staff:ties_of_{kind}",
            roles=own.roles,
            inside=key_of(own.inside),
            outside=key_of(own.outside),
            who=own.who,
        )
