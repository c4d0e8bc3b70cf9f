"""What people call places, and how many addresses found theirs."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.cases.queries.placed_cases import address_match, unplaced_cases
from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.ledger.audit import home_of
from linli.people.queries.home_registers import home_registers
from linli.people.rules.home_rows import BINDERS
from linli.places.actions.decide_alias import decide_alias
from linli.places.queries import communities
from linli.places.queries.aliases import alias_by_id, heard_names, line_of
from linli.places.rules.aliases import CONFIRM, AliasDeed

DAYS = 90
_DONE = {
    AliasDeed.CONFIRM: gettext_lazy("已确认，以后这样说也找得到。"),
    AliasDeed.REFUSE: gettext_lazy("已不采用。"),
    AliasDeed.WITHDRAW: gettext_lazy("已撤回，以后这样说不再算这个小区。"),
}


@require_safe
@staff_page(roles=CONFIRM)
def addresses(request: StaffRequest) -> HttpResponse:
    """The names heard, the match rate of the last ninety days with the matters that were not placed, registers. Seven statements at most besides
    the frame's."""
    since = clock.now() - timedelta(days=DAYS)
    home = home_of(request.actor)
    page = read_page(request, heard_names)
    return request.show(
        "staff/addresses/addresses.html",
        page=page,
        names=[line_of(row) for row in page.items],
        match=address_match(request.actor, since),
        unplaced=unplaced_cases(request.actor, since),
        days=DAYS,
        registers=home_registers(size=5).items if request.actor.roles & BINDERS else [],
        communities=communities(home)[:30] if home != "000000" else [],
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
