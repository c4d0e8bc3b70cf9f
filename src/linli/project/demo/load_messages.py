"""Fill the demonstration with matters: real messages where they are at hand, else ledgers of its own, and live cases."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings

from linli.cases.actions.take_in_ledger import take_in_ledger
from linli.cases.import_ledger import run_import
from linli.cases.ledger_files import open_table, propose_mapping
from linli.cases.models import LedgerImport
from linli.kernel import clock
from linli.kernel.actor import system

from .ledgers import LEDGERS, ledger_bytes
from .live_cases import make_live_cases
from .load_places import Progress
from .plan import COMMUNITY

PUBLISHED = "事项里有一批公开的市民网上留言（地名已隐去，因此归到社区），另有程序生成的在办事项。"
GENERATED = "事项全部由程序生成（没有找到公开的留言文件）。"


def load_messages(progress: Progress) -> str:
    """Import the published messages (`messages/answered.csv`) or, where they are not there, 400 rows of four ledgers of our
    own; then make about 60 live cases by the real deeds. Returns the sentence that says which, for the footer."""
    path = published_messages()
    if path is not None:
        row = _bring_in(path.name, path.read_bytes(), progress)
        progress(f"公开留言 {row.arrived} 件，已有 {row.same} 件")
        note = PUBLISHED
    else:
        now = clock.now()
        for ledger in LEDGERS:
            row = _bring_in(ledger.file_name, ledger_bytes(ledger, now), progress)
            progress(f"{ledger.file_name} {row.arrived} 件")
        note = GENERATED
    progress(f"在办事项 {make_live_cases()} 件，由真实的步骤一步步办出来")
    progress(note)
    return note


def published_messages() -> Path | None:
    """The file of published messages beside the project (LINLI_SHARED_DATA overrides where); None when it is not there."""
    folder = Path(os.environ.get("LINLI_SHARED_DATA") or Path(settings.ROOT).parent / "shared" / "data")
    path = folder / "messages" / "answered.csv"
    return path if path.is_file() else None


def _bring_in(name: str, data: bytes, progress: Progress) -> LedgerImport:
    table = open_table(data, name)
    row = take_in_ledger(
        actor=system(),
        key=None,
        community=COMMUNITY,
        file_name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        mapping=propose_mapping(table.header.names, table.header.title),
        rows_at_most=table.rows_at_most,
        data=data,
    )
    return run_import(row.key, told=lambda now: progress(f"{name}：{now.read} 行"))
