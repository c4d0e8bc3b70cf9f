"""A call or a visit, registered while it lasts; also the ledger of property firms and captains (practices E3)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.cases.actions.add_entry import add_entry
from linli.cases.actions.move_case import move_case
from linli.cases.actions.raise_case import raise_case
from linli.cases.actions.save_draft import save_draft
from linli.cases.actions.settle_on_the_spot import settle_on_the_spot
from linli.cases.queries.draft import draft_of
from linli.cases.queries.kinds import kinds_in_force
from linli.cases.queries.similar_cases import similar_cases
from linli.cases.queries.visible import case_by_code
from linli.cases.rules import Deed
from linli.cases.triage.suggest import Suggestion, suggest_kind
from linli.doors.deed_key import read_key
from linli.doors.place_choice import learn_from
from linli.doors.rail import WITH_CASES
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.actor import Actor, Role
from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import MissingField, NotFound
from linli.ledger.audit import home_of
from linli.teams.queries import posts_of_user

from .desk import DESK
from .entry_form import EntryForm, HeardPlace, hear_place
from .refused_deeds import refused_deed_into

SETTLES = frozenset(
    {Role.GRID_OFFICER, Role.GRID_LEADER, Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.BUILDING_CAPTAIN}
)
LOOK, SAME, RAISE, FILE, SETTLE, DRAFT = "look", "same", "raise", "file", "settle", "draft"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=WITH_CASES)
def quick_entry(request: StaffRequest) -> HttpResponse:
    """The empty form, a draft taken up again (`?draft=`), or the saving of what was entered. After saving: the code to read
    out, and the next empty form."""
    actor = request.actor
    tree = kinds_in_force(home_of(actor))
    initial = _initial(request) if request.method != "POST" else {}
    suggestion = _suggested(actor, (initial or request.POST).get("body", ""))
    options = {"tree": tree, "actor": actor, "suggested": [one.kind for one in suggestion.likely]}
    if request.method != "POST":
        return _page(request, EntryForm(initial=initial, **options), suggestion)
    form = EntryForm(request.POST, request.FILES, **options)
    step = _step(request.POST)
    if form.is_valid() and step != LOOK:
        with refused_deed_into(form), transaction.atomic():  # all that was asked for, or nothing
            return _save(request, form, step)
    return _page(request, form, suggestion, status=200 if step == LOOK else 422)


@require_POST
@staff_page(roles=WITH_CASES)
def entry_hints(request: StaffRequest) -> HttpResponse:
    """What was understood so far: the place, the likely kinds, open cases that may be the same. Writes nothing."""
    body, place = request.POST.get("body", ""), request.POST.get("place", "")[:200]
    suggestion = _suggested(request.actor, body)
    return request.show(
        "staff/cases/entry_hints.html",
        same=read_case_code(request.POST.get("same", "")) or "",
        **_may(request.actor),
        **_hints(request, body[:2000], place, suggestion),
    )


def _suggested(actor: Actor, body: str) -> Suggestion:
    home = home_of(actor)
    return suggest_kind(kinds_in_force(home), home, body)


def _may(actor: Actor) -> dict[str, bool]:
    return {"may_file": bool(actor.roles & DESK), "may_settle": bool(actor.roles & SETTLES)}


def _save(request: StaffRequest, form: EntryForm, step: str) -> HttpResponse:
    actor, key = request.actor, read_key(request)
    posts = posts_of_user(actor.id)
    matter = form.matter(posts[0].id if posts else None)
    step, _colon, named = step.partition(":")
    kind = named if step == FILE and named else form.cleaned_data["kind"]
    if step == SAME:
        case = case_by_code(actor, named or request.POST.get("same", ""))
        add_entry(actor=actor, key=key, case=case.key, matter=matter)
        messages.success(request, _("已记入案件 %(code)s，这一位也会得到进展。") % {"code": case.code})
    elif step == DRAFT:
        case = save_draft(actor=actor, key=key, matter=matter)
        messages.success(request, _("草稿已存，只有您看得到。在“我的登记”里接着写。"))
    elif step == SETTLE:
        _need(form, Deed.SELF_CLOSE, {"kind": kind, "result": form.cleaned_data["result"].strip()})
        result = form.cleaned_data["result"]
        case = settle_on_the_spot(actor=actor, key=key, matter=matter, category=kind, result=result)
    else:
        if step == FILE:
            _need(form, Deed.FILE, {"kind": kind})
        case = raise_case(actor=actor, key=key, matter=matter)
        if step == FILE:
            move_case(actor=actor, key=uuid5(key, "file"), case=case.key, deed_done=Deed.FILE, given={"category": kind})
    if form.cleaned_data["place_is"]:
        learn_from(actor, key, form.heard_place().found)
    _put_draft_away(request, key)
    return request.back_to(f"{reverse('staff:quick_entry')}?saved={case.code}" + (f"&as={step[:6]}"))


def _need(form: EntryForm, deed: Deed, wanted: dict[str, Any]) -> None:
    missing = [name for name, value in wanted.items() if not value]
    if missing:
        raise MissingField(deed, missing)


def _put_draft_away(request: StaffRequest, key: UUID) -> None:
    code = request.POST.get("draft", "")
    if code:
        case, _matter = draft_of(request.actor, code)
        move_case(actor=request.actor, key=uuid5(key, "draft"), case=case.key, deed_done=Deed.DISCARD)


def _page(request: StaffRequest, form: EntryForm, suggestion: Suggestion, status: int = 200) -> HttpResponse:
    data = form.data or form.initial
    body, place = data.get("body", "") or "", data.get("place", "") or ""
    hints = _hints(request, body[:2000], place[:200], suggestion) if body or place else {}
    same = request.POST.get("same") or request.GET.get("same", "")
    return request.show(
        "staff/cases/quick_entry.html",
        status=status,
        form=form,
        saved=read_case_code(request.GET.get("saved", "")) if request.method == "GET" else None,
        saved_as=request.GET.get("as", ""),
        draft=request.POST.get("draft") or request.GET.get("draft", ""),
        same=read_case_code(same) or "",
        **_may(request.actor),
        **hints,
    )


def _hints(request: StaffRequest, body: str, place: str, suggestion: Suggestion) -> dict[str, Any]:
    actor: Actor = request.actor
    picked = request.POST.get("place_is", "")[:120]
    heard: HeardPlace = hear_place(place, actor, picked)
    chosen = heard.chosen
    similar = []
    if len(body.strip()) >= 4:
        similar = similar_cases(actor, body, chosen.place_code, chosen.estate_id, chosen.building_id)
    return {
        "heard": heard,
        "places": heard.choice_form(picked),
        "similar": similar,
        "suggestion": suggestion if body.strip() else None,
        "looked": True,
    }


def _initial(request: StaffRequest) -> dict[str, Any]:
    code = request.GET.get("draft", "")
    if not code:
        return {}
    try:
        _case, matter = draft_of(request.actor, code)
    except NotFound:
        messages.warning(request, _("这份草稿已经不在了，可能已经提交。"))
        return {}
    return {
        "body": matter.body,
        "place": matter.place.text,
        "phone": matter.voice.phone,
        "name": matter.voice.name,
        "source": matter.source.value,
        "is_urgent": matter.is_urgent,
    }


def _step(posted: Any) -> str:
    step = posted.get("step", RAISE)
    return (
        step if step in (LOOK, SAME, RAISE, FILE, SETTLE, DRAFT) or step.startswith((f"{SAME}:", f"{FILE}:")) else RAISE
    )
