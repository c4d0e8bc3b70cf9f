"""Where nobody has looked, and for how long (practices.md C3): told by what is recorded anyway, without track, photograph or check-in.

A building was looked at when somebody who serves found or settled something there, worked on or inspected a case of it, looked after a project at it, or a
team ticked it off on a walk day. Who it was is not part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from linli.alliance.models import ProjectLook, ProjectPlace
from linli.cases.matter import Source
from linli.cases.models import Case, Step
from linli.cases.rules import Deed
from linli.kernel.clock import SHANGHAI
from linli.ledger.read_together import read_together
from linli.ledger.street_row import scope_condition
from linli.places.queries.walk_days import PlaceToSee, walked_days

ON_THE_SPOT = (
    Deed.RECORD_FINDING, Deed.SELF_CLOSE, Deed.RESPOND, Deed.FEED_BACK, Deed.PASS_INSPECTION, Deed.FAIL_INSPECTION,
)  # fmt: skip
"""Deeds on a case that are done where it is."""
FOUND_BY = (Source.OFFICER, Source.CAPTAIN)
LONG = 90
"""Days after which a place counts as not looked at for long: the span in which residents are verified (standards.zh.md §9)."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """A place with the day it was last looked at (None: nothing on record) and by which way."""

    place: PlaceToSee
    on: date | None
    way: str

    def days(self, today: date) -> int | None:
        return None if self.on is None else max(0, (today - self.on).days)

    def is_long(self, today: date) -> bool:
        days = self.days(today)
        return days is None or days > LONG


def unseen_places(community: str, places: Iterable[PlaceToSee], today: date) -> list[Unseen]:
    """Each of the places with its last look, those longest unseen first; without any record before all. One statement."""
    last = last_looks(community)
    found = [Unseen(one, *last.get(one.id, (None, ""))) for one in places]
    return sorted(found, key=lambda one: (one.on is not None, one.on or today, one.place.is_facility))


def last_looks(prefix: str, buildings: QuerySet | None = None) -> dict[UUID, tuple[date, str]]:
    """When each building and facility of a jurisdiction (each of `buildings` where given) was last looked at, and by which way. One statement."""
    here, among = scope_condition(prefix), Q() if buildings is None else Q(building_id__in=buildings.values("id"))
    last: dict[UUID, tuple[date, str]] = {}

    def note(id: UUID | None, moment: date | datetime | None, way: str) -> None:
        if id is None or moment is None:
            return
        day = moment.astimezone(SHANGHAI).date() if isinstance(moment, datetime) else moment
        if id not in last or last[id][0] < day:
            last[id] = (day, way)

    cases = Case.objects.filter(
        here, among, building_id__isnull=False, source__in=[one.value for one in FOUND_BY]
    ).order_by()
    steps = Step.objects.filter(here, deed__in=[one.value for one in ON_THE_SPOT], case__building_id__isnull=False)
    walked_rows = walked_days(prefix)
    if buildings is not None:
        steps = steps.filter(case__building_id__in=buildings.values("id"))
        walked_rows = walked_rows.filter(target_id__in=buildings.values("id"))
    places = ProjectPlace.objects.filter(here, among, building_id__isnull=False).order_by()
    looks = ProjectLook.objects.filter(here).order_by()
    walked, found, worked, looked, touched = read_together(
        walked_rows,
        cases.values("building_id").annotate(last=Max("raised_at")).values_list("building_id", "last"),
        steps.order_by().values("case__building_id").annotate(last=Max("at")).values_list("case__building_id", "last"),
        looks.values("project_id").annotate(day=Max("looked_on")).values_list("project_id", "day"),
        places.values_list("project_id", "building_id"),
    )
    of_project = dict(looked)
    lines = [(*one, way) for rows, way in ((walked, "walk"), (found, "found"), (worked, "handled")) for one in rows]
    for id, moment, way in [*lines, *((id, of_project.get(project), "project") for project, id in touched)]:
        note(id, moment, way)
    return last
