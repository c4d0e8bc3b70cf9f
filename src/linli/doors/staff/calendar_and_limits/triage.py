"""How good the suggested kinds are, which model makes them, and which words speak for each kind."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from linli.cases.queries.category_sets import kept_prefix
from linli.cases.queries.kinds import kinds_in_force
from linli.cases.queries.triage_record import DAYS, triage_record
from linli.cases.triage.kept_models import KeptModel, kept_models
from linli.cases.triage.suggest import suggest_kind
from linli.doors.staff.frame import StaffRequest, staff_page

from .sections import READERS, sections

MOST_SAID = 2_000


class TryForm(forms.Form):
    said = forms.CharField(label=gettext_lazy("居民会怎么说"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


@require_safe
@staff_page(roles=READERS)
def triage(request: StaffRequest) -> HttpResponse:
    """The record of the reader's jurisdiction. With `?said=` what would be suggested for these words. Seven statements."""
    prefix = kept_prefix(request.actor)
    tree = kinds_in_force(prefix)
    said = request.GET.get("said", "").replace("\x00", "").strip()[:MOST_SAID]
    models = [shown_model(one) for one in kept_models()]
    return request.show(
        "staff/settings/triage.html",
        sections=sections("triage", request.actor),
        record=triage_record(tree, prefix),
        days=DAYS,
        models=models,
        running=next((one for one in models if one["is_running"]), None),
        form=TryForm(initial={"said": said}),
        suggestion=suggest_kind(tree, prefix, said) if said else None,
    )


def shown_model(one: KeptModel) -> dict[str, Any]:
    """A version with its card in words; what the card does not say is left out."""
    card = one.card
    split, measured, words = (card.get(name) or {} for name in ("split", "measured", "words"))
    return {
        "version": one.version,
        "is_running": one.is_running,
        "made_at": _when(card.get("made_at")),
        "right": measured.get("right"),
        "rows": measured.get("rows"),
        "facts": [
            (_("从多少件学到"), _("%(n)s 件，%(kinds)s 类") % {"n": card.get("filings"), "kinds": card.get("kinds")}),
            (_("怎么分的"), _("最早的 %(fitted)s 件用来学，接着的 %(set_right)s 件校准把握，最新的 %(measured)s 件用来考") % split if split else ""),
            (_("考得怎样"), _base(measured.get("right"), measured.get("rows"))),
            (_("有把握时说对"), _base(measured.get("answered_right"), measured.get("answered"))),
            (_("各类平均（F1）"), _figure(measured.get("macro_f1"))),
            (_("把握的偏差"), _figure(measured.get("off"))),
            (_("只按用词是"), _base(words.get("right"), words.get("rows"))),
        ],
    }  # fmt: skip


def _base(part: Any, whole: Any) -> str:
    return f"{part}/{whole}" if whole else ""


def _figure(value: Any) -> str:
    return f"{value:.2f}" if isinstance(value, int | float) else ""


def _when(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
