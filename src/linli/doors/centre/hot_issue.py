"""The page of one hot issue, and the deeds on it."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import xlsxwriter
from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.cases.actions.record_case_export import record_case_export
from linli.cases.queries.visible import case_by_code
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.actions.merge_issues import merge_issues
from linli.insight.actions.mute_issue import LONGEST_REASON, mute_issue
from linli.insight.actions.rename_issue import LONGEST_NAME, rename_issue
from linli.insight.actions.take_out_case import take_out_case
from linli.insight.actions.unmute_issue import unmute_issue
from linli.insight.hot_issues import IssuePage, TurnLine, issue_of_case, issue_page, issue_row, issues_to_join
from linli.insight.issue_rights import KEEPERS, READERS
from linli.insight.writing_aid.ask_aid import AidAnswer, ask, question_about_issue
from linli.insight.writing_aid.endpoint import AidUnavailable
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import PlaceLevel, is_within
from linli.ledger.scoped import acting_in

from .asked import case_url
from .hot_issue_words import formula_words, made_of, shown_line

EMPTY = gettext_lazy("这一项还空着，请补上。")


class NameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("名称"),
        help_text=gettext_lazy("地点加问题，像大家平时说的那样"),
        max_length=LONGEST_NAME,
        error_messages={"required": EMPTY, "max_length": gettext_lazy("名称太长了，最多 60 个字。")},
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("为什么不再提示"),
        help_text=gettext_lazy("例如：工地月底完工；已在议事厅议定"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": EMPTY},
    )


class JoinForm(forms.Form):
    into = forms.ChoiceField(
        label=gettext_lazy("并到哪一个"),
        error_messages={"required": EMPTY, "invalid_choice": gettext_lazy("请从列表里选一个。")},
    )

    def __init__(self, *given: Any, others: list[tuple[UUID, str]]) -> None:
        super().__init__(*given)
        self.fields["into"].choices = [("", _("请选择")), *((str(id), name) for id, name in others)]


@require_safe
@staff_page(roles=READERS)
def hot_issue(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """The page of an issue; one that was joined into another leads there. Ten statements with the frame."""
    page = issue_page(request.actor, issue_id)
    if page.part_of:
        messages.info(request, _("“%(name)s”已经并到这里。") % {"name": page.line.name})
        return redirect("centre:hot_issue", page.part_of)
    return _show(request, page)


@require_safe
@staff_page(roles=READERS)
def hot_issue_of_case(request: StaffRequest, code: str) -> HttpResponse:
    """Who else tells what a case is about: for htmx a panel, empty where nobody does; else the issue's own page."""
    found = issue_of_case(case_by_code(request.actor, code).key)
    if request.htmx:
        return request.show("centre/hot_issue_of_case.html", hot_issue=found)
    if found is None:
        messages.info(request, _("现在没有别人也在说这件事。"))
        return request.back_to("staff:case", code)
    return request.back_to("centre:hot_issue", found[0])


@require_POST
@staff_page(roles=KEEPERS)
def name_hot_issue(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """Give it another name."""
    row, form = issue_row(issue_id), NameForm(request.POST)
    if form.is_valid():
        with refused_into(form):
            rename_issue(actor=request.actor, key=read_key(request), issue=row.key, name=form.cleaned_data["name"])
            messages.success(request, _("名称已改，新的反映不会再把它改掉。"))
            return request.back_to("centre:hot_issue", issue_id)
    return _show(request, issue_page(request.actor, issue_id), status=422, name=form)


@require_POST
@staff_page(roles=KEEPERS)
def mute_hot_issue(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """Take it off the list, with the reason."""
    row, form = issue_row(issue_id), ReasonForm(request.POST)
    if form.is_valid():
        with refused_into(form):
            mute_issue(actor=request.actor, key=read_key(request), issue=row.key, reason=form.cleaned_data["reason"])
            messages.success(request, _("不再提示，随时可以恢复。新的反映照样归到这里。"))
            return request.back_to("centre:hot_issue", issue_id)
    return _show(request, issue_page(request.actor, issue_id), status=422, reason=form)


@require_POST
@staff_page(roles=KEEPERS)
def unmute_hot_issue(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """Put it on the list again."""
    unmute_issue(actor=request.actor, key=read_key(request), issue=issue_row(issue_id).key)
    messages.success(request, _("已恢复提示。"))
    return request.back_to("centre:hot_issue", issue_id)


@require_POST
@staff_page(roles=KEEPERS)
def join_hot_issue(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """Join it into another issue of the street."""
    row = issue_row(issue_id)
    form = JoinForm(request.POST, others=issues_to_join(row.key))
    if form.is_valid():
        with refused_into(form):
            into = issue_row(UUID(form.cleaned_data["into"]))
            merge_issues(actor=request.actor, key=read_key(request), issue=row.key, into=into.key)
            messages.success(request, _("已经合成一个热点问题。"))
            return request.back_to("centre:hot_issue", into.id)
    return _show(request, issue_page(request.actor, issue_id), status=422, into=form)


@require_POST
@staff_page(roles=KEEPERS)
def take_out_of_hot_issue(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """Take a case that does not belong there out of it."""
    row = issue_row(issue_id)
    case = case_by_code(request.actor, request.POST.get("case", ""))
    take_out_case(actor=request.actor, key=read_key(request), issue=row.key, case_id=case.id, code=case.code)
    messages.success(request, _("已移出，它以后不会自动归到热点问题里。"))
    return request.back_to("centre:hot_issue", issue_id)


@require_POST
@staff_page(roles=KEEPERS, waits=True)
def summarise_hot_issue(request: StaffRequest, issue_id: UUID) -> HttpResponse:
    """A summary by the outside model, shown once and kept nowhere."""
    with acting_in(request.actor.scope):
        question = question_about_issue(request.actor, issue_row(issue_id).key)
    answer = None
    try:
        answer = ask(question)
    except AidUnavailable:
        messages.warning(request, _("写作助手现在没有回应，过一会儿再试。别的照常用。"))
    with acting_in(request.actor.scope):
        return _show(request, issue_page(request.actor, issue_id), answer=answer)


@require_POST
@staff_page(roles=READERS)
def export_hot_issue(request: StaffRequest, issue_id: UUID) -> FileResponse:
    """The days and the cases of an issue as a workbook, no names of persons in it. The export is recorded."""
    page = issue_page(request.actor, issue_id)
    asked = {"list": "hot_issue", "issue": str(issue_id)}
    record_case_export(actor=request.actor, key=read_key(request), asked=asked)
    return FileResponse(_workbook(page), as_attachment=True, filename=f"{_('热点问题')}-{clock.today():%Y%m%d}.xlsx")


def _show(
    request: StaffRequest,
    page: IssuePage,
    *,
    status: int = 200,
    name: NameForm | None = None,
    reason: ReasonForm | None = None,
    into: JoinForm | None = None,
    answer: AidAnswer | None = None,
) -> HttpResponse:
    others = list(page.others)
    return request.show(
        "centre/hot_issue.html",
        status=status,
        page=page,
        way=[{"label": _("热点问题"), "url": reverse("centre:hot_issues")}, {"label": page.line.name}],
        shown=shown_line(page.line),
        formula=formula_words(),
        made_of=made_of(page),
        days=[(f"{day.month}/{day.day}", count) for day, count in page.days],
        days_title=_days_title(page),
        rows=[
            {"line": line, "voices": voices, "url": case_url(line.code), "key": uuid7()} for line, voices in page.cases
        ],
        story=[_turn(one) for one in page.turns],
        name_form=name
        or NameForm({"name": page.line.name} if status == 422 else None, initial={"name": page.line.name}),
        reason_form=reason or ReasonForm(),
        join_form=(into or JoinForm(others=others)) if others else None,
        answer=answer,
        beside_url=reverse("centre:issues_beside", args=[page.key.id])
        if any(not is_within(prefix, page.place_code[: PlaceLevel.STREET]) for prefix in request.actor.scope.prefixes)
        else "",
        opened={"name": name is not None, "reason": reason is not None, "into": into is not None},
        keys=[uuid7() for _number in range(5)],
    )


def _days_title(page: IssuePage) -> str:
    if not page.days:
        return ""
    day, most = max(page.days, key=lambda one: one[1])
    return _("最多的一天是 %(month)d 月 %(day)d 日，%(n)d 条") % {"month": day.month, "day": day.day, "n": most}


def _turn(turn: TurnLine) -> dict[str, Any]:
    return {"at": turn.at, "deed": _(turn.deed), "who": turn.who or _("系统"), "text": turn.text}


def _workbook(page: IssuePage) -> io.BytesIO:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    bold = book.add_format({"bold": True})

    def sheet(name: str, heads: list[str], rows: list[list[Any]]) -> None:
        made = book.add_worksheet(name)
        made.freeze_panes(1, 0)
        made.set_column(0, 0, 32)
        for column, head in enumerate(heads):
            made.write_string(0, column, head, bold)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                made.write(number, column, value)

    sheet(
        _("背后的事项"),
        [_("反映的事"), _("受理码"), _("地点"), _("状态"), _("反映"), _("几个声音")],
        [
            [
                line.subject,
                line.code,
                line.place,
                str(_(line.state.label)),
                f"{line.raised_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
                voices,
            ]
            for line, voices in page.cases
        ],
    )
    sheet(_("每天"), [_("日期"), _("条数")], [[day.isoformat(), count] for day, count in page.days])
    sheet(_("说明"), [page.line.name], [[formula_words()], [made_of(page)]])
    book.close()
    file.seek(0)
    return file
