"""The registered forms of a place, what of them is to be filled, and what their filling costs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Sum

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.audit import home_of
from linli.ledger.read_together import read_together
from linli.ledger.street_row import RowKey
from linli.places.queries import place_facts_of

from ..models import FormFilling, RegisteredForm
from ..rules.registered import FormField, Rhythm, turn_of

MOST = 200


@dataclass(frozen=True, slots=True)
class FormLine:
    """A registered form. `standing`: open, soon (not begun), expired, stopped. `filled`: this turn is filled for the
    reader's own place. `fillings`, `typed` and `prefilled` add up what has been filled within the reader's scope."""

    key: RowKey
    title: str
    purpose: str
    basis: str
    asked_by: str
    place: str
    rhythm: Rhythm
    first_on: date
    last_on: date
    fields: tuple[FormField, ...]
    standing: str
    filled: bool
    fillings: int
    typed: int
    prefilled: int

    @property
    def id(self) -> UUID:
        return self.key.id

    @property
    def known(self) -> int:
        """How many fields the platform fills in."""
        return sum(bool(one.master) for one in self.fields)


@dataclass(frozen=True, slots=True)
class FillingLine:
    """What was filled in once."""

    place: str
    turn: str
    answers: tuple[tuple[str, str], ...]
    prefilled: int
    filled_at: datetime


def registered_forms(actor: Actor) -> list[FormLine]:
    """The forms that reach the actor's places, those still asked for first. Three statements."""
    homes = {grant.prefix for grant in actor.grants}
    chain = {home[:length] for home in homes for length in (9, 12) if length <= len(home)}
    rows = RegisteredForm.public.filter(place_code__in=chain)
    below = RegisteredForm.public.none()
    for home in homes:
        if 6 <= len(home) < 12:
            below = below | RegisteredForm.public.filter(place_code__startswith=home)
    return _lines(actor, list((rows | below).order_by("-last_on", "-id")[:MOST]))


def find_form(actor: Actor, id: UUID) -> FormLine:
    """One form that reaches the actor. Raises `NotFound`. Three statements."""
    row = RegisteredForm.public.filter(id=id).first()
    reaches = row is not None and any(
        grant.prefix.startswith(row.place_code) or row.place_code.startswith(grant.prefix) for grant in actor.grants
    )
    if not reaches:
        raise NotFound("form", id)
    return _lines(actor, [row])[0]


def fillings_of(form: FormLine) -> list[FillingLine]:
    """What has been filled within the caller's scope, the latest first. Two statements."""
    rows = list(
        FormFilling.objects.filter(street_code=form.key.street_code, form_id=form.id).order_by("-filled_at")[:MOST]
    )
    names = place_facts_of({(row.place_code, None, None) for row in rows}) if rows else {}
    return [
        FillingLine(
            names[row.place_code, None, None].short,
            row.turn,
            tuple((label, value) for label, value in json.loads(row.answers.reveal())),
            row.prefilled,
            row.filled_at,
        )
        for row in rows
    ]


def _lines(actor: Actor, rows: list[RegisteredForm]) -> list[FormLine]:
    ids = [row.id for row in rows]
    today, home = clock.today(), home_of(actor)
    turns = {(row.id, turn_of(Rhythm(row.rhythm), today)) for row in rows}
    fillings = FormFilling.objects.filter(form_id__in=ids).order_by()
    added, done = read_together(
        fillings.values_list("form_id").annotate(n=Count("id"), typed=Sum("typed"), prefilled=Sum("prefilled")),
        fillings.filter(place_code=home).values_list("form_id", "turn"),
    )
    sums, filled = {id: counts for id, *counts in added}, set(done) & turns
    names = place_facts_of({(row.place_code, None, None) for row in rows}) if rows else {}
    lines = []
    for row in rows:
        n, typed, prefilled = sums.get(row.id, (0, 0, 0))
        lines.append(
            FormLine(
                row.key,
                row.title,
                row.purpose,
                row.basis,
                row.asked_by,
                names[row.place_code, None, None].short,
                Rhythm(row.rhythm),
                row.first_on,
                row.last_on,
                tuple(FormField(label, master) for label, master in row.fields),
                _standing(row, today),
                (row.id, turn_of(Rhythm(row.rhythm), today)) in filled,
                n,
                typed,
                prefilled,
            )
        )
    return sorted(lines, key=lambda one: ("open", "soon", "expired", "stopped").index(one.standing))


def _standing(row: RegisteredForm, today: date) -> str:
    if row.stopped_at is not None:
        return "stopped"
    if today > row.last_on:
        return "expired"
    return "soon" if today < row.first_on else "open"
