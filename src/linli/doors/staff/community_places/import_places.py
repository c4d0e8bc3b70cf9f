"""Estates, buildings and grids from a file: first a look at what it would change, then the import."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid5

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.table_file import Rows, TableFileForm, as_csv, csv_template
from linli.places.actions.take_in_places import take_in_places
from linli.places.queries.keeping import kept_community, preview_places
from linli.places.rules.keepers import KEEPERS
from linli.places.rules.place_rows import COLUMNS, KNOWN_NAMES, BadPlaceRow, PlaceRow, ReadPlaces, read_place_rows
from linli.teams.actions.open_organisation import open_organisation
from linli.teams.queries import organisations_within

from .bad_rows import words_for_bad

EXAMPLE = (
    (
        "第一网格",
        "基础",
        "湖东苑",
        "湖东小区、东苑",
        "一期",
        "1号楼",
        "3",
        "6",
        "36",
        "湖畔物业",
        "117.4891",
        "30.6612",
    ),
    ("第一网格", "", "湖东苑", "", "一期", "2号楼", "3", "6", "", "湖畔物业", "", ""),
    ("湖东小学", "专属", "湖东小学", "", "", "教学楼", "1", "4", "", "", "", ""),
)

KINDS = {"basic": "基础", "exclusive": "专属"}
"""As the table has them, in whatever language the page is."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def import_places(request: StaffRequest, code: str) -> HttpResponse:
    """GET asks for the file; POST shows what it would change; POST with `do=import` imports all of it or nothing."""
    community = kept_community(request.actor, code).community
    form = TableFileForm(
        *(request.POST, request.FILES) if request.method == "POST" else (),
        label=_("小区楼栋表"),
        known_names=KNOWN_NAMES,
        read=_read,
    )
    shown: dict[str, Any] = {}
    if form.is_valid():
        read: ReadPlaces = form.cleaned_data["read"]
        if request.POST.get("do") == "import" and read.rows and not read.bad:
            with refused_into(form), transaction.atomic():
                count = take_in_places(
                    actor=request.actor,
                    key=read_key(request),
                    community=code,
                    rows=read.rows,
                    firms=_firms(request, code, read.rows),
                )
                messages.success(request, _("已导入，新增和改动共 %(count)d 处。") % {"count": count})
                return request.back_to("staff:community", code)
        shown = _preview(request, code, read)
    status = 422 if form.is_bound and (not form.is_valid() or shown.get("bad")) else 200
    return request.show("staff/places/import.html", status=status, form=form, community=community, **shown)


@require_safe
@staff_page(roles=KEEPERS)
def template_file(request: StaffRequest) -> HttpResponse:
    """The table to fill in, with three rows as an example; a CSV that spreadsheets open."""
    return csv_template(_heads(), EXAMPLE, "%E5%B0%8F%E5%8C%BA%E6%A5%BC%E6%A0%8B%E8%A1%A8")


def _read(names: Sequence[str], rows: Rows, broken: list[int]) -> ReadPlaces:
    read = read_place_rows(names, rows)
    bad = [*read.bad, *(BadPlaceRow(number, "unreadable") for number in broken)]
    return ReadPlaces(read.rows, tuple(sorted(bad, key=lambda one: one.number)))


def _heads() -> list[str]:
    return [names[0] for names in COLUMNS.values()]


def _preview(request: StaffRequest, code: str, read: ReadPlaces) -> dict[str, Any]:
    known = {one.name: one.id for one in organisations_within(code, "property_firm")}
    plan = preview_places(request.actor, code, read.rows, known)
    bad = sorted([*read.bad, *plan.bad], key=lambda one: one.number)
    firms = sorted({row.firm for row in read.rows if row.firm} - known.keys())
    return {
        "previewed": True,
        "plan": plan,
        "firms": firms,
        "changes": [one.name for one in (*plan.changed_estates.values(), *plan.changed_buildings.values())][:50],
        "bad": [{"number": one.number, "why": words_for_bad(one)} for one in bad[:200]],
        "bad_count": len(bad),
        "nothing": plan.is_empty and not firms and not bad,
        "rows": read.rows[:50],
        "row_count": len(read.rows),
        "text": "" if bad else as_csv(_heads(), map(_cells, read.rows)),
    }


def _firms(request: StaffRequest, code: str, rows: Iterable[PlaceRow]) -> dict[str, Any]:
    """The ids of the property firms named, those not yet on the list put there."""
    known = {one.name: one.id for one in organisations_within(code, "property_firm")}
    key = read_key(request)
    for name in sorted({row.firm for row in rows if row.firm} - known.keys()):
        known[name] = open_organisation(
            actor=request.actor, key=uuid5(key, name), name=name, kind="property_firm", prefix=code
        ).id
    return known


def _cells(row: PlaceRow) -> list[Any]:
    told = (
        row.grid, KINDS.get(row.kind), row.estate, "、".join(row.aliases), row.cluster, row.building, row.units, row.floors,
        row.households, row.firm, row.longitude, row.latitude,
    )  # fmt: skip
    return ["" if one is None else one for one in told]
