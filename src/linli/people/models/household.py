from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class Household(StreetRow):
    """Those who live in one dwelling; `place_code` is the dwelling's."""

    dwelling = StreetKey("places.Dwelling", db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["street_code", "place_code"], name="household_place"),
            models.Index(fields=["street_code", "dwelling"], name="household_dwelling"),
        ]
