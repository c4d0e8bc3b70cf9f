"""A chunk of a ledger's rows becomes cases, and the import's progress moves on with it, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import connection

from linli.kernel.actor import Actor, Role
from linli.kernel.case_codes import new_case_code
from linli.kernel.errors import Conflict
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.copy_rows import copy_rows
from linli.ledger.deed import action, deed
from linli.ledger.models import FollowCode
from linli.ledger.street_row import RowKey

from ..events import CasesBroughtIn
from ..ledger_arrival import Arrived, Arriving, arrival_of
from ..ledger_files import BadRow, LedgerRow, SameRow
from ..matter import FOLLOWED_AS
from ..models import Case, Entry, LedgerImport, Step


class Chunk:
    """Outcomes of reading, from position `start` of one file on. Its text stands for its content: the same position of the
    same import always holds the same rows."""

    def __init__(self, import_id: UUID, start: int, outcomes: Sequence[LedgerRow | BadRow | SameRow]) -> None:
        self.import_id, self.start, self.outcomes = import_id, start, outcomes

    @property
    def key(self) -> UUID:
        """The idempotency key under which this chunk is brought in once, however often it is tried."""
        return uuid5(NAMESPACE_OID, f"ledger {self}")

    def __str__(self) -> str:
        return f"{self.import_id} from {self.start}"


@action
def bring_in_rows(*, actor: Actor, key: UUID | None, ledger: RowKey, chunk: Chunk, arriving: Arriving) -> int:
    """Write the chunk's new rows by COPY and return how many arrived; rows the street has already count as same.

    Raises `Conflict` when the import stands elsewhere than at the chunk's start, `NotAllowed` for a person: rows come in by
    the system, on behalf of whoever asked. About 17 statements a chunk, whatever its size.
    """
    with deed(actor, key, "ledger.bring_in", scope=Scope.everything()) as d:
        row = d.lock(LedgerImport, ledger)
        d.allow({Role.SYSTEM}, "ledger.bring_in", on=row)
        if row.read != chunk.start:
            raise Conflict("ledger_import", by=row.read)
        _one_import_at_a_time(row.street_code)
        good = [outcome for outcome in chunk.outcomes if isinstance(outcome, LedgerRow)]
        known = set(
            Entry.objects.filter(
                street_code=row.street_code, fingerprint__in=[one.fingerprint for one in good]
            ).values_list("fingerprint", flat=True)
        )
        arrived = [arrival_of(one, arriving) for one in good if one.fingerprint not in known]
        _write(arrived)
        bad = [outcome for outcome in chunk.outcomes if isinstance(outcome, BadRow)]
        reasons = Counter(row.reasons)
        for one in bad:
            reasons.update({reason.code for reason in one.reasons})
        row.status = LedgerImport.Status.RUNNING
        row.read += len(chunk.outcomes)
        row.arrived += len(arrived)
        row.bad += len(bad)
        row.same += len(chunk.outcomes) - len(arrived) - len(bad)
        row.reasons = dict(reasons)
        row.save()
        d.record(row)
        d.announce(*_events(arrived))
    return len(arrived)


def _events(arrived: Sequence[Arrived]) -> list[CasesBroughtIn]:
    streets: dict[int, list[UUID]] = {}
    for one in arrived:
        streets.setdefault(one.case.street_code, []).append(one.case.id)
    return [CasesBroughtIn(street, tuple(ids)) for street, ids in sorted(streets.items())]


def _one_import_at_a_time(street_code: int) -> None:
    """Two files of one street that hold the same row wait for each other, so that the look-up of known rows is true."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('linli ledger import'), %s)", [street_code])


def _write(arrived: Sequence[Arrived]) -> None:
    _take_codes([one.case for one in arrived])
    copy_rows(Case, (one.case for one in arrived))
    copy_rows(Entry, (one.entry for one in arrived))
    copy_rows(Step, (step for one in arrived for step in one.steps))


def _take_codes(cases: Sequence[Case]) -> None:
    """A code for every case, registered. One that somebody has already is drawn again."""
    waiting = {case.id: case for case in cases}
    while waiting:
        drawn = {new_case_code(): case for case in waiting.values()}
        rows: list[Any] = [
            FollowCode(
                code=code,
                kind=FOLLOWED_AS,
                street_code=street_of(case.place_code),
                row_id=case.id,
                as_id=case.id,
                place_code=case.place_code,
            )
            for code, case in drawn.items()
        ]
        written = copy_rows(FollowCode, rows, on_conflict_do_nothing=True)
        ours = set(drawn)
        if written < len(rows):
            found = FollowCode.objects.filter(code__in=drawn).values_list("code", "row_id")
            ours = {code for code, case_id in found if drawn[code].id == case_id}
        for code in ours:
            case = drawn[code]
            case.code = code
            del waiting[case.id]
