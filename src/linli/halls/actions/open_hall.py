"""A hall, or a station, is opened; and its rules and facts are changed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Hall
from ..rules import HallKind, Majority, MayMove
from ..who_keeps import KEEPERS


@dataclass(frozen=True, slots=True)
class HallShape:
    """What a hall is, as a door hands it in."""

    kind: str
    name: str
    character: str = ""
    station_id: UUID | None = None
    estate_id: UUID | None = None
    address: str = ""
    opening_hours: str = ""
    quorum_percent: int = 50
    majority: str = "half"
    may_move: str = "anybody"
    notice_days: int = 3
    answer_days: int = 5
    is_public: bool = True
    has_observers: bool = True

    def checked(self) -> dict:
        """The columns, cleaned. Raises `BadInput`."""
        name = clean_text(self.name)[:40]
        if not name:
            raise BadInput("name", "empty")
        for field, known in (("kind", HallKind), ("majority", Majority), ("may_move", MayMove)):
            if getattr(self, field) not in set(known):
                raise BadInput(field, "unknown")
        for field, least, most in (("quorum_percent", 1, 100), ("notice_days", 0, 30), ("answer_days", 1, 30)):
            if not least <= getattr(self, field) <= most:
                raise BadInput(field, "out_of_range")
        return {
            "kind": self.kind,
            "name": name,
            "character": clean_text(self.character)[:200],
            "station_id": None if self.kind == HallKind.STATION else self.station_id,
            "estate_id": self.estate_id,
            "address": clean_text(self.address)[:100],
            "opening_hours": clean_text(self.opening_hours)[:100],
            "quorum_percent": self.quorum_percent,
            "majority": self.majority,
            "may_move": self.may_move,
            "notice_days": self.notice_days,
            "answer_days": self.answer_days,
            "is_public": self.is_public,
            "has_observers": self.has_observers,
        }


@action
def open_hall(*, actor: Actor, key: UUID | None, place_code: str, shape: HallShape, hall: RowKey | None = None) -> Hall:
    """Open a hall at `place_code`, or change `hall` to this shape. Raises `BadInput` (`name` `taken` among others),
    `NotAllowed`, `NotFound`."""
    columns = shape.checked()
    with deed(actor, key, "hall.change" if hall else "hall.open") as d:
        row = d.lock(Hall, hall) if hall else Hall(
            place_code=place_code, street_code=street_of(place_code), opened_at=d.now
        )  # fmt: skip
        d.allow(KEEPERS, "open_hall", on=row.place_code)
        station = columns["station_id"]
        if station and not Hall.public.filter(street_code=row.street_code, id=station, kind="station").exists():
            raise BadInput("station", "unknown")
        for name, value in columns.items():
            setattr(row, name, value)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise BadInput("name", "taken") from None
        d.record(row)
    return row
