"""The base map of a page: which one, and leave for the browser to fetch its pictures from that host alone."""

from __future__ import annotations

import json
from typing import Any

from django.core.cache import cache
from django.http import HttpResponseBase

from linli.insight.base_maps import BaseMapInUse, base_maps_in_use

REMEMBERED_AS, REMEMBERED_SECONDS = "map:base_maps", 60


def base_map_of(area: str) -> BaseMapInUse | None:
    """The base map in use for an area, that of the nearest jurisdiction; None as delivered. Remembered for a minute: one statement."""
    found = cache.get_or_set(REMEMBERED_AS, base_maps_in_use, REMEMBERED_SECONDS)
    return next((one for one in found if area.startswith(one.prefix)), None)


def forget_base_maps() -> None:
    """After one was changed."""
    cache.delete(REMEMBERED_AS)


def for_script(base: BaseMapInUse | None) -> str:
    """What `base_map.js` reads."""
    if base is None:
        return ""
    return json.dumps({"templates": base.templates, "most": base.deepest, "source": base.source}, ensure_ascii=False)


def with_pictures_from(response: HttpResponseBase, base: BaseMapInUse | None) -> Any:
    """The response, with the content policy opened for pictures of exactly that host."""
    if base is not None:
        response._csp_update = {"img-src": [base.origin]}
    return response
