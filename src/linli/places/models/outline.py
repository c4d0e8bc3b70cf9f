from django.db import models

from linli.ledger.street_row import PublicRow


class Outline(PublicRow):
    """The border of a grid or of a community for as long as it was valid; `place_code` is the place's own.

    `shape` is WKB in WGS-84/CGCS2000, whole steps of 1e-7 degrees (`rules.ground`); the box beside it finds it without reading it. Valid from `valid_from`
    to just before `valid_until` (none: still). `source_crs` says what the coordinates came in as.
    """

    name = models.CharField(max_length=60)
    shape = models.BinaryField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    source_crs = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "place_code", "valid_from"], name="outline_once"),
            models.UniqueConstraint(
                fields=["street_code", "place_code"], condition=models.Q(valid_until=None), name="outline_valid_now"
            ),
        ]


Outline._meta.get_field("shape").audited = False
