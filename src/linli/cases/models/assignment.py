from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class Assignment(StreetRow):
    """A post's part in a case: it leads, assists, or was called by a whistle and arrives (报到)."""

    class Part(models.TextChoices):
        LEAD = "lead", "牵头"
        ASSIST = "assist", "协办"
        CALLED = "called", "吹哨"

    case = StreetKey("cases.Case")
    part = models.CharField(max_length=6, choices=Part)
    post_id = models.UUIDField()
    post_title = models.CharField(max_length=60)
    organisation_id = models.UUIDField(null=True)
    given_at = models.DateTimeField()
    given_by = models.UUIDField(null=True)
    accepted_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "case", "post_id", "part"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_part",
            )
        ]
        indexes = [
            models.Index(fields=["street_code", "case"], name="assignment_case"),
            models.Index(fields=["post_id"], condition=models.Q(ended_at__isnull=True), name="assignment_open"),
        ]
