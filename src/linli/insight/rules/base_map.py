"""What may be laid under our maps: a tile server's address, its review number, and coordinates that are ours. No Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from linli.kernel.errors import BadInput

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?", re.ASCII)
_REVIEW = re.compile(r"(GS|[一-龥]S)[一-龥]?[（(〔\[]\d{4}[)）〕\]]\d{1,5}号")
"""审图号 as they are printed: GS（2024）0650号, GS京（2022）1061号, 京S（2021）023号."""

SHIFTED = (
    "autonavi.com",
    "amap.com",
    "gaode.com",
    "qq.com",
    "gtimg.com",
    "google.cn",
    "google.com",
    "baidu.com",
    "bdimg.com",
    "bdstatic.com",
)
"""Hosts whose tiles are drawn in GCJ-02 or BD-09, some hundred metres beside the ground. Ours are WGS-84/CGCS2000, and nothing is moved in
silence: such a map is refused."""
DEEPEST = range(10, 23)
LONGEST = 300


@dataclass(frozen=True, slots=True)
class BaseMapSaid:
    """What somebody set up."""

    template: str
    names: str = ""
    source: str = ""
    review: str = ""
    deepest: int = 18

    def checked(self) -> BaseMapSaid:
        """The same, without spaces at the ends. Raises `BadInput` for an address that is none, one in shifted coordinates, names from
        another host, a source or review number that is missing or none."""
        said = BaseMapSaid(
            *(one.strip() for one in (self.template, self.names, self.source, self.review)), self.deepest
        )
        origin = origin_of(said.template, "template")
        if said.names and origin_of(said.names, "names") != origin:
            raise BadInput("names", "another_host")
        if not said.source or len(said.source) > 40 or not said.source.isprintable():
            raise BadInput("source", "base_map_source")
        if not _REVIEW.fullmatch(said.review):
            raise BadInput("review", "no_review_number")
        if said.deepest not in DEEPEST:
            raise BadInput("deepest", "no_zoom")
        return said


def origin_of(template: str, name: str = "template") -> str:
    """Scheme and host of a template, as a content policy names them. Raises `BadInput`."""
    try:
        parts = urlsplit(template)
        port = parts.port
    except ValueError:
        raise BadInput(name, "not_a_tile_address") from None
    host = (parts.hostname or "").lower()
    holds_all = all(template.count(f"{{{part}}}") == 1 for part in "zxy") and template.count("{key}") <= 1
    is_plain = (
        len(template) <= LONGEST
        and template.isascii()
        and template.isprintable()
        and not re.search(r"[\s\"'<>\\;,]", template)
    )
    in_path = "{" not in parts.netloc and "@" not in parts.netloc
    if not (parts.scheme in ("http", "https") and _HOST.fullmatch(host) and holds_all and is_plain and in_path):
        raise BadInput(name, "not_a_tile_address")
    if any(host == shifted or host.endswith(f".{shifted}") for shifted in SHIFTED):
        raise BadInput(name, "shifted")
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}"
