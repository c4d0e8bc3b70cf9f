from django.db import models

from linli.ledger.street_row import PublicRow

from .reckoning import Reckoning


class CircleRule(PublicRow):
    """How near each kind of facility should be in a street, and how fast people walk; `place_code` is the street's. Each version stays;
    the latest is in force. `said` is what `rules.circle.standard.CircleStandard.as_plain` makes."""

    version = models.PositiveIntegerField()
    said = models.JSONField(default=dict)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "version"], name="circle_rule_version")]


class CircleRun(Reckoning):
    """The circle of a community as it was reckoned on a day: `result` figures by kind and grid, `ways` metres from each building to the nearest
    service of each kind, with the homes there."""

    ways = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["street_code", "place_code", "asked_at"], name="circle_run_place")]


for _name in ("load", "result", "ways"):
    CircleRun._meta.get_field(_name).audited = False
