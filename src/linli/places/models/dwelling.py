from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class Dwelling(StreetRow):
    """A home: unit and room of a building; `place_code` is the building's."""

    building = StreetKey("places.Building")
    unit = models.CharField(max_length=8)
    floor = models.SmallIntegerField()
    room = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "building", "unit", "room"], name="dwelling_room")
        ]
        indexes = [models.Index(fields=["street_code", "place_code"], name="dwelling_place")]
