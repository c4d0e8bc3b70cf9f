"""Reads about ledgers on their way in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.accounts.models import User
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.street_row import RowKey
from linli.places.queries import place_facts_of

from ..actions.take_in_ledger import MAY_IMPORT
from ..ledger_files import LedgerFileError, Mapping, mapping_from_json
from ..ledger_files_kept import kept
from ..matter import Source
from ..models import LedgerImport, SavedMapping


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """One import as its pages show it. `is_at_hand`: the file is still there, so that it can start or go on."""

    key: RowKey
    place_code: str
    community: str
    file_name: str
    sheet: str
    source: Source
    status: str
    total: int
    read: int
    arrived: int
    same: int
    bad: int
    reasons: tuple[tuple[str, int], ...]
    corrections: str
    error: str
    asked_at: datetime
    asked_by: str
    finished_at: datetime | None
    is_at_hand: bool

    @property
    def id(self) -> UUID:
        return self.key.id

    @property
    def is_draft(self) -> bool:
        return self.status == LedgerImport.Status.DRAFT

    @property
    def is_under_way(self) -> bool:
        return self.status in (LedgerImport.Status.WAITING, LedgerImport.Status.RUNNING)

    @property
    def is_done(self) -> bool:
        return self.status == LedgerImport.Status.DONE


@dataclass(frozen=True, slots=True)
class KnownMapping:
    """A mapping kept under a name, fitted to the file at hand."""

    name: str
    mapping: Mapping


def imports_page(actor: Actor, at: Position | None = None) -> Slice:
    """The imports of the actor's jurisdiction, newest first, as `ImportFacts`. Three statements."""
    found = keyset_slice(_of(actor), ("-asked_at", "-id"), at, size=20)
    return Slice(_facts(found.items), found.next, found.previous)


def import_facts(actor: Actor, import_id: UUID) -> ImportFacts:
    """One import. Raises `NotFound` when there is none in the actor's jurisdiction. Three statements."""
    row = _of(actor).filter(id=import_id).first()
    if row is None:
        raise NotFound("ledger_import", import_id)
    return _facts([row])[0]


def import_row(actor: Actor, import_id: UUID) -> LedgerImport:
    """The row behind `import_facts`, with its mapping. Raises `NotFound`. One statement."""
    row = _of(actor).filter(id=import_id).first()
    if row is None:
        raise NotFound("ledger_import", import_id)
    return row


def unfinished_import(community: str, sha256: str, sheet: str, mapping: Mapping) -> LedgerImport | None:
    """An import of this very content, in this very way, that the command line began and did not end. One statement."""
    return (
        LedgerImport.objects.filter(
            place_code=community, sha256=sha256, sheet=sheet, mapping=json.loads(mapping.to_json()), stored_as=""
        )
        .exclude(status=LedgerImport.Status.DONE)
        .order_by("-asked_at")
        .first()
    )


def saved_mapping(community: str, name: str) -> Mapping | None:
    """The mapping the community keeps under a name. Raises `MappingUnreadable`. One statement."""
    row = SavedMapping.objects.filter(place_code=community, name=name).first()
    return mapping_from_json(json.dumps(row.mapping)) if row else None


def mappings_that_fit(community: str, header: tuple[str, ...]) -> list[KnownMapping]:
    """The kept mappings of the community all whose columns the header has, latest first. One statement."""
    found = []
    for row in SavedMapping.objects.filter(place_code=community).order_by("-saved_at"):
        try:
            found.append(KnownMapping(row.name, mapping_from_json(json.dumps(row.mapping)).fit(header)))
        except LedgerFileError:
            continue
    return found


def _of(actor: Actor):
    if not actor.roles & MAY_IMPORT:
        return LedgerImport.objects.none()
    return LedgerImport.objects.all()


def _facts(rows: list[LedgerImport]) -> list[ImportFacts]:
    names = place_facts_of([(row.place_code, None, None) for row in rows]) if rows else {}
    people = dict(User.objects.filter(id__in={row.asked_by for row in rows}).values_list("id", "name")) if rows else {}
    return [
        ImportFacts(
            key=row.key,
            place_code=row.place_code,
            community=names[row.place_code, None, None].community,
            file_name=row.file_name,
            sheet=row.sheet,
            source=Source(row.source),
            status=row.status,
            total=row.total,
            read=row.read,
            arrived=row.arrived,
            same=row.same,
            bad=row.bad,
            reasons=tuple(sorted(row.reasons.items(), key=lambda one: -one[1])),
            corrections=row.corrections,
            error=row.error,
            asked_at=row.asked_at,
            asked_by=people.get(row.asked_by, ""),
            finished_at=row.finished_at,
            is_at_hand=kept(row.stored_as) is not None,
        )
        for row in rows
    ]
