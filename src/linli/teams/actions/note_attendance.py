"""Who came to a training: by the list of names, or each by scanning its code."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import NotAllowed, NotFound, TooLate
from linli.kernel.place_codes import is_within
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Post, Training, TrainingAttendance, Volunteer
from ..rules.training import CameBy
from ..rules.volunteers import VolunteerState
from .hold_training import HOLDERS

EARLY = timedelta(minutes=60)
LATE = timedelta(hours=6)
"""How long before the beginning and after the end the code at the door is taken."""


@action
def note_attendance(
    *,
    actor: Actor,
    key: UUID | None,
    training: RowKey,
    post_ids: Collection[UUID] = (),
    volunteer_ids: Collection[UUID] = (),
) -> int:
    """Note these holders of posts and volunteers as having come; returns how many are new. Who holds the training notes
    anybody of its area; everybody else only herself (posts she holds, her own registration), near its time.

    Raises `NotFound` for a training, post or volunteer that is not there, `NotAllowed`, `TooLate`.
    """
    with deed(actor, key, "training.attend") as d:
        row = Training.public.filter(street_code=training.street_code, id=training.id).first()
        if row is None:
            raise NotFound("training", training)
        posts = list(Post.public.filter(id__in=set(post_ids), closed_at__isnull=True))
        people = list(Volunteer.objects.filter(id__in=set(volunteer_ids), state=VolunteerState.ACTIVE.value))
        area = [one for one in (*posts, *people) if is_within(one.place_code, row.place_code)]
        if (
            len(posts) != len(set(post_ids))
            or len(people) != len(set(volunteer_ids))
            or len(area) != len(posts + people)
        ):
            raise NotFound("attendee")
        holds = actor.may(HOLDERS, row.place_code)
        if not holds:
            herself = all(post.holder_id == actor.id for post in posts) and all(
                one.id == actor.id and Role.REPORTER in actor.roles for one in people
            )
            if not herself:
                raise NotAllowed(d.name, "role")
            ended = row.held_at + timedelta(minutes=row.minutes)
            if not row.held_at - EARLY <= d.now <= ended + LATE:
                raise TooLate(d.name, row.held_at)
        came = [
            TrainingAttendance(
                place_code=one.place_code,
                street_code=one.street_code,
                training_id=row.id,
                topic=row.topic,
                held_on=row.held_at.astimezone(SHANGHAI).date(),
                post_id=one.id if isinstance(one, Post) else None,
                volunteer_id=one.id if isinstance(one, Volunteer) else None,
                came_by=(CameBy.LIST if holds else CameBy.QR).value,
                noted_at=d.now,
                noted_by=actor.id,
            )
            for one in area
        ]
        TrainingAttendance.objects.bulk_create(came, ignore_conflicts=True)
        made = TrainingAttendance.objects.filter(id__in=[one.id for one in came])
        d.record(*made)
        count = len(made)
    return count
