from django.db import models

from linli.ledger.street_row import StreetRow


class GridDesign(StreetRow):
    """A proposal of grids for a community, worked out in the background; `place_code` is the community's.

    `asked` is the sizes and weights, `load` what each building weighs (elders, cases; counts, nobody's data), `result` figures and
    reasons beside today's. The proposed grids are the draft it leads to.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "排队中"
        WORKING = "working", "正在算"
        DONE = "done", "已算好"
        FAILED = "failed", "没有算成"

    asked = models.JSONField(default=dict)
    load = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(default=dict)
    failure = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    done_at = models.DateTimeField(null=True)
    draft_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["street_code", "place_code", "asked_at"], name="grid_design_place")]


for _name in ("load", "result"):
    GridDesign._meta.get_field(_name).audited = False
