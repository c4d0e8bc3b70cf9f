from django.db import models

from ..street_row import StreetRow


class AuditLine(StreetRow):
    """One write, or one look at personal data: who, when, what, on which row, for what purpose. Only ever appended."""

    at = models.DateTimeField()
    actor_id = models.UUIDField()
    actor_name = models.CharField(max_length=60)
    ip = models.CharField(max_length=45, blank=True)
    deed = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    changes = models.JSONField(default=dict)
    purpose = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["street_code", "subject_id", "at"], name="audit_subject"),
            models.Index(fields=["street_code", "at"], name="audit_street_at"),
            models.Index(fields=["actor_id", "at"], name="audit_actor_at"),
        ]
