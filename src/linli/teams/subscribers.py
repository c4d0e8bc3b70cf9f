"""Who is told when a community's grids were divided anew; idempotent."""

from __future__ import annotations

from linli.accounts.tell import tell
from linli.kernel.actor import Role
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import scope_condition
from linli.places.events import GridsPublished
from linli.places.models import Community, GridDraft

from .models import Post

TOLD = (Role.COMMUNITY_LEAD, Role.COMMUNITY_STAFF, Role.GRID_LEADER, Role.GRID_OFFICER, Role.BUILDING_CAPTAIN)
"""Those whose ground it is: the community's, the grids' and the buildings' people."""


def tell_of_new_grids(event: GridsPublished) -> None:
    """Everybody with a post in the community learns once that its grids were divided anew."""
    with acting_in(Scope.everything()):
        draft = GridDraft.objects.get(street_code=event.street_code, id=event.draft_id)
        name = Community.public.get(street_code=draft.street_code, place_code=draft.place_code).name
        held = Post.public.filter(
            scope_condition(draft.place_code), role__in=TOLD, closed_at__isnull=True, holder_id__isnull=False
        )
        tell(
            set(held.values_list("holder_id", flat=True)),
            "grids_published",
            draft,
            {"name": name, "moved": draft.effect.get("moved", 0), "ended": draft.effect.get("ended", 0)},
            f"grids {draft.id}",
        )
