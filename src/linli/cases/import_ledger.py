"""A ledger comes in from its first row to its last, chunk by chunk, and goes on where it was interrupted."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.db import connection

from linli.accounts.models import User
from linli.kernel.actor import SYSTEM_ID, system
from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey
from linli.teams.queries import work_calendar

from .actions.bring_in_rows import Chunk, bring_in_rows
from .actions.end_import import end_import
from .categories import set_in_force
from .ledger_arrival import AS_RECORDED, Arriving
from .ledger_files import (
    BadRow,
    LedgerFileError,
    Mapping,
    Table,
    mapping_from_json,
    open_table,
    read_ledger,
    refusal_sentence,
    write_corrections,
)
from .ledger_files_kept import corrections_path, kept
from .ledger_places import place_finder
from .matter import Source
from .models import Category, LedgerImport

log = logging.getLogger(__name__)

CHUNK = 2_000
"""Rows of one transaction: measured, larger ones are no faster, and progress moves at least once a second."""

FILE_IS_GONE = "导入用的文件已经不在，已导入的行都保留。请重新上传同一个文件，已有的行不会重复。"
BROKE_OFF = "导入中断了，已导入的行都保留。请点“继续导入”，从中断的地方接着做，不会重复。"

T = TypeVar("T")


def run_import(
    ledger: RowKey, path: Path | None = None, told: Callable[[LedgerImport], None] = lambda row: None
) -> LedgerImport:
    """Bring in what is left of an import and write the file of rows to correct; returns the import as it ended.

    `path` is the file where the command line found it, otherwise the stored upload. `told` hears of the progress after each
    chunk of 2,000 rows, which is one transaction: after a crash the next run goes on behind the last of them. Memory does
    not grow with the file (but for one digest a row). A file that cannot be read ends the import as interrupted, with the
    sentence in `error`. While another process is at it, nothing is done.
    """
    with _alone(ledger) as is_ours:
        return _run(ledger, path, told) if is_ours else read_import(ledger)


def _run(ledger: RowKey, path: Path | None, told: Callable[[LedgerImport], None]) -> LedgerImport:
    row = read_import(ledger)
    if row.status == LedgerImport.Status.DONE:
        return row
    source = path or kept(row.stored_as)
    if source is None:
        return _end(row, error=FILE_IS_GONE)
    try:
        mapping = mapping_of(row)
        table = open_table(source, row.file_name, sheet=row.sheet or None, known_names=names_in(mapping))
        arriving = _arriving(row)
        # Whatever is read now must be what was read before the interruption: the day of asking decides what is future.
        outcomes = islice(read_ledger(table, mapping, row.asked_at), row.read, None)
        at = row.read
        for outcomes_of_chunk in _chunks(outcomes, CHUNK):
            chunk = Chunk(row.id, at, outcomes_of_chunk)
            bring_in_rows(actor=system(), key=chunk.key, ledger=ledger, chunk=chunk, arriving=arriving)
            at += len(outcomes_of_chunk)
            told(read_import(ledger))
        row = read_import(ledger)
        return _end(row, corrections=_write_corrections(row, table, mapping) if row.bad else "")
    except LedgerFileError as refusal:
        return _end(row, error=refusal_sentence(refusal))
    except Exception:
        _end(row, error=BROKE_OFF)
        raise


def import_in_background(street_code: int, import_id: str) -> None:
    """The job behind `start_import`."""
    run_import(RowKey(street_code, UUID(import_id)))


@contextmanager
def _alone(ledger: RowKey) -> Iterator[bool]:
    """Whether nobody else brings this import in now. Who dies lets go: the lock belongs to the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('linli import'), hashtext(%s))", [str(ledger.id)])
        is_ours = cursor.fetchone()[0]
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('linli import'), hashtext(%s))", [str(ledger.id)])


def read_import(ledger: RowKey) -> LedgerImport:
    """The import as it stands. Raises `NotFound`. One statement."""
    with acting_in(Scope.everything()):
        row = LedgerImport.objects.filter(street_code=ledger.street_code, id=ledger.id).first()
    if row is None:
        raise NotFound("ledger_import", ledger)
    return row


def mapping_of(row: LedgerImport) -> Mapping:
    """The columns of an import. Raises `MappingUnreadable`."""
    return mapping_from_json(json.dumps(row.mapping))


def names_in(mapping: Mapping) -> tuple[str, ...]:
    """The column names by which the header is found again."""
    return tuple(column.name for column in mapping.columns if column.name)


def _end(row: LedgerImport, *, corrections: str = "", error: str = "") -> LedgerImport:
    return end_import(actor=system(), key=None, ledger=row.key, corrections=corrections, error=error)


def _arriving(row: LedgerImport) -> Arriving:
    with acting_in(Scope.everything()):
        asker = User.objects.filter(id=row.asked_by).first()
        kinds = Category.objects.filter(set=set_in_force(row.place_code)).exclude(parent_code="")
        return Arriving(
            import_id=row.id,
            source=Source(row.source),
            by=asker.id if asker else SYSTEM_ID,
            by_name=asker.name if asker else AS_RECORDED,
            at=row.asked_at,
            place_of=place_finder(row.place_code),
            kinds={kind.name: (kind.set_id, kind.code) for kind in kinds},
            calendar=work_calendar(row.place_code),
        )


def _write_corrections(row: LedgerImport, table: Table, mapping: Mapping) -> str:
    """The rows to correct, read once more from the start, so that none is lost by an interruption and none kept in memory."""
    path = corrections_path(row.id)
    bad = (one for one in read_ledger(table, mapping, row.asked_at) if isinstance(one, BadRow))
    write_corrections(table.header, bad, path)
    path.chmod(0o600)
    return path.name


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
