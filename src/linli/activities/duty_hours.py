"""Who helped at an activity, and who came, in the books of volunteers: a step of several deeds, done as often as one likes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from linli.accounts.models import User
from linli.kernel.errors import Conflict
from linli.ledger.deed import DeedInHand
from linli.teams.enter_hours import enter_hours, note_who_came
from linli.teams.queries.volunteers_known import KnownVolunteers, known_by_phone, volunteers_with_hours
from linli.teams.rules.hours import HoursSource

from .models import Activity, OnDuty, SignUp


def enter_helpers_hours(d: DeedInHand, activity: Activity) -> int:
    """Enter the hours of those on duty who are volunteers of the community and have none for this activity yet, for a second
    person to confirm; note who came of those who are. Who noted them counts as who entered them. Returns how many got hours.

    Whom the number or the code does not tell for certain, and whose hours overlap others, is left out. Takes part in the
    caller's deed.
    """
    here = {"street_code": activity.street_code, "activity": activity}
    duty = list(OnDuty.objects.filter(**here).order_by("id"))
    came = list(SignUp.objects.filter(**here, came_at__isnull=False).exclude(phone_mark=""))
    known = known_by_phone(activity.place_code, {one.phone_mark for one in (*duty, *came)} - {""})
    note_who_came(
        d, place_code=activity.place_code, volunteer_ids=_ids(known, came), source_kind=HoursSource.ACTIVITY,
        source_id=activity.id, on=activity.starts_at,
    )  # fmt: skip
    done = volunteers_with_hours(activity.street_code, activity.id)
    groups: dict[tuple[UUID, int], list[UUID]] = defaultdict(list)
    whole = int((activity.ends_at - activity.starts_at) / timedelta(minutes=1))
    for one in duty:
        volunteer = one.volunteer_id or known.one(one.phone_mark, one.name.reveal())
        if volunteer is None or volunteer in done:
            continue
        if one.volunteer_id is None:
            one.volunteer_id = volunteer
            one.save(update_fields=["volunteer_id"])
        done.add(volunteer)
        groups[one.registered_by, min(one.minutes or whole, whole)].append(volunteer)
    names = dict(User.objects.filter(id__in={by for by, _minutes in groups}).values_list("id", "name"))
    return sum(
        _enter(d, activity, ids, minutes, (by, names.get(by, ""))) for (by, minutes), ids in groups.items()
    )  # fmt: skip


def _ids(known: KnownVolunteers, rows: Iterable[SignUp]) -> set[UUID]:
    return {found for one in rows if (found := known.one(one.phone_mark, one.name.reveal()))}


def _enter(d: DeedInHand, activity: Activity, ids: list[UUID], minutes: int, by: tuple[UUID, str]) -> int:
    """Enter them together; where somebody's hours overlap others, one by one without those."""
    end = min(activity.ends_at, d.now)
    lasted = int((end - activity.starts_at) / timedelta(minutes=1))
    if lasted < 1:
        return 0
    try:
        with transaction.atomic():
            enter_hours(
                d, place_code=activity.place_code, volunteer_ids=ids, what=activity.title, source_kind=HoursSource.ACTIVITY,
                source_id=activity.id, span=(activity.starts_at, end),
                minutes=min(minutes, lasted), entered_by=by,
            )  # fmt: skip
    except Conflict:
        return 0 if len(ids) == 1 else sum(_enter(d, activity, [one], minutes, by) for one in ids)
    return len(ids)
