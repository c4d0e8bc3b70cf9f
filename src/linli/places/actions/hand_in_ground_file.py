"""Hand in a file of the ground: it is read and looked at, nothing is taken in yet."""

from __future__ import annotations

import hashlib
import re
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed

from .. import ground_files_kept
from ..ground_files import AskedOf, Layer, read_ground
from ..models import GroundFile
from ..queries.grid_geometry import known_box
from ..queries.keeping import community_in_scope
from ..rules.keepers import KEEPERS

MOST_BAD = 500
COORDINATES = re.compile(r"auto|wgs84|gcj02|bd09|epsg:[1-9][0-9]{3,5}")


@action
def hand_in_ground_file(
    *, actor: Actor, key: UUID | None, community: str, file_name: str, data: bytes, layer: str, coordinates: str
) -> GroundFile:
    """Read a file for a community and keep what was found, and the file, until it is taken in or dropped. `layer` is empty where each thing
    says itself what it is.

    Raises `NotFound`, `NotAllowed`, `BadInput` on `map_file` (`ground_files.open_file`, and `nothing`: not one thing of use), on `layer` or on
    `coordinates`.
    """
    with deed(actor, key, "places.hand_in_ground_file") as d:
        here = community_in_scope(community)
        d.allow(KEEPERS, d.name, on=here)
        if not COORDINATES.fullmatch(coordinates):
            raise BadInput("coordinates", "unknown", coordinates[:20])
        if layer and layer not in set(Layer):
            raise BadInput("layer", "unknown", layer[:20])
        asked = AskedOf(Layer(layer) if layer else None, coordinates, known_box(community))
        read = read_ground(data, asked)
        if not (read.things or read.bad):
            raise BadInput("map_file", "nothing")
        row = GroundFile(
            id=uuid7(),
            place_code=community,
            file_name=_clean(file_name),
            sha256=hashlib.sha256(data).hexdigest(),
            format=read.format,
            layer=layer,
            coordinates=coordinates,
            source_crs=read.crs[:40],
            found=read.counts(),
            joined=read.joined,
            left_out=read.left_out,
            bad=[[bad.number, bad.name, bad.reason, bad.value] for bad in read.bad[:MOST_BAD]],
            bad_count=len(read.bad),
            handed_in_by=actor.name[:60],
            handed_in_at=d.now,
        )
        ground_files_kept.keep(row.id, data)
        row.save(force_insert=True)
        d.record(row)
    return row


def _clean(name: str) -> str:
    return "".join(one for one in name if one.isprintable())[-120:] or "—"
