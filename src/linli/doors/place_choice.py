"""The places that may be meant by what somebody wrote, one of them to be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy

from linli.places.rules.how_sure import Candidate


class PlaceChoiceForm(forms.Form):
    """Radios of candidates; `why` says for each what agrees."""

    place_is = forms.ChoiceField(label=gettext_lazy("说的可能是"), required=False, widget=forms.RadioSelect)

    def __init__(self, choices: Sequence[Candidate], picked: str = "") -> None:
        super().__init__(initial={"place_is": picked})
        self.fields["place_is"].choices = [(one.key, one.name) for one in choices]
        self.why = {one.key: one.why for one in choices}
