from django.db import models

from linli.ledger.street_row import StreetRow


class Notice(StreetRow):
    """Something a user is told on their own list: what, about which row. The sentence is made at the door."""

    user_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    once = models.CharField(max_length=120, help_text="what makes it the same notice when told twice")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "user_id", "once"], name="notice_once")]
        indexes = [
            models.Index(fields=["user_id", "-at"], name="notice_user_at"),
            models.Index(fields=["user_id"], condition=models.Q(read_at__isnull=True), name="notice_unread"),
        ]
