"""What each column of a ledger brings: proposed, chosen, kept under a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.cases.actions.map_ledger import map_ledger
from linli.cases.actions.take_in_ledger import MAY_IMPORT
from linli.cases.ledger_files import (
    FIELD_NAMES,
    KIND_NAMES,
    MAPPING_SENTENCES,
    Field,
    LedgerFileError,
    Mapping,
    preview,
    refusal_sentence,
)
from linli.cases.matter import Source
from linli.cases.queries.imports import OpenLedger, mappings_that_fit, open_ledger
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page

MOST_COLUMNS = 200
"""Columns shown; a ledger has a dozen. Those beyond are left out."""

SOURCES = (Source.HOTLINE, Source.PROPERTY_FIRM, Source.CAPTAIN, Source.COMMUNITY, Source.LETTER)


class ColumnsForm(forms.Form):
    """One select a column, named `column_0`, `column_1`, …"""

    source = forms.ChoiceField(label=gettext_lazy("这是谁的台账"), widget=forms.RadioSelect)
    save_as = forms.CharField(
        label=gettext_lazy("把这个对应关系存下来，下次直接用"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("起个名字，例如：安居物业来电来访登记本。不填就不保存。"),
    )

    def __init__(self, *args: Any, ledger: OpenLedger, mapping: Mapping, **kwargs: Any) -> None:
        initial = {f"column_{one.index}": one.field.value if one.field else "" for one in mapping.columns}
        super().__init__(*args, initial={"source": ledger.source.value, **initial}, **kwargs)
        self.mapping = mapping
        self.fields["source"].choices = [(one.value, _(one.label)) for one in SOURCES]
        choices = [("", _("不导入")), *((field.value, _(FIELD_NAMES[field])) for field in Field)]
        for column in mapping.columns[:MOST_COLUMNS]:
            label = column.name or _("（第 %(number)d 列，没有列名）") % {"number": column.index + 1}
            self.fields[f"column_{column.index}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    def chosen(self) -> Mapping:
        """The mapping as it was set in the form."""
        mapping = self.mapping
        for column in mapping.columns[:MOST_COLUMNS]:
            value = self.cleaned_data.get(f"column_{column.index}")
            field = Field(value) if value else None
            if field is not column.field:
                mapping = mapping.choose(column.index, field)
        return mapping

    def clean(self) -> None:
        missing = self.chosen().missing() if not self.errors else ()
        if missing:
            names = _("、").join(_(FIELD_NAMES[name]) for name in missing)
            raise forms.ValidationError(_("还缺少：%(names)s。请为它选择一列，再继续。") % {"names": names})


class ColumnLine(NamedTuple):
    """A line of the page: the column, its first values, its select, and why it was proposed."""

    name: str
    samples: tuple[str, ...]
    bound: Any
    why: str
    is_certain: bool


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=MAY_IMPORT)
def columns(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """The columns with their proposals; a kept mapping (`?mapping=`) or another sheet (`?sheet=`) fills them anew."""
    given = request.POST if request.method == "POST" else request.GET
    try:
        ledger = open_ledger(request.actor, import_id, given.get("sheet", "").replace("\x00", ""))
    except LedgerFileError as refusal:
        return request.show("staff/imports/unreadable.html", status=422, words=refusal_sentence(refusal, _))
    kept = mappings_that_fit(ledger.place_code, ledger.table.header.names)
    mapping = next((one.mapping for one in kept if one.name == given.get("mapping")), ledger.mapping)
    form = ColumnsForm(request.POST or None, ledger=ledger, mapping=mapping)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            map_ledger(
                actor=request.actor,
                key=read_key(request),
                ledger=ledger.key,
                sheet=ledger.table.sheet,
                rows_at_most=ledger.table.rows_at_most,
                mapping=form.chosen(),
                source=Source(form.cleaned_data["source"]),
                save_as=form.cleaned_data["save_as"],
            )
            return request.back_to("staff:ledger_import", import_id)
    return request.show(
        "staff/imports/columns.html",
        status=422 if form.errors else 200,
        form=form,
        lines=list(_lines(form, ledger, mapping)),
        ledger=ledger,
        kind=_(KIND_NAMES[mapping.kind]),
        kept=kept,
        other_sheets=[name for name in ledger.table.sheets if name != ledger.table.sheet],
        import_id=import_id,
    )


def _lines(form: ColumnsForm, ledger: OpenLedger, mapping: Mapping) -> Iterator[ColumnLine]:
    samples = preview(ledger.table, mapping, 0, now=ledger.asked_at, read_at_most=0).columns
    for one in samples[:MOST_COLUMNS]:
        bound = form[f"column_{one.column.index}"]
        certain = one.column.confidence.value in ("certain", "chosen")
        yield ColumnLine(bound.label, one.samples, bound, _(MAPPING_SENTENCES[one.column.why]), certain)
