from django.contrib.postgres.fields import ArrayField
from django.db import models

from linli.ledger.street_row import StreetRow


class SpanCount(StreetRow):
    """What all cases of a community (`level` 12) or a street (9), of one kind or all, add up to on one day or in one half-month
    (ADR 0030).

    `counts` has a number at the position of each mark of `rules.marks.MARKS`, `took` at that of each bucket of
    `rules.took.EDGES` (shorter where the rest is nought). A case counts once in a span, however often something happened to
    it: `after` is the same case's day before, and a span adds only rows whose `after` lies before it. The id follows from
    everything else (`rules.marks.Cell.id`).
    """

    level = models.PositiveSmallIntegerField()
    digits = models.PositiveSmallIntegerField(help_text="of the kind: 0 for all together, 2 or 4")
    kind = models.CharField(max_length=4, blank=True, help_text="empty for all kinds together")
    span = models.CharField(max_length=4)
    first_on = models.DateField()
    after = models.DateField()
    counts = ArrayField(models.IntegerField())
    took = ArrayField(models.IntegerField(), default=list)

    class Meta:
        indexes = [
            models.Index(
                fields=["digits", "span", "first_on", "street_code"],
                condition=models.Q(level=9),
                name="span_count_street",
            ),
            models.Index(
                fields=["street_code", "span", "first_on"], condition=models.Q(level=12), name="span_count_community"
            ),
        ]
