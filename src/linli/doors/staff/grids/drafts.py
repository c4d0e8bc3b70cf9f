"""A draft of a division: edited on the map, checked, published or given up."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from linli.doors.deed_key import read_key
from linli.doors.map.on_page import map_of, show_map
from linli.doors.moment_fields import DayField
from linli.doors.refusal_words import words_for
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.errors import BadInput, Conflict
from linli.places.actions.drop_grid_draft import drop_grid_draft
from linli.places.actions.keep_grid_draft import keep_grid_draft
from linli.places.actions.publish_grid_draft import publish_grid_draft
from linli.places.actions.withdraw_grid_plan import withdraw_grid_plan
from linli.places.queries.grid_drafts import divided_community, draft_and_planned, effect_of, grid_draft
from linli.places.queries.map_counts import counted
from linli.places.rules.grid_plan import MOST_BYTES
from linli.places.rules.keepers import KEEPERS

from .words import fault_lines, reason_words


class PlanForm(forms.Form):
    plan = forms.CharField(max_length=MOST_BYTES, widget=forms.HiddenInput, strip=False)
    began_from = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class PublishForm(forms.Form):
    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    on = DayField(
        label=gettext_lazy("从哪天起用"),
        required=False,
        help_text=gettext_lazy("选今天，马上生效；选以后的日子，到那天零点自动生效，之前可以撤回。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def draft(request: StaffRequest, code: str, draft_id: UUID) -> HttpResponse:
    """Edit, and keep. Reading takes two statements besides the frame's. A plan that is refused comes back as it was drawn, with the places."""
    community = divided_community(request.actor, code)
    row = grid_draft(code, draft_id)
    faults, newer, status = row.faults, 0, 200
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        status = 422
    if form.is_valid():
        try:
            with refused_into(form):
                kept = _keep(request, row, form)
                messages.success(
                    request, _("已保存。") if not kept.faults else _("已保存，还有地方要改，见右边的清单。")
                )
                return request.back_to("staff:grid_draft", code, draft_id)
        except _Faulty as faulty:
            form.add_error(None, words_for(faulty.refusal))
            faults = faulty.refusal.value
        except _Newer as other:
            form.add_error(None, words_for(other.refusal))
            newer, status = other.refusal.by, 409
    plan = form.data.get("plan", "") if form.is_bound else json.dumps(row.plan, separators=(",", ":"))
    return show_map(
        request,
        "staff/grids/draft.html",
        status=status,
        community=community,
        draft=row,
        form=form,
        plan=plan,
        newer=newer,
        faults=fault_lines(faults),
        faults_plain=json.dumps(faults, ensure_ascii=False),
        reasons=[reason_words(reason) for reason in row.reasons],
        map=map_of(
            request.actor,
            code,
            counted(code).box,
            layers=("ground",),
            hidden=("outline",),
            always=("homes",),
            whole=True,
        ),
    )


class _Faulty(Exception):
    def __init__(self, refusal: BadInput) -> None:
        self.refusal = refusal


class _Newer(Exception):
    def __init__(self, refusal: Conflict) -> None:
        self.refusal = refusal


def _keep(request: StaffRequest, row: Any, form: PlanForm) -> Any:
    over = request.POST.get("over", "")
    began_from = (
        int(over) if over.isascii() and over.isdecimal() and len(over) < 10 else form.cleaned_data["began_from"]
    )
    try:
        return keep_grid_draft(
            actor=request.actor,
            key=read_key(request),
            draft=row.key,
            plan=form.cleaned_data["plan"],
            began_from=began_from,
        )
    except BadInput as refusal:
        if refusal.reason == "faults":
            raise _Faulty(refusal) from None
        raise
    except Conflict as refusal:
        raise _Newer(refusal) from None


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def publish(request: StaffRequest, code: str, draft_id: UUID) -> HttpResponse:
    """What publishing would change, and the deed. Six statements besides the frame's."""
    community = divided_community(request.actor, code)
    row, planned = draft_and_planned(code, draft_id)
    form = PublishForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    if form.is_valid():
        with refused_into(form):
            done = publish_grid_draft(actor=request.actor, key=read_key(request), draft=row.key, **form.cleaned_data)
            told = {"moved": done.effect["moved"], "on": date_format(done.takes_effect_on, "Y-m-d")}
            if done.state == done.State.PLANNED:
                words = _("已定好：%(on)s 零点起用新网格，%(moved)d 栋楼换网格。那天以前可以撤回。")
            else:
                words = _("已发布。%(moved)d 栋楼换了网格，楼里登记的住户会一起过去。")
            messages.success(request, words % told)
            return request.back_to("staff:community_grids", code)
    if row.state != row.State.DRAFT:
        return request.back_to("staff:grid_draft", code, draft_id)
    plan, division, faults = effect_of(row)
    names = {code: cell.name for code, cell in zip(division.codes, plan.cells, strict=True)}
    lines = fault_lines(fault.as_plain() for fault in faults)
    return request.show(
        "staff/grids/publish.html",
        status=422 if form.errors else 200,
        community=community,
        draft=row,
        planned=planned,
        form=form,
        division=division,
        total=len(plan.cells),
        faults=lines,
        is_held_up=any(line["holds_up"] for line in lines),
        new=[grid.name for grid in division.new],
        renamed=[(grid.name, name) for grid, name in division.renamed],
        ended=[grid.name for grid in division.ended],
        moves=[
            (one.estate.name + one.name, names.get(to, _("社区（不在任何网格）")))
            for to, some in division.moves.items()
            for one in some
        ][:300],
    )


@require_POST
@staff_page(roles=KEEPERS)
def withdraw(request: StaffRequest, code: str, draft_id: UUID) -> HttpResponse:
    """A planned division becomes a draft again."""
    divided_community(request.actor, code)
    withdraw_grid_plan(actor=request.actor, key=read_key(request), draft=grid_draft(code, draft_id).key)
    messages.info(request, _("已撤回，到时候网格不会变。可以接着改这份草稿。"))
    return request.back_to("staff:grid_draft", code, draft_id)


@require_POST
@staff_page(roles=KEEPERS)
def drop(request: StaffRequest, code: str, draft_id: UUID) -> HttpResponse:
    """The draft is given up."""
    divided_community(request.actor, code)
    drop_grid_draft(actor=request.actor, key=read_key(request), draft=grid_draft(code, draft_id).key)
    messages.info(request, _("草稿已放弃，现在的网格没有变。"))
    return request.back_to("staff:community_grids", code)
