from django.db import models

from linli.ledger.street_row import PublicRow


class Estate(PublicRow):
    """A residential estate (小区) of a community; `place_code` is the community's, or the grid's when one grid holds it all.

    `aliases` are other names people use. `door_token` is what the QR card at its gate carries.
    """

    name = models.CharField(max_length=60)
    aliases = models.JSONField(default=list)
    property_firm_id = models.UUIDField(null=True)
    completed_year = models.PositiveSmallIntegerField(null=True)
    door_token = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "place_code", "name"], name="estate_name"),
            models.UniqueConstraint(fields=["street_code", "door_token"], name="estate_door"),
        ]
        indexes = [models.Index(fields=["door_token"], name="estate_door_token")]
