"""Photographs sent with a form: the good ones are taken, each bad one is refused by name, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from linli.cases.matter import MOST_PHOTOGRAPHS, clean_text
from linli.kernel.errors import BadInput
from linli.ledger.photographs import MAX_BYTES, Photograph, read_photograph
from linli.ledger.waiting_photographs import set_aside, take_up

FIELD = "photographs"
KEPT = "kept"


@dataclass(slots=True)
class Uploads:
    """What came with a form: `photographs` to keep, and `refused` files, each a sentence with its name and the reason."""

    photographs: list[Photograph] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    waiting: dict[int, str] = field(default_factory=dict)

    def set_aside(self) -> list[str]:
        """Tokens for the form that goes back to be corrected, in fields named `kept`. What waited already keeps its token."""
        return [self.waiting.get(n) or set_aside(photograph) for n, photograph in enumerate(self.photographs)]


def read_uploads(request: HttpRequest, most: int = MOST_PHOTOGRAPHS) -> Uploads:
    """The photographs of a posted form: those set aside earlier (`kept`) and the new ones (`photographs`), at most `most`."""
    uploads = Uploads()
    for token in request.POST.getlist(KEPT)[:most]:
        photograph = take_up(token[:400])
        if photograph is None:
            uploads.refused.append(_("有一张先前选的照片已经不在，请重新选择。"))
        else:
            uploads.waiting[len(uploads.photographs)] = token
            uploads.photographs.append(photograph)
    _read_new(uploads, request.FILES.getlist(FIELD), most)
    return uploads


def _read_new(uploads: Uploads, files: Iterable[UploadedFile], most: int) -> None:
    for file in files:
        name = clean_text(file.name or "")[:60] or _("没有名字的文件")
        if len(uploads.photographs) >= most:
            uploads.refused.append(_("“{name}”没有收下：最多 {most} 张。").format(name=name, most=most))
            continue
        try:
            if file.size and file.size > MAX_BYTES:
                raise BadInput(FIELD, "too_big", file.size)
            uploads.photographs.append(read_photograph(file.read()))
        except BadInput as refusal:
            uploads.refused.append(_reason(name, refusal.reason))


def _reason(name: str, reason: str) -> str:
    words = {
        "empty": _("“{name}”没有收下：文件是空的。"),
        "too_big": _("“{name}”没有收下：太大了，每张不超过 12 MB。"),
        "not_a_picture": _("“{name}”没有收下：不是照片（可以传 JPG、PNG、WebP）。"),
    }
    return words.get(reason, _("“{name}”没有收下：照片打不开，可能没有传完整。")).format(name=name)
