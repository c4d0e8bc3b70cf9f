"""Form fields that several forms of cases share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linli.cases.queries.kinds import Kind, LargeKind
from linli.doors.refusal_words import words_for
from linli.kernel.errors import BadInput
from linli.ledger.photographs import Photograph, read_photograph


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotographsField(forms.FileField):
    """Photographs, cleaned as they come in; a bad file is named with its reason."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> tuple[Photograph, ...]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return tuple(self._read(file) for file in files)

    def _read(self, file: Any) -> Photograph:
        try:
            return read_photograph(file.read())
        except BadInput as refusal:
            words = _("%(name)s：%(why)s") % {"name": file.name[:60], "why": words_for(refusal)}
            raise ValidationError(words) from refusal


def kind_choices(tree: Iterable[LargeKind], suggested: Iterable[Kind] = ()) -> list[tuple[str, Any]]:
    """The kinds for a select, by large kind; the suggested ones first. Codes lead, so that typing one finds it."""
    suggested = list(suggested)
    groups: list[tuple[str, Any]] = [("", _("请选择类别"))]
    if suggested:
        groups.append((_("按内容建议"), [(kind.code, f"{kind.code} {kind.name}") for kind in suggested]))
    known = {kind.code for kind in suggested}
    for large in tree:
        rest = [(kind.code, f"{kind.code} {kind.name}") for kind in large.kinds if kind.code not in known]
        if rest:
            groups.append((f"{large.code} {large.name}", rest))
    return groups
