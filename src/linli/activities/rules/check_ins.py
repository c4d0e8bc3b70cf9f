"""Check-in at the door of an activity: what a helper's page collected, perhaps offline, merged once however often it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.labelled import Labelled

from .words import AgeGroup

_ = str  # marks a Chinese source string for the catalogue; the door translates it

MOST_IN_A_BATCH = 500


class ScanKind(Labelled):
    """What a helper notes."""

    IN = "in", _("签到")
    OUT = "out", _("签退")
    WALK_IN = "walk_in", _("没报名直接来的")


class Outcome(Labelled):
    """What the server says of one scan."""

    COUNTED = "counted", _("已记下")
    AGAIN = "again", _("这个人已经签过了，没有重复计数")
    WAITING = "waiting", _("这个人在候补，已让他进来并计数")
    UNKNOWN = "unknown", _("没有这个报名码，请核对，或者记为“没报名直接来的”")
    NOT_IN = "not_in", _("还没有签到，没有记签退")
    LEFT = "left", _("这个人已经退出报名，请记为“没报名直接来的”")


@dataclass(frozen=True, slots=True)
class Scan:
    """One note of a helper's page. `id` is made there, so that a batch sent twice counts once."""

    id: UUID
    kind: ScanKind
    at: datetime
    code: str = ""
    group: AgeGroup | None = None
    part: UUID | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """What the merge knows of a sign-up: whether it stands, and when the person came and left."""

    waits: bool = False
    withdrawn: bool = False
    came_at: datetime | None = None
    left_at: datetime | None = None


def merge(
    scans: Iterable[Scan], guests: Mapping[str, Guest], known: Mapping[UUID, Outcome]
) -> tuple[list[tuple[Scan, Outcome]], dict[str, Guest]]:
    """Judge each scan in the order of its own time; returns the verdicts, and how the guests stand afterwards.

    A scan that is `known` gets the verdict it got first and changes nothing. Whatever order batches arrive in, a person
    is counted once.
    """
    standing, verdicts, seen = dict(guests), [], dict(known)
    for scan in sorted(scans, key=lambda one: (one.at, one.id)):
        if scan.id not in seen:
            seen[scan.id] = _judge(scan, standing)
        verdicts.append((scan, seen[scan.id]))
    return verdicts, standing


def _judge(scan: Scan, standing: dict[str, Guest]) -> Outcome:
    if scan.kind is ScanKind.WALK_IN:
        return Outcome.COUNTED
    guest = standing.get(scan.code)
    if guest is None:
        return Outcome.UNKNOWN
    if guest.withdrawn:
        return Outcome.LEFT
    if scan.kind is ScanKind.IN:
        if guest.came_at is not None:
            return Outcome.AGAIN
        standing[scan.code] = Guest(guest.waits, False, scan.at, guest.left_at)
        return Outcome.WAITING if guest.waits else Outcome.COUNTED
    if guest.came_at is None:
        return Outcome.NOT_IN
    if guest.left_at is not None:
        return Outcome.AGAIN
    standing[scan.code] = Guest(guest.waits, False, guest.came_at, scan.at)
    return Outcome.COUNTED
