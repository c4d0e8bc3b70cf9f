"""`{% load time_bank %}`: minutes as hours or coins."""

from django import template

from linli.teams.rules.time_bank import coins

register = template.Library()


@register.filter
def as_hours(minutes: int | None) -> str:
    """Minutes as hours, which are coins too: 90 → 1.5."""
    return coins(minutes or 0)
