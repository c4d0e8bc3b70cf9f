"""An activity is planned: a draft with its parts and, where it is at a venue, the room; a class as several sessions."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotFound
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.ledger.deed import action, deed

from ..book_room import hold_room
from ..models import Activity, ActivityPart, Need, VenueRoom
from ..plan import ActivityPlan
from ..rules import ActivityState, NeedState, check_span
from ..who_may import ORGANISERS


@action
def plan_activity(*, actor: Actor, key: UUID | None, plan: ActivityPlan) -> Activity:
    """Write the draft, once a week for `weeks` weeks as a series, each with its own places and booking. Returns the first.

    Raises `BadInput`, `Conflict` on `room_taken` (nothing is written then), `NotFound` for a need not open, `NotAllowed`.
    """
    plan = plan.checked()
    if len(plan.place_code) != PlaceLevel.COMMUNITY:
        raise BadInput("place_code", "level")
    with deed(actor, key, "activity.plan") as d:
        d.allow(ORGANISERS, "activity.plan", on=plan.place_code)
        check_span(plan.starts_at, plan.ends_at, now=d.now)
        room = _room(plan)
        need = _need(plan)
        series = uuid7() if plan.weeks > 1 else None
        made = []
        for week in range(plan.weeks):
            later = timedelta(weeks=week)
            activity = Activity(
                place_code=plan.place_code,
                street_code=street_of(plan.place_code),
                state=ActivityState.DRAFT.value,
                starts_at=plan.starts_at + later,
                ends_at=plan.ends_at + later,
                sign_up_until=plan.sign_up_until and plan.sign_up_until + later,
                series_id=series,
                need_id=need.id if need and week == 0 else None,
                origin=plan.origin,
                origin_id=plan.origin_id,
                made_by=actor.id,
                made_at=d.now,
                **described(plan, room),
            )
            activity.save(force_insert=True)
            write_parts(activity, plan)
            made.append(activity)
            if room is not None:
                booking = hold_room(
                    d, room, activity.starts_at, activity.ends_at, purpose=plan.title, activity_id=activity.id,
                    series_id=series,
                )  # fmt: skip
                made.append(booking)
        if need is not None:
            need.activity_id, need.moved_at = made[0].id, d.now
            need.save(update_fields=["activity_id", "moved_at"])
        d.record(*made)
    return made[0]


def described(plan: ActivityPlan, room: VenueRoom | None) -> dict[str, object]:
    """The fields that say what and where it is."""
    return {
        "title": plan.title,
        "kind": plan.kind,
        "size": plan.size,
        "groups": list(plan.groups),
        "theme": plan.theme,
        "about": plan.about,
        "venue_id": room and room.venue_id,
        "room_id": room and room.id,
        "place_words": plan.place_words,
        "who_may": plan.who_may,
        "bring": plan.bring,
        "materials": plan.materials,
        "contact": plan.contact,
        "takes_sign_ups": plan.takes_sign_ups,
    }


def write_parts(activity: Activity, plan: ActivityPlan) -> None:
    """The departments or stalls, in their order. One statement."""
    ActivityPart.objects.bulk_create(
        ActivityPart(
            place_code=activity.place_code,
            street_code=activity.street_code,
            activity=activity,
            number=number,
            name=part.name,
            service=part.service,
            provider=part.provider,
            capacity=part.capacity,
        )
        for number, part in enumerate(plan.parts, start=1)
    )


def _room(plan: ActivityPlan) -> VenueRoom | None:
    if plan.room_id is None:
        return None
    rows = VenueRoom.objects.filter(street_code=street_of(plan.place_code), place_code=plan.place_code)
    room = rows.filter(id=plan.room_id, closed_at__isnull=True).first()
    if room is None:
        raise BadInput("room_id", "unknown")
    return room


def _need(plan: ActivityPlan) -> Need | None:
    if plan.need_id is None:
        return None
    rows = Need.objects.select_for_update().filter(
        street_code=street_of(plan.place_code), place_code=plan.place_code, id=plan.need_id
    )
    need = rows.filter(state=NeedState.OPEN.value).first()
    if need is None:
        raise NotFound("need")
    return need
