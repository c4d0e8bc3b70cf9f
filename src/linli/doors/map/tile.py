"""One tile of the map as JSON, from our own data alone: every page, every layer, one address."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.ledger.scoped import acting_in
from linli.places.actions.publish_grid_draft import FURTHEST
from linli.places.rules.tiles import Tile

from .area import WIDEST, area_asked
from .shared_layers import AROUND_HOME, LAYERS, READERS, layers_asked, steps_across
from .tile_asked import TileAsked

EARLIEST = date(2000, 1, 1)


@gzip_page
@require_safe
@staff_page(roles=READERS)
def map_tile(request: StaffRequest, z: int, x: int, y: int) -> HttpResponseBase:
    """The layers asked for (`?layers=places,cases`) of an area (`?in=`) in a tile; with `home=1` those of the circle around one's own grid. Three statements of the frame and those of each layer; the
    houses of an unchanged tile cost one and no body. What is outside the world, the scope or the reader's rights is not found."""
    tile, area = tile_asked(z, x, y), area_asked(request.actor, request.GET.get("in", ""))
    if len(area) < WIDEST:
        raise NotFound("place", area)
    asked = TileAsked(
        request.actor,
        tile,
        area,
        day_asked(request.GET.get("on", "")),
        request.GET.get("kind", "")[:20],
        run_asked(request.GET.get("run", "")),
    )
    if request.GET.get("home") != "1":
        return answer_tile(request, asked, request.actor.scope.as_setting())
    if not set(request.GET.get("layers", "").split(",")) <= set(AROUND_HOME):
        raise NotFound("layer")
    with acting_in(request.actor.neighbourhood):
        return answer_tile(request, asked, request.actor.neighbourhood.as_setting())


def tile_asked(z: int, x: int, y: int) -> Tile:
    """The tile of an address. Raises `NotFound`."""
    try:
        return Tile(z, x, y)
    except ValueError:
        raise NotFound("tile", f"{z}/{x}/{y}"[:60]) from None


def day_asked(asked: str) -> date | None:
    """The day asked for; None for today, for what is no day, and for days nobody plans for."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None
    today = clock.today()
    return day if EARLIEST <= day <= today + FURTHEST and day != today else None


def run_asked(asked: str) -> UUID | None:
    """The run of sites asked for; None for what is no id."""
    try:
        return UUID(asked)
    except ValueError:
        return None


def answer_tile(request: HttpRequest, asked: TileAsked, scope: str) -> HttpResponseBase:
    """The tile with an ETag of the data's version and the reader's scope; 304 for who has it already."""
    names = layers_asked(request.GET.get("layers", "places"), asked.actor)
    parts = {name: LAYERS[name].read(asked) for name in names}
    said = (
        scope,
        asked.prefix,
        asked.kind,
        str(asked.run),
        str(asked.day),
        *(f"{name}:{part.version}" for name, part in parts.items()),
    )
    etag = f'"{sha256("|".join(said).encode()).hexdigest()[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    written = [f'"steps":{steps_across(asked.tile)}', *(f'"{name}":{part.write()}' for name, part in parts.items())]
    body = f"{{{','.join(written)}}}".encode()
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    return HttpResponse(body, content_type="application/json", headers=headers)
