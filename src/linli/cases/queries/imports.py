"""Reads about ledgers on their way in."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from linli.accounts.models import User
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.scope import EVERYTHING
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.street_row import RowKey, scope_condition
from linli.places.models import Community
from linli.places.queries import CommunityChoice, place_facts_of

from ..actions.take_in_ledger import MAY_IMPORT
from ..import_ledger import mapping_of, names_in
from ..ledger_files import (
    LedgerFileError,
    Mapping,
    Preview,
    Table,
    mapping_from_json,
    open_table,
    preview,
    propose_mapping,
)
from ..ledger_files_kept import kept
from ..matter import Source
from ..models import LedgerImport, SavedMapping

READ_FOR_PREVIEW = 20_000
"""Rows a page reads before it answers: about a second."""


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


@dataclass(frozen=True, slots=True)
class OpenLedger:
    """The file of an import that has not started, opened: what its pages read from it."""

    key: RowKey
    place_code: str
    asked_at: datetime
    source: Source
    table: Table
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


def open_ledger(actor: Actor, import_id: UUID, sheet: str = "") -> OpenLedger:
    """The stored file of an import, opened on its sheet or another one, with its mapping (for another sheet: proposed).

    Raises `NotFound` when the import or its file is not there, a `LedgerFileError` when it cannot be read. One statement.
    """
    row = import_row(actor, import_id)
    path = kept(row.stored_as)
    if path is None:
        raise NotFound("ledger_file", import_id)
    mapping = mapping_of(row)
    wanted = sheet or row.sheet
    table = open_table(path, row.file_name, sheet=wanted or None, known_names=names_in(mapping))
    proposed = propose_mapping(table.header.names, table.header.title)
    if table.sheet != row.sheet or len(mapping.columns) != len(proposed.columns):
        mapping = proposed
    else:
        # Where the choice is the proposal, the proposal's reason is shown beside it.
        pairs = zip(mapping.columns, proposed.columns, strict=True)
        mapping = replace(mapping, columns=tuple(there if here.field is there.field else here for here, there in pairs))
    return OpenLedger(row.key, row.place_code, row.asked_at, Source(row.source), table, mapping)


def first_rows(ledger: OpenLedger) -> Preview:
    """What an import would do, from the first 20,000 rows. No statement."""
    return preview(ledger.table, ledger.mapping, 12, now=ledger.asked_at, read_at_most=READ_FOR_PREVIEW)


def communities_for_import(actor: Actor) -> list[CommunityChoice]:
    """The communities the actor may bring a ledger into, by code. One statement."""
    prefixes = {grant.prefix for grant in actor.grants if grant.role in MAY_IMPORT}
    rows = Community.public.order_by("place_code")
    if EVERYTHING not in prefixes:
        condition = Q(pk__in=[])
        for prefix in prefixes:
            condition |= scope_condition(prefix)
        rows = rows.filter(condition)
    return [CommunityChoice(row.place_code, row.name, row.is_demo) for row in rows]


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
