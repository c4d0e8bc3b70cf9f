"""One case, one code (一案一码): ten digits that can be read over the telephone; the last one checks the others."""

from __future__ import annotations

import secrets

_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def _damm(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim


def new_case_code() -> str:
    """A fresh random code: nine digits and a Damm check digit, which catches every single slip and swap of neighbours."""
    body = f"{secrets.randbelow(900_000_000) + 100_000_000}"
    return body + str(_damm(body))


def read_case_code(text: str) -> str | None:
    """The code in what somebody typed (spaces, dashes and full-width digits allowed), or None when it cannot be one."""
    if len(text) > 60:
        return None
    digits = "".join(str(int(c)) for c in text if c.isdecimal())
    if len(digits) != 10 or digits[0] == "0" or _damm(digits) != 0:
        return None
    return digits


def show_case_code(code: str) -> str:
    """The code in groups: 4821 096 735."""
    return f"{code[:4]} {code[4:7]} {code[7:]}"
