"""What halls made of something, and from what it became what it is: for the page of whatever it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, Value

from linli.kernel.actor import Actor
from linli.kernel.target import Target

from ..models import Motion, Resolution
from ..rules import MotionState, OpinionWay
from .opinions import visible_opinions

MOST = 60


@dataclass(frozen=True, slots=True)
class HallTies:
    """`made` the motions it gave rise to; `became` the opinions and resolved motions that became it."""

    made: tuple[Target, ...]
    became: tuple[Target, ...]


def hall_ties(actor: Actor, street_code: int, ids: Collection[UUID], code: str = "") -> HallTies:
    """Of whatever has these ids (or the code that was typed in a motion), within the caller's scope. One statement."""
    here = {"street_code": street_code}
    came = Q(origin_id__in=ids) | Q(origin_code=code) if code else Q(origin_id__in=ids)
    resolved = Resolution.objects.filter(**here, target_id__in=ids).order_by().values("motion_id")
    rows = _named(Motion.objects.filter(came, **here), "made", F("title"), "state").union(
        _named(Motion.objects.filter(**here, id__in=resolved), "resolved", F("title"), "state"),
        _named(visible_opinions(actor).filter(**here, target_id__in=ids), "said", Value(""), "source"),
    )
    made, became = [], []
    for end, id_there, code_there, title, word in sorted(rows[:MOST]):
        if end == "said":
            became.append(Target("opinion", id_there, code_there, OpinionWay(word).label))
        else:
            motion = Target("motion", id_there, code_there, title, MotionState(word).label)
            (made if end == "made" else became).append(motion)
    return HallTies(tuple(made), tuple(became))


def _named(rows, end: str, title, word: str):
    return (
        rows.order_by()
        .annotate(tied_end=Value(end), tied_title=title, tied_word=F(word))
        .values_list("tied_end", "id", "code", "tied_title", "tied_word")
    )
