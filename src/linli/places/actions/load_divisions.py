"""Load the table of divisions that Linli ships: provinces, cities, counties and streets of China."""

from __future__ import annotations

import csv
import io
import lzma
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.place_codes import parent_of
from linli.ledger import audit
from linli.ledger.copy_rows import copy_rows
from linli.ledger.deed import action, deed

from ..models import Division

SHIPPED = Path(__file__).parent.parent / "shipped" / "divisions_2023.csv.xz"
"""31 provinces, 342 cities, 2,978 counties, 41,352 streets with their statistical division codes, as the National Bureau of
Statistics published them for 2023, gathered by modood/Administrative-divisions-of-China (WTFPL)."""

SHIPPED_ROWS = 31 + 342 + 2_978 + 41_352


@action
def load_divisions(*, actor: Actor, key: UUID | None) -> int:
    """Write the divisions that are missing and return how many that were. Loading again writes nothing.

    For an administrator of the whole platform or the platform itself. About 0.4 s the first time.
    """
    with deed(actor, key, "places.load_divisions") as d:
        d.allow({Role.ADMINISTRATOR, Role.SYSTEM}, "places.load_divisions", on="*")
        if Division.objects.count() >= SHIPPED_ROWS:
            return 0
        written = copy_rows(Division, shipped_divisions(), on_conflict_do_nothing=True)
        audit.line(actor, d.name, audit.COUNTRY, Division._meta.label_lower, None, {"rows": written}, at=d.now).save(
            force_insert=True
        )
    return written


def shipped_divisions() -> Iterator[Division]:
    """Every division of the shipped table, parents before children."""
    with lzma.open(SHIPPED) as file:
        for line in csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline="")):
            yield Division(code=line["code"], name=line["name"], parent_code=parent_of(line["code"]))
