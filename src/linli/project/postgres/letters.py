"""Which letters are letters: PostgreSQL's own locale orders and compares, the system's serves the extensions."""

import contextlib
import locale


def system_letters() -> str:
    """The system's locale that knows Chinese letters as letters (pg_trgm asks it), `C` where there is none."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8"):
        with contextlib.suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            locale.setlocale(locale.LC_CTYPE, before)
            return name
    return "C"
