"""What a person has been told."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.accounts.actions.mark_notices_read import mark_notices_read
from linli.accounts.queries import notice_facts, notices_page
from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page

from .sentences import NoticeLine, address_of_notice, words_for_notice


@require_safe
@staff_page()
def notices(request: StaffRequest) -> HttpResponse:
    """The list, newest first; `?unread=1` shows only what was not read."""
    unread_only = request.GET.get("unread") == "1"
    page = read_page(request, lambda at: notices_page(request.actor, unread_only=unread_only, at=at))
    lines = [NoticeLine(n.id, words_for_notice(n.kind, n.facts), n.at, n.read_at is None) for n in page.items]
    return request.show("staff/notices.html", lines=lines, page=page, unread_only=unread_only)


@require_safe
@staff_page()
def open_notice(request: StaffRequest, notice_id: UUID) -> HttpResponse:
    """Mark the notice read and go to what it is about."""
    notice = notice_facts(request.actor, notice_id)
    if notice.read_at is None:
        mark_notices_read(actor=request.actor, key=None, ids=[notice.id])
    return request.back_to(address_of_notice(notice.subject, notice.subject_id, notice.facts) or "staff:notices")


@require_POST
@staff_page()
def mark_all_read(request: StaffRequest) -> HttpResponse:
    """Mark every notice read."""
    mark_notices_read(actor=request.actor, key=read_key(request))
    messages.success(request, _("全部提醒已标为已读。"))
    return request.back_to("staff:notices")
