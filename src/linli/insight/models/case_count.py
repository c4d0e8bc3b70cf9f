from django.contrib.postgres.fields import ArrayField
from django.db import models

from linli.ledger.street_row import StreetRow


class CaseCount(StreetRow):
    """What one case adds to the counts of the days: derived from the case and replaced whole, never edited (ADR 0030).

    Its id is the case's. `days` has, at the position of each mark of `rules.marks.ONCE`, the day on which the case counts.
    """

    kind = models.CharField(max_length=4, blank=True)
    spot = models.CharField(max_length=36, null=True, help_text="building, else estate, else grid: the same place")
    days = ArrayField(models.DateField(null=True))
    turns = models.JSONField(default=list, help_text="[mark of rules.marks.OFTEN, day, the same mark's day before]")
    first_on = models.DateField(help_text="the first of all its days")
    last_on = models.DateField(help_text="the last of all its days")
    done_at = models.DateTimeField(null=True)
    took = models.DurationField(null=True, help_text="from filing to the result, nights and holidays included")
    late_from = models.DateTimeField(null=True, help_text="the deadline, while somebody owes the result")
    ripens_at = models.DateTimeField(null=True, help_text="when time alone changes what it adds")

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="case_count_case"),
            models.Index(fields=["street_code", "kind", "spot"], name="case_count_spot"),
            models.Index(fields=["street_code", "place_code", "last_on", "first_on"], name="case_count_place"),
            models.Index(
                fields=["late_from", "street_code", "place_code"],
                condition=models.Q(late_from__isnull=False),
                name="case_count_late",
            ),
            models.Index(fields=["ripens_at"], condition=models.Q(ripens_at__isnull=False), name="case_count_ripens"),
        ]
