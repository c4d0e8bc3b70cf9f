"""Where nobody has looked, and for how long (practices.md C3): told by what is recorded anyway, without track, photograph or check-in.

A building was looked at when somebody who serves found or settled something there, worked on or inspected a case of it, looked after a project at it, or a
team ticked it off on a walk day. Who it was is not part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from linli.alliance.models import ProjectLook, ProjectPlace
from linli.cases.matter import Source
from linli.cases.models import Case, Step
from linli.cases.rules import Deed
from linli.kernel.clock import SHANGHAI
from linli.ledger.read_together import read_together
from linli.ledger.street_row import scope_condition
from linli.places.queries.walk_days import PlaceToSee, looks_on_walks

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


def unseen_places(area: str, places: Iterable[PlaceToSee], today: date) -> list[Unseen]:
    """Each of the places of an area with its last look, those longest unseen first; without any record before all. One statement."""
    last = last_looks(area)
    found = [Unseen(one, *last.get(one.id, (None, ""))) for one in places]
    return sorted(found, key=lambda one: (one.on is not None, one.on or today, one.place.is_facility))


def seen_since(area: str, day: date) -> Q:
    """The buildings of an area that were looked at on the day or later, as a condition on them."""
    moment = datetime.combine(day, time(), SHANGHAI)
    bounds = {"walk": day, "found": moment, "handled": moment, "project": day}
    condition = Q(pk__in=[])
    for way, (rows, place, when) in _looks(area).items():
        condition |= Q(id__in=rows.filter(**{f"{when}__gte": bounds[way]}).order_by().values(place))
    return condition


def _looks(area: str) -> dict[str, tuple[QuerySet, str, str]]:
    """By way: the rows that tell of looks, their column of the place and that of the day or moment."""
    here = scope_condition(area)
    found = Case.objects.filter(here, building_id__isnull=False, source__in=[one.value for one in FOUND_BY])
    handled = Step.objects.filter(here, deed__in=[one.value for one in ON_THE_SPOT], case__building_id__isnull=False)
    visits = ProjectLook.objects.filter(street_code=OuterRef("street_code"), project_id=OuterRef("project_id"))
    last_visit = Subquery(visits.order_by("-looked_on").values("looked_on")[:1])
    touched = ProjectPlace.objects.filter(here, building_id__isnull=False).annotate(day=last_visit)
    return {
        "walk": (looks_on_walks(area), "target_id", "looked_on"),
        "found": (found, "building_id", "raised_at"),
        "handled": (handled, "case__building_id", "at"),
        "project": (touched.filter(day__isnull=False), "building_id", "day"),
    }


def last_looks(area: str, buildings: QuerySet | None = None) -> dict[UUID, tuple[date, str]]:
    """When each building and facility of an area (each of `buildings` where given) was last looked at, and by which way. One statement."""
    ways = _looks(area)
    among = {} if buildings is None else {"in": buildings.values("id")}
    read = read_together(
        *(
            rows.filter(**{f"{place}__{how}": those for how, those in among.items()})
            .order_by()
            .values(place)
            .annotate(last=Max(when))
            .values_list(place, "last")
            for rows, place, when in ways.values()
        )
    )
    last: dict[UUID, tuple[date, str]] = {}
    for way, lines in zip(ways, read, strict=True):
        for id, moment in lines:
            day = moment.astimezone(SHANGHAI).date() if isinstance(moment, datetime) else moment
            if id not in last or last[id][0] < day:
                last[id] = (day, way)
    return last
