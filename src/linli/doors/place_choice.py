"""The places that may be meant by what somebody wrote, one of them to be chosen; what staff choose is learned from."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext_lazy

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.kernel.place_codes import street_of
from linli.ledger.street_row import RowKey
from linli.places.actions.propose_alias import propose_alias
from linli.places.queries import FoundPlace
from linli.places.rules.aliases import PROPOSE
from linli.places.rules.how_sure import Candidate


class PlaceChoiceForm(forms.Form):
    """Radios of candidates; `why` says for each what agrees."""

    place_is = forms.ChoiceField(label=gettext_lazy("说的可能是"), required=False, widget=forms.RadioSelect)

    def __init__(self, choices: Sequence[Candidate], picked: str = "") -> None:
        super().__init__(initial={"place_is": picked})
        self.fields["place_is"].choices = [(one.key, one.name) for one in choices]
        self.why = {one.key: one.why for one in choices}


def learn_name(actor: Actor, key: UUID, name: str, estate_id: UUID | None, place_code: str) -> bool:
    """Put forward to the community that people call the estate `name`, where one of the staff chose it among several; whether it was. A name that is
    known already, or no name at all, is passed over. `key` is the form's."""
    if not (name and estate_id and actor.may(PROPOSE, place_code)):
        return False
    try:
        estate = RowKey(street_of(place_code), estate_id)
        propose_alias(actor=actor, key=uuid5(key, f"alias:{name}"), estate=estate, name=name)
    except BadInput:
        return False
    return True


def learn_from(actor: Actor, key: UUID, found: FoundPlace | None) -> bool:
    """`learn_name` of a place that was looked up and chosen."""
    return found is not None and learn_name(actor, key, found.new_name, found.estate_id, found.place_code)
