"""Services from a table: first a look at what it says, then the import of all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusal_words import words_for
from linli.doors.refusals import refused_into
from linli.doors.staff.communities_read import community_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.table_file import Rows, TableFileForm, as_csv, csv_template
from linli.kernel import clock
from linli.kernel.errors import BadInput
from linli.places.actions.take_in_facilities import take_in_facilities
from linli.places.rules.circle.standard import SHIPPED
from linli.places.rules.facility_rows import COLUMNS, KNOWN_NAMES, BadFacilityRow, ReadFacilities, read_facility_rows
from linli.places.rules.facility_said import FacilitySaid
from linli.places.rules.keepers import FACILITY_KEEPERS

HEADS = tuple(names[0] for names in COLUMNS.values())
EXAMPLE = (
    ("助餐点、社区食堂", "湖东助餐点", "湖东苑1号楼旁", "117.4891", "30.6612", "周一至周六 10:30-12:30", "0566-2020202", "80", "60 岁以上", "湖东养老院", "是"),
    ("公交站", "湖东苑站", "", "117.4880", "30.6605", "", "", "", "", "", ""),
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=FACILITY_KEEPERS)
def import_facilities(request: StaffRequest, code: str) -> HttpResponse:
    """GET asks for the file; POST shows what it says; POST with `do=import` takes in all of it or nothing."""
    community = community_read(request.actor, code)
    form = TableFileForm(
        *(request.POST, request.FILES) if request.method == "POST" else (),
        label=_("便民设施表"),
        known_names=KNOWN_NAMES,
        read=_read,
    )
    shown: dict[str, Any] = {}
    if form.is_valid():
        read: ReadFacilities = form.cleaned_data["read"]
        if request.POST.get("do") == "import" and read.rows and not read.bad:
            with refused_into(form):
                count = take_in_facilities(
                    actor=request.actor, key=read_key(request), community=code, said=list(read.rows), origin="table"
                )
                messages.success(request, _("已导入，新增和改动共 %(count)d 处。") % {"count": count})
                return request.back_to("staff:facilities", code)
        shown = {
            "previewed": True,
            "rows": [(one, SHIPPED.kind(one.kind)) for one in read.rows[:100]],
            "row_count": len(read.rows),
            "bad": [{"number": one.number, "why": _why(one)} for one in read.bad[:200]],
            "bad_count": len(read.bad),
            "text": "" if read.bad else as_csv(HEADS, map(_cells, read.rows)),
        }
    status = 422 if form.is_bound and (not form.is_valid() or shown.get("bad")) else 200
    return request.show("staff/circle/import.html", status=status, form=form, community=community, heads=HEADS, **shown)


@require_safe
@staff_page(roles=FACILITY_KEEPERS)
def facilities_template(request: StaffRequest) -> HttpResponse:
    """The table to fill in, with two rows as an example."""
    return csv_template(HEADS, EXAMPLE, "%E4%BE%BF%E6%B0%91%E8%AE%BE%E6%96%BD%E8%A1%A8")


def _read(names: Sequence[str], rows: Rows, broken: list[int]) -> ReadFacilities:
    read = read_facility_rows(names, rows, clock.today())
    bad = [*read.bad, *(BadFacilityRow(number, "file", "unreadable") for number in broken)]
    return ReadFacilities(read.rows, tuple(sorted(bad, key=lambda one: one.number)))


def _why(bad: BadFacilityRow) -> str:
    said = words_for(BadInput(bad.field, bad.reason))
    return f"{bad.text}{_('：')}{said}" if bad.text else said


def _cells(one: FacilitySaid) -> list[Any]:
    kind = SHIPPED.kind(one.kind)
    at = one.at or ("", "")
    accessible = {True: "是", False: "否"}.get(one.is_accessible, "")
    return [
        kind.label if kind else "", one.name, one.address, *at, one.opening_hours, one.phone,
        "" if one.capacity is None else one.capacity, one.for_whom, one.run_by, accessible,
    ]  # fmt: skip
