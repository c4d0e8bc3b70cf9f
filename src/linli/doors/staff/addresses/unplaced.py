"""Matters whose place was told in words and not found: what may have been meant, and the name to be learned."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.cases.queries.placed_cases import Unplaced, unplaced, unplaced_cases
from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.place_choice import learn_from
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import table_file
from linli.kernel import clock
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.audit import home_of
from linli.places.queries import find_place
from linli.places.rules import parse_address
from linli.places.rules.address_parts import without_home
from linli.places.rules.aliases import CONFIRM
from linli.places.rules.how_sure import Candidate

DAYS = 90
MOST_CHOICES = 3
MOST_ROWS = 2_000


@require_safe
@staff_page(roles=CONFIRM)
def unplaced_matters(request: StaffRequest) -> HttpResponse:
    """The matters of ninety days, the latest first, each with the estates its words may mean. Two statements besides the frame's, six where
    places have changed."""
    since = clock.now() - timedelta(days=DAYS)
    page = read_page(request, lambda at: unplaced_cases(request.actor, since, at))
    lines = [_line(request, unplaced(row)) for row in page.items]
    return request.show("staff/addresses/unplaced.html", page=page, lines=lines, days=DAYS)


@require_POST
@staff_page(roles=CONFIRM)
def learn_unplaced(request: StaffRequest) -> HttpResponse:
    """Somebody says which estate the words mean: the name is put forward. The matter itself is moved where it is filed."""
    text, chosen = request.POST.get("place", "")[:200], request.POST.get("place_is", "")[:120]
    home = home_of(request.actor)
    found = find_place(text, home, chosen=chosen) if len(home) >= PlaceLevel.COUNTY and chosen else None
    if learn_from(request.actor, read_key(request), found):
        messages.success(request, _("已记下这个叫法，等社区确认。这件事项的地点请在立案时改。"))
    else:
        messages.warning(request, _("没有记下：这样说本来就找得到，或者那个小区已经改了。请刷新后再看。"))
    return request.back_to("staff:unplaced_matters")


@require_safe
@staff_page(roles=CONFIRM)
def export_unplaced(request: StaffRequest) -> FileResponse:
    """The list as a workbook, 2,000 rows at most; the words without unit and room."""
    since = clock.now() - timedelta(days=DAYS)
    heads = (_("事项编号"), _("事项"), _("写的地点"), _("为什么没对上"), _("时间"))
    rows = (unplaced(row) for row in unplaced_cases(request.actor, since, size=MOST_ROWS).items)
    cells = ((one.code, one.subject, _shown(one.place_text), one.place_reason, one.raised_at) for one in rows)
    return table_file(_("没有对上的地点"), heads, cells)


def _line(request: StaffRequest, one: Unplaced) -> dict[str, Any]:
    home = home_of(request.actor)
    choices: tuple[Candidate, ...] = ()
    if len(home) >= PlaceLevel.COUNTY:
        choices = find_place(one.place_text, home, near=one.place_code[: PlaceLevel.COMMUNITY]).choices
    estates = {choice.match.estate_id: choice for choice in reversed(choices) if choice.new_name}
    return {"one": one, "choices": list(estates.values())[::-1][:MOST_CHOICES]}


def _shown(text: str) -> str:
    return without_home(replace(parse_address(text), remainder=""))
