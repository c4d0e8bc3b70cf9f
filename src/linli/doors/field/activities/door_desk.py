"""Check-in at the door: works without network, sends what it noted in batches that count once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from linli.activities.actions.record_check_ins import record_check_ins
from linli.activities.queries.menu import at_the_door
from linli.activities.queries.sign_ups import door_count
from linli.activities.rules import MOST_IN_A_BATCH, PERSONS, ActivityState, AgeGroup, Outcome, Scan, ScanKind
from linli.doors.activity_words import card_of
from linli.doors.deed_key import read_key
from linli.doors.refusal_words import status_of, words_for
from linli.doors.refusals import refused_into
from linli.doors.staff.activities.frame import HELPERS, activity_of, prefix_of
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import BadInput, Refusal

LARGEST = 200_000
"""Bytes of a batch."""

CALM = frozenset({Outcome.COUNTED, Outcome.WAITING})


class DoorForm(forms.Form):
    """One note by hand, where no script runs."""

    code = forms.CharField(
        label=_("报名码"),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "scan-code", "autofocus": True}
        ),
        error_messages={"max_length": _("报名码是 10 位数字，请检查。")},
    )
    group = forms.ChoiceField(label=_("没报名直接来的，大概是"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].choices = [("", gettext("没问")), *((one.value, gettext(one.label)) for one in PERSONS)]


@require_safe
@staff_page(roles=HELPERS)
def activities(request: StaffRequest) -> HttpResponse:
    """What takes place from yesterday to a week from now. At most nine statements with the frame."""
    return request.show(
        "field/activities/activities.html", cards=[card_of(page) for page in at_the_door(prefix_of(request))]
    )


@staff_page(roles=HELPERS)
def check_in(request: StaffRequest, id: UUID) -> HttpResponse:
    """The desk at the door. At most twelve statements with the frame."""
    page, posted = activity_of(request, id), request.method == "POST"
    form = DoorForm(request.POST if posted else None)
    if posted and form.is_valid():
        asked = request.POST.get("kind", "in")
        kind = ScanKind(asked) if asked in set(ScanKind) else ScanKind.IN
        said = form.cleaned_data
        group = AgeGroup(said["group"]) if said["group"] and kind is ScanKind.WALK_IN else None
        with refused_into(form):
            scan = Scan(read_key(request), kind, clock.now(), _code(said["code"]), group)
            told = record_check_ins(
                actor=request.actor, key=None, activity=page.key, community=page.place_code, scans=(scan,)
            )
            outcome = Outcome(told[str(scan.id)])
            (messages.success if outcome in CALM else messages.warning)(request, gettext(outcome.label))
            return request.back_to("field:check_in", id)
    return request.show(
        "field/activities/check_in.html",
        status=422 if posted else 200,
        **card_of(page),
        form=form,
        count=door_count(request.actor, page),
        open=page.state in (ActivityState.PUBLISHED, ActivityState.HELD),
        words={outcome.value: gettext(outcome.label) for outcome in Outcome},
        kinds={kind.value: gettext(kind.label) for kind in ScanKind},
        scans_url=reverse("field:send_scans", args=[id]),
    )


@require_POST
@staff_page(roles=HELPERS)
def send_scans(request: StaffRequest, id: UUID) -> JsonResponse:
    """A batch of notes as JSON; answers with the verdict of each by its id, and the count at the door."""
    try:
        page = activity_of(request, id)
        scans = _read(request)
        told = record_check_ins(
            actor=request.actor, key=None, activity=page.key, community=page.place_code, scans=scans
        )
        count = door_count(request.actor, page)
    except Refusal as refusal:
        return JsonResponse({"words": words_for(refusal)}, status=status_of(refusal))
    return JsonResponse(
        {"verdicts": told, "count": {"came": count.came, "places": count.places, "walk_ins": count.walk_ins}}
    )


def _read(request: Any) -> tuple[Scan, ...]:
    if len(request.body) > LARGEST:
        raise BadInput("scans", "too_many")
    try:
        sent = json.loads(request.body)["scans"]
        if not isinstance(sent, list) or len(sent) > MOST_IN_A_BATCH:
            raise BadInput("scans", "too_many")
        return tuple(_scan(one) for one in sent)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        raise BadInput("scans", "unreadable") from None


def _scan(one: dict[str, Any]) -> Scan:
    at = datetime.fromisoformat(one["at"])
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    at = at.astimezone(UTC)
    if not 2000 < at.year < 2100:
        raise ValueError("far away")
    group = one.get("group")
    kind = ScanKind(one["kind"])
    return Scan(UUID(one["id"]), kind, at, _code(str(one.get("code", ""))[:40]), AgeGroup(group) if group else None)


def _code(typed: str) -> str:
    """The ten digits of a code, however typed; what cannot be one is none that is known."""
    return read_case_code(typed) or ""
