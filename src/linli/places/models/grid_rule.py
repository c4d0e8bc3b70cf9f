from django.db import models

from linli.ledger.street_row import PublicRow


class GridRule(PublicRow):
    """How large a street wants its grids and what it weighs when they are proposed; `place_code` is the street's. Each version stays; the
    latest is in force. `said` is what `rules.grid_design.AskedOfDesign.as_plain` makes."""

    version = models.PositiveIntegerField()
    said = models.JSONField(default=dict)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "version"], name="grid_rule_version")]
