"""What was said of a facility, written into its row."""

from __future__ import annotations

from .models import Facility
from .rules.facility_said import FacilitySaid

FIELDS = (
    "kind", "offers", "name", "address", "longitude", "latitude", "opening_hours", "phone", "capacity", "for_whom",
    "is_accessible", "run_by", "as_of",
)  # fmt: skip


def say_into(row: Facility, said: FacilitySaid) -> bool:
    """Set the row's columns to what was said; whether anything differs."""
    at = said.at or (None, None)
    told = {name: getattr(said, name) for name in FIELDS if name not in ("longitude", "latitude", "offers")}
    told |= {"longitude": at[0], "latitude": at[1], "offers": list(said.offers)}
    differs = any(getattr(row, name) != value for name, value in told.items())
    for name, value in told.items():
        setattr(row, name, value)
    return differs
