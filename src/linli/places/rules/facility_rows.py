"""A table of facilities, row by row, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from linli.kernel.errors import BadInput

from .circle.standard import SHIPPED
from .facility_said import FacilitySaid

MOST_ROWS = 2_000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kind": ("类别", "设施类别", "种类"),
    "name": ("名称", "设施名称"),
    "address": ("地址",),
    "longitude": ("经度",),
    "latitude": ("纬度",),
    "opening_hours": ("开放时间", "营业时间"),
    "phone": ("电话", "联系电话"),
    "capacity": ("能服务人数", "容量", "床位"),
    "for_whom": ("服务对象",),
    "run_by": ("举办单位", "运营单位"),
    "accessible": ("无障碍",),
}
"""Field → the column names under which it is known; the first is the template's."""

KNOWN_NAMES = tuple(name for names in COLUMNS.values() for name in names)


@dataclass(frozen=True, slots=True)
class BadFacilityRow:
    """A row that cannot be taken: its number, the field and what is wrong with it."""

    number: int
    field: str
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReadFacilities:
    rows: tuple[FacilitySaid, ...]
    bad: tuple[BadFacilityRow, ...]


def read_facility_rows(names: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], today: date) -> ReadFacilities:
    """Read rows of text under columns found by name. A table without 类别 or 名称 is one bad row, `no_column`."""
    at = {field: i for field, known in COLUMNS.items() for i, name in enumerate(names) if name.strip() in known}
    if "kind" not in at or "name" not in at:
        return ReadFacilities((), (BadFacilityRow(1, "file", "no_column"),))
    good: dict[tuple[str, str], FacilitySaid] = {}
    bad: list[BadFacilityRow] = []
    for number, cells in rows:
        told = {field: cells[i].strip() for field, i in at.items() if i < len(cells) and cells[i].strip()}
        if not told:
            continue
        if len(good) + len(bad) >= MOST_ROWS:
            bad.append(BadFacilityRow(number, "file", "too_many", str(MOST_ROWS)))
            break
        try:
            one = _said(told, today).checked(today)
            if (one.kind, one.name) in good:
                raise BadInput("name", "twice", one.name)
            good[one.kind, one.name] = one
        except BadInput as wrong:
            bad.append(BadFacilityRow(number, wrong.field, wrong.reason, told.get(wrong.field, "")[:20]))
    return ReadFacilities(tuple(good.values()), tuple(bad))


def _said(told: Mapping[str, str], today: date) -> FacilitySaid:
    given = told.get("kind", "")
    kind = next(
        (one.code for one in SHIPPED.kinds if given and (given == one.label or given in one.label.split("、"))), ""
    )
    at = tuple(_number(told, name) for name in ("longitude", "latitude") if name in told)
    if len(at) == 1:
        raise BadInput("longitude", "half_position")
    capacity = _number(told, "capacity") if "capacity" in told else None
    return FacilitySaid(
        kind,
        told.get("name", ""),
        today,
        at=(at[0], at[1]) if at else None,
        capacity=None if capacity is None else int(capacity),
        is_accessible={"是": True, "有": True, "能": True, "否": False, "无": False, "不能": False}.get(
            told.get("accessible", "")
        ),
        **{name: told.get(name, "") for name in ("address", "opening_hours", "phone", "for_whom", "run_by")},
    )


def _number(told: Mapping[str, str], field: str) -> float:
    try:
        value = float(told[field])
    except ValueError:
        raise BadInput(field, "not_a_number") from None
    if not abs(value) < 1e9:
        raise BadInput(field, "out_of_range")
    return value
