"""A roll from a table: first a look at what it holds, row by row, then all of it or nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.ledger_files import LedgerFileError, open_table, refusal_sentence
from linli.cases.ledger_files.clean_text import cell_text
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.votes.actions.add_to_roll import add_to_roll
from linli.votes.queries.votes_shown import staff_vote
from linli.votes.rules.keepers import KEEPERS
from linli.votes.rules.roll_rows import (
    COLUMNS,
    KNOWN_NAMES,
    WHY_BAD,
    BadRollRow,
    ReadRoll,
    RollRow,
    read_roll_row,
    read_roll_rows,
)

MOST_BYTES = 10_000_000
MOST_CHARACTERS = 1_500_000


class RollFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("名册表"),
        help_text=gettext_lazy("Excel（.xlsx、.xls）或 CSV，不超过 10 MB。列：姓名、电话、住址、面积，顺序不限。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.tsv,.txt"}),
        required=False,
        allow_empty_file=True,
        max_length=200,
    )
    text = forms.CharField(required=False, max_length=MOST_CHARACTERS, widget=forms.HiddenInput, strip=False)

    def clean(self) -> dict[str, Any]:
        """The rows, in `read`: those of the file where one was chosen, else those looked at before."""
        asked = super().clean()
        file, text = asked.get("file"), asked.get("text", "")
        if file is None and not text:
            self.add_error("file", _("请选择文件。"))
        elif file is not None and file.size > MOST_BYTES:
            self.add_error("file", _("文件超过 10 MB，没有读，请检查是否选错了文件。"))
        elif not self.errors:
            data, name = (file.read(), file.name) if file is not None else (text.encode(), "rows.csv")
            try:
                asked["read"] = _read(data, name)
            except LedgerFileError as refusal:
                self.add_error("file", refusal_sentence(refusal, _))
        return asked


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def import_roll(request: StaffRequest, code: str) -> HttpResponse:
    """GET asks for the file; POST shows what it holds, row by row; POST with `do=import` puts all of it on the roll, or nothing."""
    vote = staff_vote(request.actor, code)
    form = RollFileForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    shown: dict[str, Any] = {}
    if form.is_valid():
        read: ReadRoll = form.cleaned_data["read"]
        if request.POST.get("do") == "import" and read.rows and not read.bad:
            with refused_into(form):
                count = add_to_roll(
                    actor=request.actor, key=read_key(request), vote=vote.key, source="list", rows=read.rows
                )
                messages.success(request, _("名册已加入 %(n)d 人。") % {"n": count})
                return request.back_to("staff:vote_roll", code)
        shown = {
            "previewed": True,
            "bad": [{"number": one.number, "why": _(WHY_BAD[one.reason])} for one in read.bad[:200]],
            "bad_count": len(read.bad),
            "rows": read.rows[:50],
            "row_count": len(read.rows),
            "without_area": sum(one.area is None for one in read.rows),
            "text": "" if read.bad else _as_csv(read.rows),
        }
    status = 422 if form.is_bound and (not form.is_valid() or shown.get("bad")) else 200
    return request.show("staff/votes/import_roll.html", status=status, form=form, vote=vote, **shown)


@require_safe
@staff_page(roles=KEEPERS)
def roll_template(request: StaffRequest) -> HttpResponse:
    """The table to fill in, with an example; a CSV that spreadsheets open."""
    example = [read_roll_row("王桂兰", "13900001111", "湖东苑1号楼1单元101", "89.50")]
    answer = HttpResponse(_as_csv(example).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = "attachment; filename*=UTF-8''%E5%90%8D%E5%86%8C.csv"
    return answer


def _read(data: bytes, name: str) -> ReadRoll:
    table = open_table(data, name, known_names=KNOWN_NAMES)
    broken: list[BadRollRow] = []

    def rows() -> Iterable[tuple[int, list[str]]]:
        for row in table.rows():
            if row.broken is not None:
                broken.append(BadRollRow(row.number, "unreadable"))
            elif not row.is_blank:
                yield row.number, [cell_text(cell) for cell in row.cells]

    read = read_roll_rows(table.header.names, rows())
    return ReadRoll(read.rows, tuple(sorted([*read.bad, *broken], key=lambda bad: bad.number)))


def _as_csv(rows: Iterable[RollRow]) -> str:
    text = io.StringIO()
    told = [[one.name, one.phone, one.home, "" if one.area is None else one.area] for one in rows]
    csv.writer(text).writerows([[names[0] for names in COLUMNS.values()], *told])
    return text.getvalue()
