from django.db import models

from linli.ledger.street_row import StreetRow


class Reckoning(StreetRow):
    """Something about a community that is reckoned in the background and kept as of its day; `place_code` is the community's.

    `standard` is the rule it goes by, `load` what each building weighs (elders, children: counts, nobody's data), `result` the figures.
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
    failure = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    as_of = models.DateField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.WORKING)
