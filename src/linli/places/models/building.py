from django.db import models

from linli.ledger.street_row import PublicRow, StreetKey

from ..where_it_lies import HouseTile


class Building(PublicRow):
    """A building of an estate; `place_code` is its grid's (or the community's while no grid holds it).

    `footprint` is a list of [longitude, latitude] rings in WGS-84/CGCS2000, first ring the outside.
    `households` is what a table or a file says; homes on record say it better.
    """

    estate = StreetKey("places.Estate")
    name = models.CharField(max_length=40)
    number = models.CharField(max_length=12, help_text="as parsed from addresses: 7, 7A")
    cluster = models.CharField(max_length=12, blank=True, help_text="组团 or 期 within the estate")
    units = models.PositiveSmallIntegerField(default=1)
    floors = models.PositiveSmallIntegerField(default=1)
    households = models.PositiveSmallIntegerField(null=True)
    footprint = models.JSONField(default=list)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    door_token = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "estate", "cluster", "number"], name="building_number"),
            models.UniqueConstraint(fields=["street_code", "door_token"], name="building_door"),
        ]
        indexes = [
            models.Index(
                fields=["street_code", "place_code"], include=["longitude", "latitude"], name="building_place_spot"
            ),
            models.Index(
                HouseTile(),
                name="building_tile",
                condition=models.Q(longitude__isnull=False, latitude__isnull=False),
            ),
            models.Index(fields=["door_token"], name="building_door_token"),
        ]
