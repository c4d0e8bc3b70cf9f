"""Open a post: a role that answers for a place."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, MissingField
from linli.ledger.deed import action, deed
from linli.ledger.street_row import scope_condition
from linli.places.models import Building, Estate, Grid
from linli.places.queries import place_facts

from ..models import Organisation, Post
from ..rules import check_post, managers_of


@action
def open_post(
    *,
    actor: Actor,
    key: UUID | None,
    role: Role,
    place_code: str,
    title: str,
    organisation_id: UUID | None = None,
    estate_ids: Collection[UUID] = (),
    building_ids: Collection[UUID] = (),
    holder_name: str = "",
) -> Post:
    """Open a vacant post. `holder_name` names a captain who has no account.

    Raises `NotAllowed` for who does not manage such posts there (`rules.managers_of`), `MissingField` without title or a
    needed organisation, `BadInput` for a place that does not exist or a role, organisation, estate or building that does not
    belong to it.
    """
    with deed(actor, key, "post.open") as d:
        d.allow(managers_of(role), "post.open", on=place_code)
        check_post(role, place_code, organisation_id)
        title = title.strip()
        if not title:
            raise MissingField("post.open", ["title"])
        if len(title) > 60:
            raise BadInput("title", "too_long", title)
        if not _exists(place_code):
            raise BadInput("place_code", "unknown", place_code)
        if organisation_id and not Organisation.objects.filter(id=organisation_id, closed_at__isnull=True).exists():
            raise BadInput("organisation_id", "unknown", organisation_id)
        _check_within(Estate, "estate_ids", estate_ids, place_code)
        _check_within(Building, "building_ids", building_ids, place_code)
        post = Post(
            place_code=place_code,
            role=role,
            title=title,
            organisation_id=organisation_id,
            estate_ids=sorted(str(one) for one in set(estate_ids)),
            building_ids=sorted(str(one) for one in set(building_ids)),
            holder_name=holder_name.strip()[:40],
        )
        post.save(force_insert=True)
        d.record(post)
    return post


def _exists(place_code: str) -> bool:
    if len(place_code) >= 16:
        return Grid.public.filter(scope_condition(place_code[:16]), place_code=place_code[:16], ended_at=None).exists()
    facts = place_facts(place_code)
    return bool(facts.community) if len(place_code) == 12 else bool(facts.divisions)


def _check_within(model, field: str, ids: Collection[UUID], place_code: str) -> None:
    if ids and model.public.filter(scope_condition(place_code[:12]), id__in=set(ids)).count() != len(set(ids)):
        raise BadInput(field, "elsewhere", place_code)
