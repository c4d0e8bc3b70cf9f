"""The minutes of a meeting: reading the version that counts, writing the next. Takes part in the caller's deed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from linli.ledger.deed import DeedInHand

from .models import Meeting, MinutesVersion

LONGEST_POINT = 3000


def latest_version(meeting: Meeting) -> MinutesVersion | None:
    """The version that counts. One statement."""
    rows = MinutesVersion.objects.filter(street_code=meeting.street_code, meeting=meeting)
    return rows.order_by("-number").first()


def points_of(version: MinutesVersion | None) -> dict[str, str]:
    """Agenda item id (text) → what was said of it."""
    return json.loads(version.points.reveal()) if version else {}


def write_version(
    d: DeedInHand, meeting: Meeting, points: Mapping[str, str], amendment_id: UUID | None = None
) -> MinutesVersion:  # fmt: skip
    """Append a version of the locked meeting's minutes."""
    last = latest_version(meeting)
    version = MinutesVersion(
        place_code=meeting.place_code,
        street_code=meeting.street_code,
        meeting=meeting,
        number=(last.number if last else 0) + 1,
        points=json.dumps(dict(points), ensure_ascii=False),
        at=d.now,
        by=d.actor.id,
        by_name=d.actor.name,
        amendment_id=amendment_id,
    )
    version.save(force_insert=True)
    return version
