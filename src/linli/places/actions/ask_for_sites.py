"""Ask where several new services would together bring most people within reach; it is worked out in the background."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.ledger.deed import action, deed

from ..models import SiteRun
from ..reckonings import SITES_JOB, begin_reckoning
from ..rules.circle.several import MOST_SITES
from ..rules.circle.standard import SHIPPED, Whom


@action
def ask_for_sites(
    *, actor: Actor, key: UUID | None, community: str, kind: str, whom: str, number: int, load: Mapping[str, list[int]]
) -> SiteRun:
    """Ask for the best places of `number` (1 to 10) new services of a kind, by today's register and the street's rule in force. `load` gives elders
    and children of buildings, by id, where there are any.

    Raises `NotFound`, `NotAllowed`, `BadInput` on `kind`, `whom`, `number` or `circle` (`nothing_located`; `nobody` where none of them is on record),
    `Conflict("site_run")` while another is worked out.
    """
    with deed(actor, key, "places.ask_for_sites") as d:
        if SHIPPED.kind(kind) is None:
            raise BadInput("kind", "unknown", kind[:20])
        if whom not in Whom.codes():
            raise BadInput("whom", "unknown", whom[:20])
        if not 1 <= number <= MOST_SITES:
            raise BadInput("number", "sites_range", number)
        counted = {Whom.ELDERS: 0, Whom.CHILDREN: 1}.get(Whom(whom))
        if counted is not None and not any(some[counted] for some in load.values()):
            raise BadInput("whom", "nobody")
        row = SiteRun(place_code=community, kind=kind, whom=whom, number=number)
        begin_reckoning(d, actor, row, dict(load), SITES_JOB, "site_run")
    return row
