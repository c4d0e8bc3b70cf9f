"""Every deed that the audit trail can hold has a name in words."""

from __future__ import annotations

import re
from pathlib import Path

import linli
from linli.doors.staff.audit.deed_words import DEED_WORDS

DEED = re.compile(r'(?:\bdeed\(actor, key, |looked_at\([a-z_.]+, )"([a-z_.]+)"')


def test_no_deed_shows_as_a_code():
    source = Path(linli.__file__).parent
    written = {name for path in source.rglob("*.py") for name in DEED.findall(path.read_text(encoding="utf-8"))}
    assert len(written) > 30
    assert sorted(written - DEED_WORDS.keys()) == []
