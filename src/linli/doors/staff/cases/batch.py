"""Many cases at once: each is a deed of its own under its own key; what was not done is said one by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.cases.actions.move_case import move_case
from linli.cases.queries.case_lines import CaseLine
from linli.cases.queries.work_list import lines_by_code
from linli.cases.rules import Deed
from linli.doors.deed_key import read_key
from linli.doors.rail import WITH_CASES
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.errors import NotFound, Refusal
from linli.teams.queries import officer_post_for

from .export_list import export_lines
from .refused_deeds import words_for_deed

MOST = 200
IN_BATCH = {"accept": Deed.ACCEPT, "dispatch": Deed.DISPATCH, "urge": Deed.URGE}


@require_POST
@staff_page(roles=WITH_CASES)
def batch(request: StaffRequest) -> HttpResponse:
    """Do one deed on every picked case, or print or export them. Two statements, and those of each case's own deed."""
    wanted = request.POST.get("deed", "")
    codes = list(dict.fromkeys(request.POST.getlist("pick")))[:MOST]
    back = f"{reverse('staff:desk')}?{request.POST.get('query', '')}"
    lines = lines_by_code(request.actor, codes) if codes else []
    if not lines:
        messages.warning(request, _("还没有选中任何一件。请先在左边勾选。"))
        return request.back_to(back)
    if wanted == "print":
        return request.show(
            "staff/cases/print_list.html",
            tab=_("所选事项"),
            lines=lines,
            printed_at=clock.now(),
            printed_by=request.actor.name,
            back_url=back,
        )
    if wanted == "export":
        return export_lines(request, lines, {"picked": str(len(lines))}, read_key(request))
    if wanted not in IN_BATCH:
        raise NotFound("deed", wanted)
    _do_all(request, IN_BATCH[wanted], lines, read_key(request))
    return request.back_to(back)


def _do_all(request: StaffRequest, deed: Deed, lines: list[CaseLine], key: UUID) -> None:
    done, refused = 0, []
    for line in lines:
        try:
            given = _given(deed, line)
            move_case(actor=request.actor, key=uuid5(key, line.code), case=line.key, deed_done=deed, given=given)
            done += 1
        except Refusal as refusal:
            refused.append(f"{line.code} {line.subject}{_('：')}{words_for_deed(refusal, line.key)}")
    label = _(deed.label)
    if done:
        messages.success(request, _("「%(deed)s」%(done)d 件已做好。") % {"deed": label, "done": done})
    if refused:
        told = _("%(count)d 件没有做成，其余不受影响。") % {"count": len(refused)}
        messages.warning(request, " ".join([told, *refused]))


def _given(deed: Deed, line: CaseLine) -> dict[str, Any]:
    if deed is not Deed.DISPATCH:
        return {}
    chosen = officer_post_for(line.place_code)
    if chosen.post is None:
        raise NotFound("post")
    return {"lead": chosen.post.id, "why_lead": chosen.words}
