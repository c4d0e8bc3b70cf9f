"""The days of a page, and what it is about, to be chosen freely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.doors.moment_fields import DayField


class SpanForm(forms.Form):
    """A place, its days, and where a page has a choice what is looked at (`of`) and beside what it stands (`beside`)."""

    def __init__(
        self, given: Mapping[str, str], choices: Sequence[tuple[str, str]] = (), beside: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__(given)
        self.fields["place"] = forms.CharField(required=False, widget=forms.HiddenInput)
        if beside:
            self.fields["with"] = forms.ChoiceField(label=_("和什么时候比"), required=False, choices=beside)
        else:
            self.fields["with"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields["from"], self.fields["to"] = (DayField(label=one, required=False) for one in (_("从"), _("到")))
        if choices:
            self.fields["of"] = forms.ChoiceField(label=_("看什么"), required=False, choices=choices)

    @property
    def first(self) -> forms.BoundField:
        return self["from"]

    @property
    def last(self) -> forms.BoundField:
        return self["to"]
