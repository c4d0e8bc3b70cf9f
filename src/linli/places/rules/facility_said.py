"""What somebody says of a facility, as a form, a row of a table or another room hands it in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from linli.kernel.errors import BadInput
from linli.kernel.plain_text import read_phone, read_words

from .circle.standard import SHIPPED

MOST_CAPACITY = 100_000
CHINA = ((73.0, 136.0), (3.0, 54.0))
"""Bounds of longitude and latitude; outside them the two were swapped or are in metres."""


@dataclass(frozen=True, slots=True)
class FacilitySaid:
    """A facility's facts as told; `at` is longitude and latitude, None where nobody knows."""

    kind: str
    name: str
    as_of: date
    at: tuple[float, float] | None = None
    offers: tuple[str, ...] = ()
    address: str = ""
    opening_hours: str = ""
    phone: str = ""
    capacity: int | None = None
    for_whom: str = ""
    is_accessible: bool | None = None
    run_by: str = ""
    source_id: str = ""

    def checked(self, today: date) -> FacilitySaid:
        """The same, cleaned. Raises `BadInput` on the field that cannot be."""
        if SHIPPED.kind(self.kind) is None:
            raise BadInput("kind", "unknown", self.kind[:20])
        if any(SHIPPED.kind(one) is None for one in self.offers):
            raise BadInput("offers", "unknown")
        if self.as_of > today or self.as_of.year < 1990:
            raise BadInput("as_of", "out_of_range")
        if self.at is not None and not all(
            low <= value <= high for value, (low, high) in zip(self.at, CHINA, strict=True)
        ):
            raise BadInput("longitude", "position")
        if self.capacity is not None and not 1 <= self.capacity <= MOST_CAPACITY:
            raise BadInput("capacity", "out_of_range")
        return replace(
            self,
            name="".join(read_words(self.name, "name", 60).split()),
            offers=tuple(one for one in dict.fromkeys(self.offers) if one != self.kind),
            at=None if self.at is None else (round(self.at[0], 7), round(self.at[1], 7)),
            address=read_words(self.address, "address", 80, needed=False),
            opening_hours=read_words(
                unicodedata.normalize("NFKC", self.opening_hours), "opening_hours", 60, needed=False
            ),
            phone=read_phone(self.phone),
            for_whom=read_words(self.for_whom, "for_whom", 40, needed=False),
            run_by=read_words(self.run_by, "run_by", 60, needed=False),
            source_id=self.source_id[:80],
        )
