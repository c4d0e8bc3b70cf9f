"""The year and a half of activities that lies behind the demonstration: settled, without names, each turn at the door a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from random import Random

from linli.activities.models import Activity, ActivityPart, CheckIn, Rating, VenueRoom
from linli.activities.rules import (
    ActivityKind,
    ActivityState,
    AgeGroup,
    Outcome,
    Satisfaction,
    ScanKind,
    Size,
)
from linli.kernel.place_codes import street_of
from linli.ledger.copy_rows import copy_rows

from .acting import ago
from .activity_plan import ACTIVITIES, FAIRS, SERVED, SERVED_AT_FAIRS, SMALL, STALLS
from .plan import COMMUNITY, dice, fixed_id

_STREET = street_of(COMMUNITY)
REAL_CAME, REAL_FAIR = 30, 212
"""Whom the clinic and the fair that were played by the real deeds served; the rest of the figures lies in the past."""
DAYS = 540
PAPERS = (Satisfaction.SATISFIED, Satisfaction.BASICALLY, Satisfaction.DISSATISFIED)


def write_the_past(room: VenueRoom) -> int:
    """Settled activities without names, which are dropped after 30 days: each turn at the door is a row, each stall its count."""
    chance = dice("activities")
    fairs = uneven_shares(chance, SERVED_AT_FAIRS - REAL_FAIR, FAIRS - 1)
    small = uneven_shares(chance, SERVED - SERVED_AT_FAIRS - REAL_CAME, ACTIVITIES - FAIRS - 1)
    planned = [
        (DAYS - 12 - 30 * n, "便民大集市", ActivityKind.FAIR, AgeGroup.ALL, served) for n, served in enumerate(fairs)
    ]
    step = (DAYS - 3) / len(small)
    planned += [(DAYS - step * n, *SMALL[n % len(SMALL)], served) for n, served in enumerate(small)]
    activities, parts, scans, ratings = [], [], [], []
    for number, (days, title, kind, group, served) in enumerate(sorted(planned, key=lambda one: -one[0])):
        activity = _settled(chance, number, days, title, kind, group, served, room)
        activities.append(activity)
        if kind is ActivityKind.FAIR:
            parts += _stalls(chance, activity, served)
        else:
            parts.append(ActivityPart(id=fixed_id("part", activity.id), place_code=COMMUNITY, street_code=_STREET, activity=activity, number=1))  # fmt: skip
            came = [_somebody_of(chance, group) for _ in range(served)]
            activity.by_group = {one: came.count(one) for one in sorted(set(came))}
            scans += [_scan(activity, n, one) for n, one in enumerate(came)]
        ratings += _slips(chance, activity, served)
    copy_rows(Activity, activities)
    copy_rows(ActivityPart, parts)
    copy_rows(CheckIn, scans)
    copy_rows(Rating, ratings)
    return len(activities)


def _settled(
    chance: Random, number: int, days: float, title: str, kind: ActivityKind, group: AgeGroup, served: int, room: VenueRoom
) -> Activity:  # fmt: skip
    fair = kind is ActivityKind.FAIR
    starts = ago(days, 9 if fair else chance.choice((9, 14, 15, 19)))
    ends = starts + timedelta(hours=4 if fair else 2)
    return Activity(
        id=fixed_id("activity", number), place_code=COMMUNITY, street_code=_STREET, title=title, kind=kind.value,
        size=(Size.BIG if fair else Size.SMALL).value, state=ActivityState.SETTLED.value, groups=[group.value],
        starts_at=starts, ends_at=ends, venue_id=None if fair else room.venue_id, room_id=None if fair else room.id,
        place_words="东湖市民广场" if fair else "", takes_sign_ups=False, made_by=fixed_id("user", "shequ"),
        made_at=starts - timedelta(days=14), published_at=starts - timedelta(days=10), ended_at=ends,
        places=0, came=0, walk_ins=0 if fair else served, at_stalls=served if fair else 0, served=served,
        names_dropped_at=ends,
    )  # fmt: skip


def _stalls(chance: Random, activity: Activity, served: int) -> Iterator[ActivityPart]:
    counts = uneven_shares(chance, served, len(STALLS))
    for number, ((name, service, provider), counted) in enumerate(zip(STALLS, counts, strict=True), 1):
        yield ActivityPart(
            id=fixed_id("part", activity.id, number), place_code=COMMUNITY, street_code=_STREET, activity=activity,
            number=number, name=name, service=service, provider=provider, counted=counted,
        )  # fmt: skip


def _scan(activity: Activity, number: int, group: str) -> CheckIn:
    at = activity.starts_at + timedelta(minutes=number % 60)
    return CheckIn(
        id=fixed_id("scan", activity.id, number), place_code=COMMUNITY, street_code=_STREET, activity=activity,
        kind=ScanKind.WALK_IN.value, group=group, outcome=Outcome.COUNTED.value, at=at, received_at=at,
    )  # fmt: skip


def _slips(chance: Random, activity: Activity, served: int) -> Iterator[Rating]:
    given = served * chance.randint(30, 70) // 100
    pleased = given * chance.randint(86, 98) // 100
    for word, people in zip(PAPERS, (pleased, given - pleased, 0), strict=True):
        if people:
            yield Rating(
                id=fixed_id("rating", activity.id, word), place_code=COMMUNITY, street_code=_STREET, activity=activity,
                satisfaction=word.value, people=people, at=activity.ends_at, registered_by=fixed_id("user", "shequ"),
            )  # fmt: skip


def uneven_shares(chance: Random, whole: int, count: int) -> list[int]:
    """The whole in so many uneven parts, which add up to it."""
    weights = [chance.uniform(0.7, 1.3) for _ in range(count)]
    cuts = [round(whole * sum(weights[:n]) / sum(weights)) for n in range(count + 1)]
    return [after - before for before, after in pairwise(cuts)]


def _somebody_of(chance: Random, group: AgeGroup) -> str:
    if group is AgeGroup.ALL:
        return chance.choice(("children", "youth", "adults", "adults", "old", "old"))
    return group.value if chance.random() < 0.85 else AgeGroup.ADULTS.value
