from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class Proposal(StreetRow):
    """Something one person asks for and another decides: an extension, a void, an unreasonable demand (standards.zh.md §8)."""

    class Kind(models.TextChoices):
        EXTENSION = "extension", "延期"
        VOID = "void", "作废"
        UNREASONABLE = "unreasonable", "不合理诉求认定"

    case = StreetKey("cases.Case")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.TextField()
    facts = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=60)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    is_granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "case", "kind"],
                condition=models.Q(decided_at__isnull=True),
                name="one_open_proposal",
            )
        ]
        indexes = [models.Index(fields=["street_code", "case"], name="proposal_case")]
