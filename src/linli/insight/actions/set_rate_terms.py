"""A street or a county decides how its rates are reckoned."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, Conflict
from linli.kernel.place_codes import street_of
from linli.kernel.plain_text import read_words
from linli.ledger.deed import action, deed

from ..models import RateTerms
from ..rate_terms import DECIDED_AT
from ..rules.rate_terms import Terms

DECIDERS = frozenset({Role.STREET_LEAD, Role.GOVERNANCE_CENTRE})
LONGEST_REASON = 200


@action
def set_rate_terms(*, actor: Actor, key: UUID | None, place_code: str, terms: Terms, reason: str) -> RateTerms:
    """Keep the terms of a street (9 digits) or a county (6), from now on and for every span: rates are reckoned when they are shown,
    counts stay as they are. An issued report keeps the terms it was counted by.

    Raises `BadInput` for another place, for terms that cannot be and without a reason, `NotAllowed` for who does not answer for
    the place, `Conflict` where somebody decides for the first time at the same moment.
    """
    with deed(actor, key, "rate_terms.set") as d:
        d.allow(DECIDERS, "rate_terms.set", on=place_code)
        if len(place_code) not in DECIDED_AT:
            raise BadInput("place", "not_a_street", place_code)
        if terms.mistake:
            raise BadInput(terms.mistake, "not_possible")
        why = read_words(reason, "reason", LONGEST_REASON)
        street = street_of(place_code)
        known = RateTerms.objects.filter(street_code=street, place_code=place_code).first()
        row = d.lock(RateTerms, known) if known else RateTerms(street_code=street, place_code=place_code)
        row.response_weight, row.resolve_weight, row.satisfy_weight = terms.weights
        row.basically_counts = terms.basically_counts
        row.whistle_low, row.whistle_high = terms.whistle_low, terms.whistle_high
        row.reason, row.set_at, row.set_by = why, d.now, actor.id
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise Conflict("rate_terms") from None
        d.record(row)
    return row
