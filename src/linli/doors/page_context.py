"""What every page's frame shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache as once
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from linli.accounts.queries import unread_notices
from linli.kernel.actor import Actor
from linli.kernel.scope import EVERYTHING
from linli.places.queries.naming import is_demo, place_facts

from .rail import WITH_CASES, home_of, rail_for
from .role_words import words_for_roles

ELDER_COOKIE = "linli_elder"
REMEMBERED_SECONDS = 60


def page_context(request: HttpRequest) -> dict[str, Any]:
    """The frame's variables; what costs a statement is asked only where a template shows it, names and the demonstration
    mark once a minute in a process."""
    context: dict[str, Any] = {
        "elder": request.GET.get("elder", request.COOKIES.get(ELDER_COOKIE)) == "1",
        "demo_data": once(lambda: cache.get_or_set("frame:demo", is_demo, REMEMBERED_SECONDS)),
        "staff_url": reverse("staff:sign_in"),
    }
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None:
        context |= {
            "community_name": once(lambda: community_name(actor)),
            "home_url": home_of(actor),
            "rail": rail_for(actor, request.path),
            "search_url": _address("staff:cases") if actor.roles & WITH_CASES else "",
            "search_words": request.GET.get("q", ""),
            "notices_url": reverse("staff:notices"),
            "notices_count": _count(actor),
            "person": {"name": actor.name, "role": words_for_roles(actor.roles)},
            "person_menu": [
                {"label": _("我的账号"), "url": reverse("staff:my_account"), "icon": "person"},
                {"label": _("修改密码"), "url": reverse("staff:change_password"), "icon": "lock"},
            ],
            "sign_out_url": reverse("staff:sign_out"),
        }
    return context


def community_name(actor: Actor) -> str:
    """The name of the actor's widest jurisdiction, empty for the whole platform. At most one statement a minute."""
    prefixes = sorted((grant.prefix for grant in actor.grants), key=len)
    if not prefixes or EVERYTHING in prefixes:
        return ""
    place = prefixes[0][:12]
    return cache.get_or_set(f"frame:name:{place}", lambda: place_facts(place).short, REMEMBERED_SECONDS)


def _count(actor: Actor) -> Callable[[], int]:
    return once(lambda: unread_notices(actor))


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
