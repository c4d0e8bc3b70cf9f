"""Who leads a project and who helps is said."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.teams.models import Organisation, Post

from ..models import Project, ProjectPart
from ..project_in_hand import lock_project

MOST = 20


@dataclass(frozen=True, slots=True)
class PartTaken:
    """A post or an organisation, whether it leads, and what it does."""

    post_id: UUID | None = None
    organisation_id: UUID | None = None
    is_lead: bool = False
    does: str = ""


@action
def set_project_parts(*, actor: Actor, key: UUID | None, project: RowKey, parts: tuple[PartTaken, ...]) -> Project:
    """Let exactly these take part. Raises `BadInput` on `parts` (`two_leads`, `unknown`, `too_many`), `WrongState`,
    `NotAllowed`."""
    if len(parts) > MOST:
        raise BadInput("parts", "too_many")
    if sum(one.is_lead for one in parts) > 1:
        raise BadInput("parts", "two_leads")
    with deed(actor, key, "project.set_parts") as d:
        row = lock_project(d, project)
        posts = {one.post_id for one in parts if one.post_id}
        units = {one.organisation_id for one in parts if one.organisation_id}
        known = set(Post.public.filter(id__in=posts, closed_at__isnull=True).values_list("id", flat=True))
        known |= set(Organisation.objects.filter(id__in=units, closed_at__isnull=True).values_list("id", flat=True))
        if known != posts | units or any(bool(one.post_id) == bool(one.organisation_id) for one in parts):
            raise BadInput("parts", "unknown")
        ProjectPart.objects.filter(street_code=row.street_code, project=row).delete()
        made = [
            ProjectPart(
                place_code=row.place_code,
                street_code=row.street_code,
                project=row,
                is_lead=one.is_lead,
                post_id=one.post_id,
                organisation_id=one.organisation_id,
                does=clean_text(one.does)[:60],
            )
            for one in parts
        ]
        ProjectPart.objects.bulk_create(made)
        d.record(row, *made)
    return row
