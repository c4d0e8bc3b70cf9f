"""Chips for people and places."""

from django import template

register = template.Library()


@register.inclusion_tag("look/parts/person.html")
def person(name: str, phone: str = "", role: str = "", org: str = "", url: str = "", resident: bool = False) -> dict:
    """A person in one line: name and phone as they come (mask them first), role and organisation fainter.

    `url` is where the name leads (for a resident: the page that asks for a purpose before it unmasks).
    """
    return locals()


@register.inclusion_tag("look/parts/place.html")
def place(words: str, url: str = "", code: str = "", level: str = "") -> dict:
    """A place in words, from wide to near; `url` opens its page or map, `level` says how near it was matched."""
    return locals()


@register.inclusion_tag("look/parts/picture_pair.html")
def picture_pair(name: str, before: dict | None = None, after: dict | None = None, stand: str = "") -> dict:
    """Two photographs from the same spot side by side, also on a phone and on paper. `before`, `after`: `{url, alt, on, moment}`
    or None; `stand` says where one stood."""
    return {"name": name, "before": before, "after": after, "stand": stand}
