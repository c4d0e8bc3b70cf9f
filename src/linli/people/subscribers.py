"""Households follow their homes when grids are divided anew; idempotent."""

from __future__ import annotations

from django.db.models import F

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import scope_condition
from linli.places.events import GridsPublished
from linli.places.models import GridDraft

from .models import Household, Resident


def follow_homes(event: GridsPublished) -> None:
    """Households are filed under the grid their dwelling now lies in, residents under that of their household. Four statements and one for
    each grid that somebody moved to."""
    with acting_in(Scope.everything()):
        draft = GridDraft.objects.get(street_code=event.street_code, id=event.draft_id)
        here = scope_condition(draft.place_code)
        _follow(Household, here, "dwelling")
        _follow(Resident, here, "household")


def _follow(model: type[Household | Resident], here, home: str) -> None:
    astray = (
        model.objects.filter(here, **{f"{home}__isnull": False}).exclude(place_code=F(f"{home}__place_code")).order_by()
    )
    ids: dict[str, list] = {}
    for id, code in astray.values_list("id", f"{home}__place_code"):
        ids.setdefault(code, []).append(id)
    for code, some in ids.items():
        model.objects.filter(here, id__in=some).update(place_code=code)
