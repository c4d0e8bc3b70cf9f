from django.db import models

from linli.ledger.street_row import StreetRow


class GridDraft(StreetRow):
    """A division of a community into grids that is being worked on; `place_code` is the community's.

    `plan` is what `rules.grid_plan.GridPlan.as_plain` makes, `faults` what the last check found, `reasons` the words a proposal came with. `begun_at` is
    when it was derived from the grids of the day: a draft that others overtook is not published. `version` counts the savings. Published for a day to come it is
    `planned` until that day, `takes_effect_on`; what then speaks against it is `held_up` ("grids" or "faults"), and it is a draft again.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        PLANNED = "planned", "待生效"
        PUBLISHED = "published", "已发布"
        DROPPED = "dropped", "已放弃"

    class Origin(models.TextChoices):
        TODAY = "today", "从现有网格改"
        FILE = "file", "从文件导入"
        DESIGN = "design", "系统提出的方案"

    title = models.CharField(max_length=60)
    origin = models.CharField(max_length=6, choices=Origin)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    plan = models.JSONField(default=dict)
    source_crs = models.CharField(max_length=40, blank=True)
    faults = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=60)
    saved_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=60, blank=True)
    takes_effect_on = models.DateField(null=True)
    held_up = models.CharField(max_length=10, blank=True)
    effect = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "place_code"], condition=models.Q(state="planned"), name="grid_draft_planned"
            )
        ]
        indexes = [models.Index(fields=["street_code", "place_code", "begun_at"], name="grid_draft_place")]


for _name in ("plan", "faults", "reasons"):
    GridDraft._meta.get_field(_name).audited = False
