from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow

from ..rules.aliases import AliasState


class PlaceAlias(StreetRow):
    """A name that somebody used for an estate and staff took to mean it; `place_code` is the estate's community.

    Only once it is `confirmed` is it among the estate's `aliases`, by which addresses are found. `times` counts how often it was chosen.
    """

    estate = StreetKey("places.Estate")
    name = models.CharField(max_length=60)
    state = models.CharField(max_length=9, choices=[(one.value, one.label) for one in AliasState])
    times = models.PositiveIntegerField(default=1)
    proposed_by = models.CharField(max_length=60)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "estate", "name"], name="place_alias_once")]
        indexes = [models.Index(fields=["street_code", "place_code", "state"], name="place_alias_place")]
