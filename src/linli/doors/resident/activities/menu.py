"""The menu: look what there is, pick at any time; and one activity."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from linli.activities.queries.activity_page import activity_page
from linli.activities.queries.menu import held_lately, menu_of
from linli.activities.queries.needs import public_needs
from linli.activities.rules import PERSONS, Access, ActivityKind, ActivityState, AgeGroup, occasion_of
from linli.doors.activity_words import TONES, card_of
from linli.doors.resident.frame import ResidentRequest, community_at, resident_page
from linli.kernel.clock import SHANGHAI


class MenuForm(forms.Form):
    """What one looks for; everything may stay open."""

    group = forms.ChoiceField(label=gettext_lazy("谁去"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("哪一类"), required=False)
    day = forms.DateField(
        label=gettext_lazy("哪一天"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        all_of_them = ("", _("都看看"))
        self.fields["group"].choices = [all_of_them, *((one.value, _(one.label)) for one in PERSONS)]
        self.fields["kind"].choices = [all_of_them, *((one.value, _(one.label)) for one in ActivityKind)]


@require_safe
@resident_page
def activities(request: ResidentRequest, code: str) -> HttpResponse:
    """What is on, by day; filtered by age group, kind and day. At most twelve statements."""
    community = community_at(code)
    form = MenuForm({name: request.GET.get(name, "")[:40] for name in ("group", "kind", "day")})
    form.is_valid()
    picked = {name: form.cleaned_data.get(name) or None for name in ("group", "kind", "day")}
    if form.errors:  # a filter that cannot be: as if it were not set
        form = MenuForm({name: str(value or "") for name, value in picked.items()})
    group, kind, day = picked["group"] or "", picked["kind"] or "", picked["day"]
    found = menu_of(code, group=group, kind=kind, day=day)
    cards = [card_of(page) for page in found]
    return request.show(
        "activities/menu.html",
        community=community,
        days=[
            {"on": on, "occasion": _(occasion_of(on)) if occasion_of(on) else "", "cards": list(of_day)}
            for on, of_day in groupby(cards, key=lambda card: card["page"].starts_at.astimezone(SHANGHAI).date())
        ],
        count=len(cards),
        form=form,
        filtered=bool(group or kind or day),
        held=[card_of(page) for page in held_lately(code)] if not (group or kind or day) else [],
        needs=[{"need": need, "tone": TONES[need.state]} for need in public_needs(code)[:8]],
    )


@require_safe
@resident_page
def activity(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """One activity. At most six statements."""
    community = community_at(code)
    page = activity_page(code, id, public=True)
    return request.show(
        "activities/activity.html",
        community=community,
        **card_of(page),
        over=page.state in (ActivityState.HELD, ActivityState.SETTLED),
        access=[_(Access(one).label) for one in page.access],
        facts=facts_of(page),
        came=[(_(AgeGroup(group).label), count) for group, count in page.by_group.items() if group in set(AgeGroup)],
    )


def facts_of(page: Any) -> list[tuple[str, Any]]:
    """What to know, in the order one asks."""
    return [
        (_("地点"), "，".join(word for word in (page.where, page.address) if word)),
        (_("谁可以来"), page.who_may or "、".join(_(group.label) for group in page.groups)),
        (_("费用"), _("免费")),
        (_("请带"), page.bring),
        (_("联系"), page.contact),
    ]
