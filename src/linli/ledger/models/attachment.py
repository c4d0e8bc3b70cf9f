from django.db import models

from ..street_row import StreetRow


class Attachment(StreetRow):
    """A photograph that was sniffed, turned upright, stripped of its metadata and stored under a random name."""

    subject_id = models.UUIDField()
    stored_as = models.CharField(max_length=80)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    shows_people = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["street_code", "subject_id"], name="attachment_subject")]
