"""One's own ledger: each voice one entered, and what became of it (双登记, practices E3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from linli.kernel.actor import Actor
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.places.queries import place_facts_of

from ..models import Entry, Step
from ..rules import Deed, State
from .case_lines import source_label
from .visible import held_posts


@dataclass(frozen=True, slots=True)
class ToldTurn:
    """A turn that everybody who raised the matter was told of."""

    at: datetime
    deed: Deed


@dataclass(frozen=True, slots=True)
class MyEntry:
    """A voice from one's own ledger and the case it stands in.."""

    code: str
    subject: str
    body: str
    place: str
    source: str
    entered_at: datetime
    state: State
    lead: str
    answer: str
    due_at: datetime | None
    is_main: bool
    told: tuple[ToldTurn, ...]


def my_entries(actor: Actor, at: Position | None = None, size: int = 30) -> Slice:
    """What the actor entered, or what stands in the ledger of a post he holds, newest first. Two statements."""
    told = Step.objects.filter(street_code=OuterRef("street_code"), case_id=OuterRef("case_id"), is_public=True)
    rows = (
        Entry.objects.filter(Q(entered_by=actor.id) | Q(post_id__in=held_posts(actor).values("id")))
        .select_related("case")
        .defer("case__search", "case__loop")
        .annotate(told=ArraySubquery(told.order_by("at", "id").values(row=JSONObject(at="at", deed="deed"))))
    )
    page = keyset_slice(rows, ("-entered_at", "-id"), at, size)
    cases = [row.case for row in page.items]
    places = place_facts_of((case.place_code, case.estate_id, case.building_id) for case in cases)
    return Slice([_mine(row, places) for row in page.items], page.next, page.previous)


def _mine(row: Entry, places: dict[Any, Any]) -> MyEntry:
    case = row.case
    return MyEntry(
        code=case.code,
        subject=case.subject,
        body=row.body,
        place=places[case.place_code, case.estate_id, case.building_id].short,
        source=source_label(row.source),
        entered_at=row.entered_at,
        state=State(case.state),
        lead=case.lead_title,
        answer=case.answer,
        due_at=case.handle_due_at,
        is_main=row.is_main,
        told=tuple(ToldTurn(datetime.fromisoformat(turn["at"]), Deed(turn["deed"])) for turn in row.told),
    )
