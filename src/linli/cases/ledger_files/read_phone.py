"""Telephone numbers as people write them, in one form."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from .refusals import RowRefused

_NOBODY = frozenset(
    (
        "无",
        "没有",
        "不详",
        "未知",
        "未留",
        "未提供",
        "匿名",
        "不愿透露",
        "保密",
        "空",
        "/",
        "-",
        "--",
        "—",
        "\\",
        "无电话",
        "0",
    )
)
_SPLIT = re.compile(r"[/;；、,，|\n]|或|(?<=\d)\s{2,}(?=\d)")
_MOBILE = re.compile(r"(?:\+?0{0,2}86)?0?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:\+?0{0,2}86)?(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})")
_LOCAL = re.compile(r"([2-8]\d{6,7})")
# Public numbers of three, five and six digits, and 400 and 800 numbers.
_SERVICE = re.compile(r"(1[12]\d|1[02]\d{3}|9[56]\d{3,4}|[48]00\d{7})")
_EXTENSION = re.compile(r"(?:转|ext\.?|x|#)\s*(\d{1,6})$", re.I)


class Phones(NamedTuple):
    """The first number, and any further ones of the same cell. A mobile is 11 digits; a landline 0566-2123456, with -extension."""

    first: str = ""
    others: tuple[str, ...] = ()


def read_phones(text: str) -> Phones:
    """All numbers in a cell; “无”, “不详” and the like mean none. Raises `RowRefused` phone_unreadable."""
    folded = unicodedata.normalize("NFKC", text).strip()
    if folded.lower() in _NOBODY or not folded:
        return Phones()
    numbers = tuple(dict.fromkeys(_read_one(part, text) for part in _SPLIT.split(folded) if part.strip()))
    return Phones(numbers[0], numbers[1:]) if numbers else Phones()


def _read_one(part: str, whole: str) -> str:
    bare, extension = part.strip(), ""
    if found := _EXTENSION.search(bare):
        bare, extension = bare[: found.start()], "-" + found[1]
    bare = re.sub(r"^(?:手机|电话|座机|tel|联系电话|号码)[::.]?", "", bare.strip(), flags=re.I)
    digits = re.sub(r"[\s\-—–−()._]+", "", bare)
    if found := _MOBILE.fullmatch(digits):
        return found[1]
    if found := _LANDLINE.fullmatch(digits):
        return f"{found[1]}-{found[2]}{extension}"
    if found := _LOCAL.fullmatch(digits) or _SERVICE.fullmatch(digits):
        return found[1] + extension
    raise RowRefused("phone_unreadable", text=whole[:40])
