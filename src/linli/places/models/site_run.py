from django.db import models

from .reckoning import Reckoning


class SiteRun(Reckoning):
    """Where `number` new services of a kind would together bring most of `whom` within reach (practices.md B1), as it was reckoned on a day."""

    kind = models.CharField(max_length=16)
    whom = models.CharField(max_length=8)
    number = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["street_code", "place_code", "asked_at"], name="site_run_place")]


for _name in ("load", "result"):
    SiteRun._meta.get_field(_name).audited = False
