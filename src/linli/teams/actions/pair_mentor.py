"""An experienced officer takes a new one along (传帮带, practices.md C2), with goals and an end."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor, Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, Conflict, MissingField, NotFound, WrongState
from linli.kernel.ids import uuid7
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Mentoring, Post
from ..rules import managers_of


@action
def pair_mentor(
    *,
    actor: Actor,
    key: UUID | None,
    mentor_id: UUID | None = None,
    apprentice_id: UUID | None = None,
    goals: str = "",
    last_on: date | None = None,
    ended: RowKey | None = None,
    outcome: str = "",
) -> Mentoring:
    """Pair two posts from today to `last_on` with their goals; or with `ended` end that pair and say what came of it.

    Raises `NotFound` for posts that are not open, `BadInput` on `apprentice` (the same post, or another community) or
    `last_on`, `Conflict` on `mentoring` where the apprentice has a mentor, `MissingField` on `goals` or `outcome`,
    `NotAllowed` for who does not manage such posts, `WrongState` for a pair that has ended.
    """
    with deed(actor, key, "mentoring.end" if ended else "mentoring.pair") as d:
        today = d.now.astimezone(SHANGHAI).date()
        if ended:
            row = d.lock(Mentoring, ended)
            d.allow(managers_of(Role.GRID_OFFICER), d.name, on=row)
            if row.ended_on:
                raise WrongState(d.name, "ended")
            row.outcome, row.ended_on = clean_text(outcome)[:400], today
            if not row.outcome:
                raise MissingField(d.name, ["outcome"])
            row.save(update_fields=["outcome", "ended_on"])
            d.record(row)
            return row
        posts = {
            one.id: one
            for one in Post.public.filter(id__in={mentor_id, apprentice_id} - {None}, closed_at__isnull=True)
        }
        mentor, apprentice = posts.get(mentor_id), posts.get(apprentice_id)
        if mentor is None or apprentice is None:
            raise NotFound("post")
        d.allow(managers_of(Role(apprentice.role)), d.name, on=apprentice)
        if mentor.id == apprentice.id or mentor.place_code[:12] != apprentice.place_code[:12]:
            raise BadInput("apprentice", "elsewhere")
        goals = clean_text(goals)[:400]
        if not goals:
            raise MissingField(d.name, ["goals"])
        if last_on is None or last_on <= today:
            raise BadInput("last_on", "past", last_on)
        row = Mentoring(
            id=uuid7(),
            place_code=apprentice.place_code,
            street_code=apprentice.street_code,
            mentor_post_id=mentor.id,
            apprentice_post_id=apprentice.id,
            goals=goals,
            first_on=today,
            last_on=last_on,
            opened_by=actor.id,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Conflict("mentoring") from None
        d.record(row)
    return row
