from django.db import models

from linli.ledger.street_row import PublicRow


class Grid(PublicRow):
    """A grid: basic, exclusive, or a micro-grid within one. `place_code` is its own code, which begins with the community's.

    A grid that a new division did away with has `ended_at`: what happened in it keeps its name, nothing new is given to it.
    """

    class Kind(models.TextChoices):
        BASIC = "basic", "基础网格"
        EXCLUSIVE = "exclusive", "专属网格"
        MICRO = "micro", "微网格"

    kind = models.CharField(max_length=9, choices=Kind)
    name = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "place_code"], name="grid_code")]
