"""A register of volunteers from a file: first a look at what it would change, then the import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.table_file import Rows, TableFileForm, as_csv, csv_template
from linli.kernel import clock
from linli.people.sealing import mask
from linli.teams.actions.import_volunteers import import_volunteers
from linli.teams.queries.preview_volunteers import preview_volunteers
from linli.teams.rules.volunteer_rows import (
    COLUMNS,
    KNOWN_NAMES,
    BadVolunteerRow,
    ReadVolunteers,
    VolunteerRow,
    read_volunteer_rows,
)
from linli.teams.rules.volunteers import ACCEPTERS, Skill

from .area import community

EXAMPLE = (
    ("王小明", "13900000001", "湖东苑", "楼栋长队、左邻右帮一队", "理发、水电维修", "", "", "", ""),
    ("李小雨", "", "湖东苑", "学生队", "教用手机", "2012", "李建国", "13900000002", "同意"),
)
WORDS = {
    "no_column": gettext_lazy("表里没有“姓名”这一列。请用模板里的列名，顺序不限。"),
    "too_many": gettext_lazy("一次最多 {text} 行，后面的没有读。请拆成几个文件，登记过的人不会重复。"),
    "twice": gettext_lazy("和第 {text} 行是同一个人，请只留一行。"),
    "too_long": gettext_lazy("“{text}…”太长了。"),
    "no_name": gettext_lazy("没有写姓名。"),
    "phone": gettext_lazy("“{text}”不像一个电话号码。"),
    "birth_year": gettext_lazy("出生年份“{text}”读不懂，请写四位数的年份。"),
    "no_guardian": gettext_lazy("“{text}”未满 18 周岁，要写监护人、监护人电话，“监护人同意”一列写“同意”。"),
    "no_estate": gettext_lazy("没有“{text}”这个小区，请按社区里登记的名称写，或空着。"),
    "unreadable": gettext_lazy("这一行的引号不成对，分不清各列。"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=ACCEPTERS)
def import_register(request: StaffRequest) -> HttpResponse:
    """GET asks for the file; POST shows what it would change; POST with `do=import` takes all of it in or nothing."""
    form = TableFileForm(
        *(request.POST, request.FILES) if request.method == "POST" else (),
        label=_("志愿者名册"),
        known_names=KNOWN_NAMES,
        read=_read,
    )
    shown: dict[str, Any] = {}
    if form.is_valid():
        read: ReadVolunteers = form.cleaned_data["read"]
        if request.POST.get("do") == "import" and read.rows and not read.bad:
            with refused_into(form):
                count = import_volunteers(
                    actor=request.actor, key=read_key(request), community=community(request), rows=read.rows
                )
                messages.success(request, _("已导入 %(count)d 名志愿者。") % {"count": count})
                return request.back_to("staff:volunteers")
        shown = _preview(request, read)
    status = 422 if form.is_bound and (not form.is_valid() or shown.get("bad")) else 200
    return request.show("staff/volunteers/import.html", status=status, form=form, **shown)


@require_safe
@staff_page(roles=ACCEPTERS)
def register_template(request: StaffRequest) -> HttpResponse:
    """The table to fill in, with two rows as an example."""
    return csv_template(_heads(), EXAMPLE, "%E5%BF%97%E6%84%BF%E8%80%85%E5%90%8D%E5%86%8C")


def _read(names: Sequence[str], rows: Rows, broken: list[int]) -> ReadVolunteers:
    read = read_volunteer_rows(names, rows, clock.today())
    bad = [*read.bad, *(BadVolunteerRow(number, "unreadable") for number in broken)]
    return ReadVolunteers(read.rows, tuple(sorted(bad, key=lambda one: one.number)))


def _heads() -> list[str]:
    return [names[0] for names in COLUMNS.values()]


def _preview(request: StaffRequest, read: ReadVolunteers) -> dict[str, Any]:
    plan = preview_volunteers(community(request), read.rows)
    bad = sorted([*read.bad, *plan.bad], key=lambda one: one.number)
    return {
        "previewed": True,
        "new_count": len(plan.new),
        "same": plan.same,
        "new_teams": plan.new_teams[:60],
        "team_count": len(plan.new_teams),
        "young": sum(1 for row in plan.new if row.birth_year),
        "bad": [{"number": one.number, "why": str(WORDS[one.reason]).format(text=one.text)} for one in bad[:200]],
        "bad_count": len(bad),
        "nothing": not plan.new and not bad,
        "row_count": len(read.rows),
        "rows": [
            {
                "name": mask(row.name, "name"),
                "phone": mask(row.phone, "phone"),
                "estate": row.estate,
                "teams": row.teams,
            }
            for row in plan.new[:30]
        ],
        "text": "" if bad else as_csv(_heads(), map(_cells, read.rows)),
    }


def _cells(row: VolunteerRow) -> list[Any]:
    skills = [Skill(one).label for one in row.skills] + ([row.skill_words] if row.skill_words else [])
    return [
        row.name, row.phone, row.estate, "、".join(row.teams), "、".join(skills), row.birth_year or "",
        row.guardian_name, row.guardian_phone, "同意" if row.guardian_name else "",
    ]  # fmt: skip
