from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class Step(StreetRow):
    """One deed done on a case: who, when, from which state to which, with what reason. Only ever appended."""

    case = StreetKey("cases.Case")
    at = models.DateTimeField()
    deed = models.CharField(max_length=24)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    is_public = models.BooleanField(default=False, help_text="shown to those who raised the matter")

    class Meta:
        indexes = [models.Index(fields=["street_code", "case", "at"], name="step_case_at")]
