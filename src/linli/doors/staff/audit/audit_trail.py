"""The audit trail: read by auditors in their jurisdiction, changed by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.accounts.actions.record_audit_export import record_audit_export
from linli.accounts.queries import ids_of_people
from linli.cases.queries.id_of_case import id_of_case
from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.actor import Actor, Role
from linli.kernel.case_codes import read_case_code
from linli.kernel.scope import Scope
from linli.ledger.queries import AuditSearch, audit_lines, audit_page

from .change_words import words_for_changes
from .deed_words import GROUPS, words_for_deed, words_for_subject
from .workbook import MOST_ROWS, audit_workbook

AUDITORS = frozenset({Role.AUDITOR})
DAYS_AT_FIRST = 30
NAMELESS = {
    "system": gettext_lazy("平台"),
    "visitor": gettext_lazy("未登录的人"),
    "reporter": gettext_lazy("反映人"),
}


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line as the page and the workbook show it."""

    line: Any
    person: str
    deed: str
    subject: str
    changes: str


class AuditFilter(forms.Form):
    person = forms.CharField(label=gettext_lazy("人员"), required=False, max_length=40)
    deed = forms.ChoiceField(label=gettext_lazy("做了什么"), required=False)
    first_on = forms.DateField(
        label=gettext_lazy("从"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_on = forms.DateField(
        label=gettext_lazy("到"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    subject = forms.CharField(label=gettext_lazy("查询码"), required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deed"].choices = [("", _("全部")), *((group, tuple(words.items())) for group, words in GROUPS)]

    def clean_subject(self) -> UUID | None:
        """The thing a case code or an id names."""
        text = self.cleaned_data["subject"].strip()
        if not text:
            return None
        code = read_case_code(text)
        found = id_of_case(code) if code else _read_id(text)
        if found is None:
            raise forms.ValidationError(_("没有这个查询码，请核对。"))
        return found

    def search(self) -> AuditSearch:
        """What was asked; a part that makes no sense is left out, its field says so."""
        asked = getattr(self, "cleaned_data", {})
        person = (asked.get("person") or "").strip()
        return AuditSearch(
            actor_ids=ids_of_people(person) if person else None,
            deed=asked.get("deed") or "",
            first_on=asked.get("first_on"),
            last_on=asked.get("last_on"),
            subject_id=asked.get("subject"),
        )


@require_safe
@staff_page(roles=AUDITORS)
def audit_trail(request: StaffRequest) -> HttpResponse:
    """The trail of the auditor's jurisdiction, newest first; of the last thirty days unless others are asked for."""
    form = _form(request.GET)
    form.is_valid()
    search = form.search()
    page = read_page(request, lambda at: audit_page(audited_by(request.actor), search, at))
    return request.show(
        "staff/audit.html", form=form, page=page, rows=[_row(line) for line in page.items], chips=_chips(request, form)
    )


@require_POST
@staff_page(roles=AUDITORS)
def export_audit_trail(request: StaffRequest) -> HttpResponse:
    """The same lines as a workbook (at most 50,000, which its first sheet says). The export is itself recorded."""
    form = _form(request.POST)
    form.is_valid()
    asked = {name: str(value) for name, value in form.cleaned_data.items() if value}
    record_audit_export(actor=request.actor, key=read_key(request), asked=asked)
    lines = audit_lines(audited_by(request.actor), form.search(), MOST_ROWS + 1)
    file = audit_workbook((_row(line) for line in lines), by=request.actor.name, asked=asked)
    name = f"{_('审计记录')}-{clock.today():%Y%m%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


def audited_by(actor: Actor) -> Scope:
    """Where the actor is an auditor: other roles of the same person open nothing here."""
    return Scope.of(grant.prefix for grant in actor.grants if grant.role in AUDITORS)


def _read_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _form(data: Any) -> AuditFilter:
    if any(data.get(name) for name in AuditFilter.base_fields):
        return AuditFilter(data)
    return AuditFilter({"first_on": (clock.today() - timedelta(days=DAYS_AT_FIRST)).isoformat()})


def _row(line: Any) -> AuditRow:
    person = str(NAMELESS.get(line.actor_name, line.actor_name))
    return AuditRow(
        line, person, words_for_deed(line.deed), words_for_subject(line.subject), words_for_changes(line.changes)
    )


def _chips(request: StaffRequest, form: AuditFilter) -> list[dict[str, str]]:
    chips = []
    for name, value in form.cleaned_data.items():
        if value:
            rest = request.GET.copy()
            rest.pop(name, None)
            rest.pop("at", None)
            words = words_for_deed(value) if name == "deed" else form.data.get(name, value)
            chips.append({"label": f"{form.fields[name].label} {words}", "remove_url": f"?{rest.urlencode()}"})
    return chips
