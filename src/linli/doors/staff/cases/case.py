"""The page of one case: facts and place, what happened, what one may do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.alliance.actions.ask_need import DESK_AND_FIELD
from linli.cases.queries.case_page import CasePage, case_page
from linli.cases.queries.phone_to_call import PURPOSES
from linli.cases.rules import Deed, NextDeed, Reason, State
from linli.doors.look.words_for_time import when_words
from linli.doors.rail import WITH_CASES
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.issue_rights import READERS as ISSUE_READERS
from linli.kernel import clock
from linli.kernel.errors import TooLate
from linli.kernel.ids import uuid7
from linli.teams.rules.volunteers import REGISTRARS

from .case_timeline import timeline_of
from .deed_form import DeedForm
from .deed_forms import form_of

ICONS = {
    Deed.FILE: "case",
    Deed.DISPATCH: "arrow",
    Deed.ACCEPT: "check",
    Deed.RETURN: "return",
    Deed.RECORD_CONTACT: "phone",
    Deed.CALL_BACK: "call-back",
    Deed.FEED_BACK: "settled",
    Deed.WHISTLE: "whistle",
    Deed.RESPOND: "people",
    Deed.CONSULT: "people",
    Deed.MERGE: "merge",
    Deed.SUSPEND: "pause",
    Deed.ADD_NOTE: "pen",
    Deed.ASK_EXTENSION: "clock",
    Deed.URGE: "bell",
    Deed.SUPERVISE: "bell",
}
ENDING = frozenset({Deed.REJECT, Deed.CONFIRM_VOID, Deed.CONFIRM_UNREASONABLE, Deed.DISCARD, Deed.FAIL_INSPECTION})
SHOWN = 5
"""How many deeds stand open; the rest is folded away beneath them."""
ELSEWHERE = frozenset({Deed.SAVE_DRAFT, Deed.ADD_ENTRY})
"""Deeds with a page of their own: drafts and voices are written at the quick entry."""


@dataclass(frozen=True, slots=True)
class OfferedDeed:
    """A deed as the page draws it. `asks` says how: `nothing` (one button), `here` (a form in place), `page` (a form whose
    choices are fetched when it is opened, or has its own page)."""

    deed: Deed
    label: str
    consequence: str
    url: str
    icon: str
    tone: str
    main: bool
    why_not: str
    asks: str
    form: DeedForm | None
    key: UUID


@require_safe
@staff_page(roles=WITH_CASES)
def show_case(request: StaffRequest, code: str) -> HttpResponse:
    """The case's page."""
    page = case_page(request.actor, code)
    deeds = [offered(page, one) for one in page.next_deeds if one.deed not in ELSEWHERE]
    return request.show(
        "staff/cases/case.html",
        deeds=deeds[:SHOWN],
        more_deeds=deeds[SHOWN:],
        count=len(deeds),
        reads_issues=bool(request.actor.roles & ISSUE_READERS),
        may_call=page.state is not State.DRAFT and request.actor.may(REGISTRARS, page.case.place_code),
        may_list_need=page.state is not State.DRAFT and request.actor.may(DESK_AND_FIELD, page.case.place_code),
        **shown_of(page),
    )


def shown_of(page: CasePage) -> dict[str, Any]:
    """What every page about the case shows of it."""
    calls = any(page.may(deed) for deed in PURPOSES)
    return {
        "page": page,
        "case": page.case,
        "code": page.case.code,
        "story": timeline_of(page),
        "calls": calls,
        "facts": _facts(page),
        "may_add_voice": page.may(Deed.ADD_ENTRY),
        "is_draft": page.state is State.DRAFT,
    }


def offered(page: CasePage, one: NextDeed, form: DeedForm | None = None) -> OfferedDeed:
    """The deed with its words, its form and why it is greyed."""
    kind = form_of(one.deed)
    asks = "page" if kind.needs_choices else "here" if kind.base_fields else "nothing"
    tone = "primary" if one.main else "danger" if one.deed in ENDING else "plain"
    if asks == "here" and form is None:
        form = kind(facts=page.facts, prefix_id=one.deed.value)
    return OfferedDeed(
        deed=one.deed,
        label=_(one.deed.label),
        consequence=_(one.deed.consequence),
        url=reverse("staff:case_deed", args=[page.case.code, one.deed.value]),
        icon=ICONS.get(one.deed, ""),
        tone=tone,
        main=one.main,
        why_not=why_not_words(one.why_not),
        asks=asks,
        form=form,
        key=uuid7(),
    )


def why_not_words(why_not: Reason | TooLate | None) -> str:
    """Why a deed is greyed, in a sentence; empty when it is not."""
    if why_not is None:
        return ""
    if isinstance(why_not, TooLate):
        if why_not.since is None:
            return _("已经过了期限")
        return _("期限从%(since)s算起，已经过了") % {"since": when_words(why_not.since, now=clock.now())}
    return _(why_not.label)


def _facts(page: CasePage) -> list[tuple[str, Any]]:
    case = page.case
    now = clock.now()

    def when(moment: Any) -> str:
        return when_words(moment, now=now) if moment else ""

    return [
        (_("类别"), page.kind or _("还没有归类")),
        (_("来源"), _(page.source)),
        (_("层级"), _(page.level.label)),
        (_("反映"), when(case.raised_at)),
        (_("立案"), when(case.filed_at)),
        (_("首次联系"), when(case.responded_at)),
        (_("应在此前联系"), when(case.response_due_at) if not case.responded_at else ""),
        (_("办结反馈"), when(case.fed_back_at)),
        (_("复查日期"), when(case.review_on)),
        (_("重办次数"), str(case.reopenings) if case.reopenings else ""),
        (_("地点依据"), _(case.place_reason) if case.place_reason else ""),
    ]
