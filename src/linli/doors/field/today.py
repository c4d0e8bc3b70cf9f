"""What waits for me: the first page of everybody in the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.cases.queries.field_list import FieldLine, FieldList, field_list
from linli.doors.rail import IN_THE_FIELD, OUTSIDE
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.ids import uuid7

IN_FIELD = IN_THE_FIELD | OUTSIDE
FINDS = IN_THE_FIELD | {Role.PROPERTY_FIRM}
"""Who goes about a place and may find something there."""


@dataclass(frozen=True, slots=True)
class Line:
    """A case of the list with its address, and the deed done by one tap."""

    line: Any
    url: str
    deed_url: str
    deed_label: str
    key: UUID


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the list under its heading; `aside` says what to do with it."""

    title: str
    aside: str
    lines: list[Line]
    is_first: bool


@require_safe
@staff_page(roles=IN_FIELD)
def today(request: StaffRequest) -> HttpResponse:
    """The list, one part for each thing one does."""
    found = field_list(request.actor)
    return request.show(
        "field/today.html",
        sections=_sections(found),
        waiting=found.waiting,
        in_hand=len(found.in_hand),
        late=sum(1 for one in found.in_hand if _is_late(one)),
        is_whole=found.is_whole,
        may_find=bool(request.actor.roles & FINDS),
    )


def _sections(found: FieldList) -> list[Section]:
    table = (
        (_("吹哨请您到场"), _("到了现场点一下“报到”，到场时间就记下了"), found.to_respond),
        (_("等您签收"), _("签收以后先联系反映人"), found.to_accept),
        (_("请您看现场"), _("看完把情况写给社区"), found.to_look),
        (_("手上在办"), _("快到期的在前"), found.in_hand),
        (_("等人核查、回访"), _("没有经手的人可以做"), found.to_judge),
        (_("附近新来的"), _("还没有派给谁，您可能知道情况"), found.new_here),
    )
    shown = [(title, aside, lines) for title, aside, lines in table if lines]
    return [
        Section(title, aside, [_line(one) for one in lines], number == 0)
        for number, (title, aside, lines) in enumerate(shown)
    ]


def _line(one: FieldLine) -> Line:
    code, deed = one.line.code, one.one_tap
    return Line(
        line=one.line,
        url=reverse("field:case", args=[code]),
        deed_url=reverse("field:deed", args=[code, deed.value]) if deed else "",
        deed_label=_(deed.label) if deed else "",
        key=uuid7(),
    )


def _is_late(one: FieldLine) -> bool:
    return one.line.clock == "running" and one.line.due_at is not None and one.line.due_at < clock.now()
