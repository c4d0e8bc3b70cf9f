"""Begin a new version of a jurisdiction's kinds and limits, from the set in force."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Max

from linli.kernel.actor import Actor
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed

from ..categories import set_in_force
from ..category_drafts import KEEPERS, filed_under
from ..models import Category, CategorySet


@action
def draft_categories(*, actor: Actor, key: UUID | None, prefix: str) -> CategorySet:
    """The draft of a jurisdiction (empty: the whole platform), with the kinds of the set in force; the one that is there
    already when somebody began before. Raises `NotAllowed` for all but the keepers of the jurisdiction."""
    with deed(actor, key, "categories.draft") as d:
        d.allow(KEEPERS, d.name, on=prefix or "*")
        own = CategorySet.objects.filter(prefix=prefix)
        number = (own.aggregate(last=Max("number"))["last"] or 0) + 1
        made = CategorySet(prefix=prefix, number=number)
        found = own.filter(published_at__isnull=True).first()
        if found is None:
            # Of two who begin at once, one number wins; the other gets the winner's draft.
            CategorySet.objects.bulk_create([made], ignore_conflicts=True)
            found = own.get(number=number)
        if found.id == made.id:
            kinds = Category.objects.filter(set=set_in_force(prefix))
            Category.objects.bulk_create(_copy(kind, made) for kind in kinds)
            d.record(found, place_code=filed_under(prefix))
    return found


def _copy(kind: Category, into: CategorySet) -> Category:
    columns = ("code", "parent_code", "name", "english", "response_limit", "handle_limit", "lead", "assists")
    return Category(id=uuid7(), set=into, **{name: getattr(kind, name) for name in columns})
