from django.db import models

from linli.ledger.street_row import StreetRow


class Counted(models.JSONField):
    """What was counted. The audit trail says that a report was drafted, issued, corrected, and does not repeat its figures."""

    audited = False


class Report(StreetRow):
    """One edition of the half-month analysis (片长半月分析, practices.md E3) of an estate, a community or a street.

    A draft is counted anew and its remarks written until it is issued; from then on nothing in it changes. A correction is a
    new edition with its reason.
    """

    estate_id = models.UUIDField(null=True)
    name = models.CharField(max_length=60, help_text="what the place was called")
    first_on = models.DateField()
    last_on = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(max_length=200, blank=True, help_text="why there is another edition")

    figures = Counted(help_text="insight.rules.Figures")
    rows = Counted(help_text="the cases counted, each with what it counts as: insight.rules.Row as lists")
    counted_at = models.DateTimeField()
    remarks = models.TextField(blank=True)
    remarks_by = models.CharField(max_length=60, blank=True)
    drafted_by = models.UUIDField()
    issued_at = models.DateTimeField(null=True)
    issued_by = models.UUIDField(null=True)
    issued_name = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "place_code", "estate_id", "first_on", "edition"],
                name="report_edition",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["street_code", "place_code", "estate_id", "first_on"],
                condition=models.Q(issued_at__isnull=True),
                name="report_one_draft",
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["street_code", "-first_on", "place_code"], name="report_period")]
