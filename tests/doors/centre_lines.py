"""The lines of the permission matrix about the dashboards of the centre."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from linli.kernel.actor import Role


def lines(page: Callable[..., None], readers: Iterable[Role]) -> None:
    """Add the lines."""
    page("centre:shaded_map", roles=readers, data={"of": "on_time"})
    page("centre:export_shaded_map", method="post", roles=readers)
    page("centre:trends", roles=readers, data={"of": "on_time"})
    page("centre:export_trends", method="post", roles=readers)
