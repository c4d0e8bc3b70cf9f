from django.db import models

from linli.ledger.street_row import PublicRow, StreetRow


class CircleRule(PublicRow):
    """How near each kind of facility should be in a street, and how fast people walk; `place_code` is the street's. Each version stays;
    the latest is in force. `said` is what `rules.circle.standard.CircleStandard.as_plain` makes."""

    version = models.PositiveIntegerField()
    said = models.JSONField(default=dict)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "version"], name="circle_rule_version")]


class CircleRun(StreetRow):
    """The circle of a community as it was reckoned on a day, in the background; `place_code` is the community's.

    `standard` is the rule it was reckoned by, `load` what each building weighs (elders, children: counts, nobody's data), `result` figures by kind
    and grid, `ways` metres from each building to the nearest service of each kind.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "排队中"
        WORKING = "working", "正在算"
        DONE = "done", "已算好"
        FAILED = "failed", "没有算成"

    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    standard = models.JSONField(default=dict)
    load = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    ways = models.JSONField(default=dict)
    failure = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    as_of = models.DateField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["street_code", "place_code", "asked_at"], name="circle_run_place")]


for _name in ("load", "result", "ways"):
    CircleRun._meta.get_field(_name).audited = False
