"""Names and telephones of those who signed up are dropped when they serve nothing any more; the figures stay."""

from __future__ import annotations

from datetime import datetime

from .models import Activity, CheckIn, OnDuty, SignUp

KEPT_DAYS = 30
"""After the end: long enough to rate, to answer a question, to settle."""


def drop_names(activity: Activity, at: datetime) -> int:
    """Empty who it was in the sign-ups and check-ins of an activity that has its figures; returns how many sign-ups.

    Four statements and one for each sign-up.
    """
    here = {"street_code": activity.street_code, "activity": activity}
    rows = SignUp.objects.filter(**here)
    count = rows.update(
        name=b"",
        phone=b"",
        phone_mark="",
        person=b"",
        person_mark="",
        guardian=b"",
        note=b"",
        came_at=None,
        left_at=None,
    )
    CheckIn.objects.filter(**here).update(sign_up_id=None, taken_by=None)
    OnDuty.objects.filter(**here).update(phone=b"", phone_mark="", volunteer_id=None)
    activity.names_dropped_at = at
    activity.save(update_fields=["names_dropped_at"])
    return count
