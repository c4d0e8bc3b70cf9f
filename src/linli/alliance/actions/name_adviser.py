"""A department's liaison officer becomes a community's governance adviser (治理顾问), or is one no more."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.accounts.tell import tell
from linli.kernel.actor import Actor, Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import Conflict, NotFound
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed
from linli.places.queries import place_facts
from linli.teams.models import Post

from ..models import Adviser
from .join_alliance import KEEPERS


@action
def name_adviser(*, actor: Actor, key: UUID | None, community: str, post: UUID) -> Adviser:
    """Name the holder of a department liaison's post whose place holds the community; she is told. Raises `NotFound` on
    `post`, `Conflict` on `adviser` for one named already, `NotAllowed`."""
    with deed(actor, key, "alliance.name_adviser") as d:
        d.allow(KEEPERS, "name_adviser", on=community)
        row = Post.public.filter(id=post, role=Role.DEPARTMENT_LIAISON.value, closed_at__isnull=True).first()
        if row is None or row.organisation_id is None or not community.startswith(row.place_code):
            raise NotFound("post")
        adviser = Adviser(
            place_code=community,
            street_code=street_of(community),
            post_id=row.id,
            organisation_id=row.organisation_id,
            named_on=d.now.astimezone(SHANGHAI).date(),
            named_by=actor.id,
        )
        try:
            with transaction.atomic():
                adviser.save(force_insert=True)
        except IntegrityError:
            raise Conflict("adviser") from None
        if row.holder_id:
            facts = {"subject": place_facts(community).community}
            tell([row.holder_id], "adviser_named", adviser, facts, f"adviser {adviser.id}", at=d.now)
        d.record(adviser)
    return adviser
