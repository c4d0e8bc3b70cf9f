"""The filter of a list of cases: read from the address, shown as chips that can be taken off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.cases.matter import Source
from linli.cases.queries.kinds import LargeKind, kinds_in_force
from linli.cases.queries.narrow_cases import CaseFilter
from linli.cases.rules import Level, State
from linli.doors.look.words_for_time import when_words
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.ledger.audit import home_of
from linli.places.queries import EstateChoice, estates_of

STREET_DIGITS = 9


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CaseFilterForm(forms.Form):
    """Every part is optional; a part that makes no sense is left out and its field says so."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"), required=False)
    estate = forms.ChoiceField(label=gettext_lazy("小区"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("来源"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("状态"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("层级"), required=False)
    raised_from = forms.DateField(label=gettext_lazy("反映日期从"), required=False, widget=_day())
    raised_to = forms.DateField(label=gettext_lazy("到"), required=False, widget=_day())
    urgent = forms.BooleanField(label=gettext_lazy("只看紧急"), required=False)
    place = forms.RegexField(r"^[0-9]{2,18}$", label=gettext_lazy("区域"), required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, tree: Iterable[LargeKind], estates: Iterable[EstateChoice]) -> None:
        super().__init__(data)
        tree = list(tree)
        self.fields["kind"].choices = [
            ("", _("全部类别")),
            *((large.code, large.name) for large in tree),
            *((large.name, [(kind.code, kind.name) for kind in large.kinds]) for large in tree if large.kinds),
        ]
        self.fields["estate"].choices = [("", _("全部小区")), *((str(one.id), one.name) for one in estates)]
        self.fields["source"].choices = [("", _("全部来源")), *((one.value, _(one.label)) for one in Source)]
        self.fields["state"].choices = [
            ("", _("全部状态")),
            *((one.value, _(one.label)) for one in State if one is not State.DRAFT),
        ]
        self.fields["level"].choices = [("", _("全部层级")), *((one.value, _(one.label)) for one in Level)]
        self.is_valid()

    def filter(self) -> CaseFilter:
        """What was asked for."""
        asked = self.cleaned_data
        return CaseFilter(
            kind=asked.get("kind") or "",
            estate=UUID(asked["estate"]) if asked.get("estate") else None,
            source=asked.get("source") or "",
            state=asked.get("state") or "",
            level=asked.get("level") or "",
            place=asked.get("place") or "",
            urgent=bool(asked.get("urgent")),
            raised_from=asked.get("raised_from"),
            raised_to=asked.get("raised_to"),
        )

    def words(self) -> dict[str, str]:
        """What was asked for, in words, by field."""
        found = {}
        for name, value in self.cleaned_data.items():
            if not value:
                continue
            label = str(self.fields[name].label)
            if name == "urgent":
                found[name] = label
            elif name in ("raised_from", "raised_to"):
                found[name] = f"{label} {when_words(value, now=clock.now())}"
            else:
                found[name] = f"{label}{_('：')}{self._label_of(name, value)}"
        return found

    def _label_of(self, name: str, value: str) -> str:
        for key, label in getattr(self.fields[name], "choices", ()):
            for inner_key, inner_label in label if isinstance(label, list | tuple) else ((key, label),):
                if inner_key == value:
                    return str(inner_label)
        return value


@dataclass(frozen=True, slots=True)
class AskedList:
    """A list as its address asks for it."""

    form: CaseFilterForm
    filter: CaseFilter
    chips: list[dict[str, str]]
    clear_url: str
    query: str

    @property
    def has_more(self) -> bool:
        """Whether one of the conditions that are folded away is in use."""
        asked = self.filter
        return bool(asked.level or asked.urgent or asked.raised_from or asked.raised_to)


def read_filter(request: Any, data: Any = None) -> AskedList:
    """The filter in the address (or in `data`, a form's). Two statements: the kinds and the estates to choose from; estates
    are offered within one street."""
    actor: Actor = request.actor
    home = home_of(actor)
    asked = request.GET if data is None else data
    estates = estates_of(home) if len(home) >= STREET_DIGITS else []
    form = CaseFilterForm(asked, kinds_in_force(home), estates)
    chips = []
    for name, words in form.words().items():
        rest = asked.copy()
        rest.pop(name, None)
        rest.pop("at", None)
        chips.append({"label": words, "remove_url": f"?{rest.urlencode()}"})
    kept = {name: asked[name] for name in ("tab", "q") if asked.get(name)}
    query = asked.copy()
    for name in ("at", "csrfmiddlewaretoken", "key", "pick", "deed"):
        query.pop(name, None)
    clear = asked.copy()
    for name in [name for name in clear if name not in kept]:
        clear.pop(name)
    return AskedList(form, form.filter(), chips, f"?{clear.urlencode()}", query.urlencode())
