from django.db import models

from linli.ledger.street_row import StreetRow


class OwnMap(StreetRow):
    """What an officer drew on the map of a grid of hers (practices.md D3). `place_code` is the grid's.

    `drawn` holds marks and lines in WGS-84/CGCS2000, as `rules.own_map.Drawing.as_plain` makes them. `version` counts the savings: who
    saves says which one she began from.
    """

    owner_id = models.UUIDField()
    owner_name = models.CharField(max_length=40)
    layers = models.JSONField(default=list)
    drawn = models.JSONField(default=dict)
    notes = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "owner_id", "place_code"], name="own_map_once")]
        indexes = [models.Index(fields=["street_code", "place_code"], name="own_map_place")]
