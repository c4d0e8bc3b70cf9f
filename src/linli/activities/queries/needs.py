"""What people wish the community to hold, and the needs list made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey, scope_condition

from ..models import ActivityWish, Need
from ..rules import AgeGroup, NeedState, WishWay


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A line of the needs list: how many people wish it, and where it stands."""

    key: RowKey
    place_code: str
    title: str
    state: NeedState
    group: AgeGroup | None
    people: int
    reason: str
    activity_id: UUID | None
    moved_at: datetime

    @property
    def id(self) -> UUID:
        return self.key.id


@dataclass(frozen=True, slots=True)
class WishLine:
    """A wish not yet in any line. `words` are the person's own: staff read them, nobody else."""

    id: UUID
    code: str
    words: str
    group: AgeGroup | None
    source: WishWay
    wished_at: datetime


@dataclass(frozen=True, slots=True)
class NeedsList:
    needs: tuple[NeedLine, ...]
    wishes: tuple[WishLine, ...]
    wished: int
    held: int

    @property
    def open(self) -> list[NeedLine]:
        return [one for one in self.needs if one.state is NeedState.OPEN]


def needs_list(prefix: str) -> NeedsList:
    """The lines of a jurisdiction, most wished first, and the wishes that wait to be sorted (at most 200). Two statements."""
    rows = Need.public.filter(scope_condition(prefix)).order_by("-people", "-opened_at")[:200]
    needs = tuple(need_line(row) for row in rows)
    waiting = ActivityWish.objects.filter(scope_condition(prefix), need__isnull=True).order_by("id")[:200]
    return NeedsList(
        needs=tuple(sorted(needs, key=lambda one: list(NeedState).index(one.state))),
        wishes=tuple(
            WishLine(
                row.id, row.code, row.words.reveal(), AgeGroup(row.group) if row.group else None, WishWay(row.source),
                row.wished_at,
            )
            for row in waiting
        ),
        wished=len([one for one in needs if one.people]),
        held=len([one for one in needs if one.state is NeedState.HELD]),
    )  # fmt: skip


def public_needs(community: str) -> list[NeedLine]:
    """The lines everybody reads: open and planned, most wished first. One statement."""
    shown = (NeedState.OPEN.value, NeedState.PLANNED.value)
    return [
        need_line(row)
        for row in Need.public.filter(scope_condition(community), state__in=shown).order_by("-people", "-opened_at")[
            :30
        ]
    ]


def find_need(community: str, id: UUID) -> NeedLine:
    """One line of a community. Raises `NotFound`. One statement."""
    row = Need.public.filter(scope_condition(community), id=id).first()
    if row is None:
        raise NotFound("need")
    return need_line(row)


def need_line(row: Need) -> NeedLine:
    """The row as a plain value."""
    return NeedLine(
        key=row.key,
        place_code=row.place_code,
        title=row.title,
        state=NeedState(row.state),
        group=AgeGroup(row.group) if row.group else None,
        people=row.people,
        reason=row.reason,
        activity_id=row.activity_id,
        moved_at=row.moved_at,
    )
