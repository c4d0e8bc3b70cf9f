"""The QR card of a community's wish page, to hang beside the wish box, and the slips to write on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.ledger.audit import home_of
from linli.places.queries import place_facts

COMMUNITY_DIGITS = 12


@require_safe
@staff_page(roles={Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD})
def wish_card(request: StaffRequest) -> HttpResponse:
    """The card to print. One statement besides the frame's."""
    lines = [_("手机扫一扫，说一个小心愿"), _("不用注册；不会用手机，写张纸条投进箱子")]
    return _sheet(request, "staff/wishes/card.html", lines=lines)


@require_safe
@staff_page(roles={Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD})
def wish_slips(request: StaffRequest) -> HttpResponse:
    """Slips of paper for the wish box, two on a sheet of A4, each beside the QR of the page. One statement besides the
    frame's."""
    return _sheet(request, "staff/wishes/slips.html", slips=range(2))


def _sheet(request: StaffRequest, template: str, **context: Any) -> HttpResponse:
    community = home_of(request.actor)[:COMMUNITY_DIGITS]
    path = reverse("resident:make_wish", args=[community])
    return request.show(
        template,
        address=f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path),
        title=_("%(community)s心愿箱") % {"community": place_facts(community).community},
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:wishes"),
        **context,
    )
