from django.db import models

from linli.ledger.street_row import PublicRow


class Facility(PublicRow):
    """A service or a public place people walk to (设施): what hangs at its door. `place_code` is the community's it stands in.

    `kind` is one of `rules.circle.standard`; `offers` are further kinds it serves as (a nursing home that serves meals). `as_of` is the day on
    which the facts were known to be true. `source_id` is its id in the file or room it came from.
    """

    class Origin(models.TextChoices):
        HAND = "hand", "手工登记"
        TABLE = "table", "表格导入"
        GROUND = "ground", "地图文件"
        VENUE = "venue", "社区阵地"

    kind = models.CharField(max_length=16)
    offers = models.JSONField(default=list)
    name = models.CharField(max_length=60)
    address = models.CharField(max_length=80, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    opening_hours = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=20, blank=True, help_text="the public telephone at its door")
    capacity = models.PositiveIntegerField(null=True)
    for_whom = models.CharField(max_length=40, blank=True)
    is_accessible = models.BooleanField(null=True, help_text="reached and used without a step; none: nobody has looked")
    run_by = models.CharField(max_length=60, blank=True, help_text="the institution that runs it")
    as_of = models.DateField()
    origin = models.CharField(max_length=6, choices=Origin, default=Origin.HAND)
    source_id = models.CharField(max_length=80, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "place_code", "kind", "name"],
                condition=models.Q(closed_at=None),
                name="facility_name",
            ),
            models.UniqueConstraint(
                fields=["street_code", "place_code", "origin", "source_id"],
                condition=~models.Q(source_id=""),
                name="facility_source",
            ),
        ]
