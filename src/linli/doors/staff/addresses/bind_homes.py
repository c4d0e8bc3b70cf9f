"""A register of addresses bound to homes: first a look at how deep each row leads, then the binding."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.level_words import BAD_ROW_WORDS, LEVEL_WORDS, UNBOUND_HEADS
from linli.doors.paging import read_page
from linli.doors.place_choice import learn_name
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.table_file import Rows, TableFileForm, as_csv, csv_template
from linli.doors.workbook import Workbook
from linli.kernel.errors import NotFound
from linli.people.actions.take_out_unbound import take_out_unbound
from linli.people.binding import Bound, bind_rows
from linli.people.binding_runs import bind_register
from linli.people.queries.home_registers import home_register, unbound_rows
from linli.people.rules.home_rows import BINDERS, KNOWN_NAMES, BadHomeRow, ReadHomes, cells_of, read_home_rows
from linli.places.queries import estates_of
from linli.places.queries.keeping import communities_of, community_in_scope
from linli.places.rules import MatchLevel

from .doubtful_names import NamesForm, doubtful_names, names_chosen

HEADS = ("地址", "姓名", "电话", "身份证号", "出生年")
EXAMPLE = (("湖东苑7栋1单元302室", "", "", "", ""), ("啤酒厂小区3栋2-501", "", "", "", ""))
MOST_ROWS = 20_000
"""A page answers within some seconds; longer tables are for `./linli places resolve`."""


@require_safe
@staff_page(roles=BINDERS)
def bind_where(request: StaffRequest) -> HttpResponse:
    """The communities whose registers one binds. One statement besides the frame's."""
    page = read_page(request, lambda at: communities_of(request.actor, BINDERS, at))
    return request.show("staff/addresses/bind_where.html", page=page)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=BINDERS)
def bind_homes(request: StaffRequest, code: str) -> HttpResponse:
    """GET asks for the file; POST shows how deep each row leads; POST with `do=bind` binds."""
    community = community_in_scope(code)
    if not request.actor.may(BINDERS, code):
        raise NotFound("place", code)
    form = TableFileForm(
        *(request.POST, request.FILES) if request.method == "POST" else (),
        label=_("地址表"),
        known_names=KNOWN_NAMES,
        read=_read,
    )
    with_new_homes = bool(request.POST.get("new_homes"))
    shown: dict[str, Any] = {}
    if form.is_valid():
        read: ReadHomes = form.cleaned_data["read"]
        if len(read.rows) > MOST_ROWS:
            form.add_error("file", _("超过 2 万行，页面上放不下。请分开几次，或者请管理员用命令导入。"))
        elif request.POST.get("do") == "bind" and read.rows:
            with refused_into(form):
                return request.back_to("staff:home_register", _bind(request, code, read, with_new_homes))
        else:
            shown = _preview(code, read, with_new_homes)
            shown["file_name"] = getattr(request.FILES.get("file"), "name", request.POST.get("file_name", ""))[:120]
    status = 422 if form.is_bound and (not form.is_valid() or shown.get("no_column")) else 200
    return request.show(
        "staff/addresses/bind_homes.html",
        status=status,
        form=form,
        community=community,
        with_new_homes=with_new_homes,
        **shown,
    )


def _bind(request: StaffRequest, code: str, read: ReadHomes, with_new_homes: bool) -> UUID:
    """Bind the rows by the names that were chosen too, and put those names forward to the community."""
    key, estates = read_key(request), {one.id: one.name for one in estates_of(code)}
    called = names_chosen(request.POST, estates)
    text = as_csv(HEADS, map(cells_of, read.rows)) + "".join(f"{name}={id};" for name, id in called)
    run = bind_register(
        actor=request.actor, key=key, community=code, file_name=request.POST.get("file_name", "")[:120],
        sha256=hashlib.sha256(text.encode()).hexdigest(), count=len(read.rows), rows=read.rows,
        with_new_homes=with_new_homes, called=called,
    )  # fmt: skip
    messages.success(request, _("绑定完成。"))
    learned = sum(learn_name(request.actor, key, name, id, code) for name, id in called)
    if learned:
        messages.info(
            request,
            ngettext(
                "选定的 %(count)d 个叫法已提交社区确认，确认后别处也找得到。",
                "选定的 %(count)d 个叫法已提交社区确认，确认后别处也找得到。",
                learned,
            )
            % {"count": learned},
        )
    return run.id


@require_safe
@staff_page(roles=BINDERS)
def template_file(request: StaffRequest) -> HttpResponse:
    """The table to fill in, with two rows as an example."""
    return csv_template(HEADS, EXAMPLE, "%E5%9C%B0%E5%9D%80%E8%A1%A8")


@require_safe
@staff_page(roles=BINDERS)
def show_register(request: StaffRequest, register_id: UUID) -> HttpResponse:
    """What was bound at which level, and what was not and why. Two statements besides the frame's."""
    run = home_register(register_id)
    return request.show(
        "staff/addresses/home_register.html",
        run=run,
        unbound=run.done - run.bound,
        levels=level_lines(Counter({int(level): number for level, number in run.levels.items()}), run.done),
        page=read_page(request, lambda at: unbound_rows(run, at)),
        level_words=LEVEL_WORDS,
    )


@require_POST
@staff_page(roles=BINDERS)
def unbound_file(request: StaffRequest, register_id: UUID) -> FileResponse:
    """The rows that were not bound as a workbook, to mend and feed again."""
    rows = take_out_unbound(actor=request.actor, key=None, register=home_register(register_id).key)
    book = Workbook()
    book.sheet("没对上的行", UNBOUND_HEADS, rows, first_width=8)
    return FileResponse(book.close(), as_attachment=True, filename=_("没对上的行") + ".xlsx")


def level_lines(levels: Counter[int], base: int) -> list[dict[str, Any]]:
    """How many rows reached each level, the deepest first."""
    return [
        {"words": LEVEL_WORDS[MatchLevel(level)], "count": levels[level], "base": base}
        for level in sorted(levels, reverse=True)
        if levels[level]
    ]


def _read(names: Sequence[str], rows: Rows, broken: list[int]) -> ReadHomes:
    read = read_home_rows(names, rows)
    bad = [*read.bad, *(BadHomeRow(number, "unreadable") for number in broken)]
    return ReadHomes(read.rows, tuple(sorted(bad, key=lambda one: one.number)))


def _preview(code: str, read: ReadHomes, with_new_homes: bool) -> dict[str, Any]:
    bound: list[Bound] = bind_rows(code, read.rows, with_new_homes)
    left = [one for one in bound if not one.is_whole]
    doubts = doubtful_names(left)
    return {
        "previewed": True,
        "no_column": any(one.reason == "no_column" for one in read.bad),
        "row_count": len(bound),
        "whole": len(bound) - len(left),
        "people": sum(bool(one.row.name) for one in bound),
        "levels": level_lines(Counter(int(one.level) for one in bound), len(bound)),
        "left": [
            {"number": one.row.number, "address": one.row.address, "level": LEVEL_WORDS[one.level], "why": one.why}
            for one in left[:50]
        ],
        "left_count": len(left),
        "names": NamesForm(doubts, {one.id: one.name for one in estates_of(code)}) if doubts else None,
        "bad": [{"number": one.number, "why": BAD_ROW_WORDS[one.reason]} for one in read.bad[:100]],
        "bad_count": len(read.bad),
        "text": as_csv(HEADS, map(cells_of, read.rows)),
    }
