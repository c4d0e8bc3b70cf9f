"""What people call places, and how many addresses found theirs."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.cases.queries.placed_cases import address_match, unplaced, unplaced_cases
from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.people.queries.home_registers import home_registers
from linli.people.rules.home_rows import BINDERS
from linli.places.actions.decide_alias import decide_alias
from linli.places.queries.aliases import alias_by_id, heard_names, line_of
from linli.places.queries.keeping import communities_of
from linli.places.rules.aliases import CONFIRM, AliasDeed

DAYS = 90
LATEST = 5
_DONE = {
    AliasDeed.CONFIRM: gettext_lazy("已确认，以后这样说也找得到。"),
    AliasDeed.REFUSE: gettext_lazy("已不采用。"),
    AliasDeed.WITHDRAW: gettext_lazy("已撤回，以后这样说不再算这个小区。"),
}


@require_safe
@staff_page(roles=CONFIRM)
def addresses(request: StaffRequest) -> HttpResponse:
    """The names heard, the match rate of the last ninety days with the latest matters that were not placed, registers. Six statements at most
    besides the frame's."""
    since = clock.now() - timedelta(days=DAYS)
    where = communities_of(request.actor, BINDERS, size=1) if request.actor.roles & BINDERS else None
    page = read_page(request, heard_names)
    return request.show(
        "staff/addresses/addresses.html",
        page=page,
        names=[line_of(row) for row in page.items],
        match=address_match(request.actor, since),
        unplaced=[unplaced(row) for row in unplaced_cases(request.actor, since, size=LATEST).items],
        days=DAYS,
        registers=home_registers(size=5).items if request.actor.roles & BINDERS else [],
        bind_at=where.items[0].place_code if where and where.items and where.next is None else "",
        binds=bool(where and where.items),
    )


@require_POST
@staff_page(roles=CONFIRM)
def decide(request: StaffRequest, alias_id: UUID, deed_done: str) -> HttpResponse:
    """A name is confirmed, turned down or withdrawn."""
    if deed_done not in AliasDeed.codes():
        raise Http404
    done = AliasDeed(deed_done)
    decide_alias(actor=request.actor, key=read_key(request), alias=alias_by_id(alias_id).key, deed_done=done)
    messages.success(request, _DONE[done])
    return request.back_to("staff:addresses")
