from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class Opinion(StreetRow):
    """What somebody said (民情), and where it went. Its words are the person's own and are never published."""

    code = models.CharField(max_length=10)
    words = SealedField("text")
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    source = models.CharField(max_length=12)
    estate_id = models.UUIDField(null=True)
    hall = StreetKey("halls.Hall", null=True, help_text="the hall it was said to")
    member_id = models.UUIDField(null=True, help_text="the hall's member who said it")
    registered_by = models.UUIDField(null=True)
    collected_at = models.DateTimeField()

    sorted_as = models.CharField(max_length=12, blank=True)
    sorted_at = models.DateTimeField(null=True)
    sorted_by = models.UUIDField(null=True)
    answer = models.CharField(max_length=400, blank=True, help_text="as told to whoever said it")
    target_id = models.UUIDField(null=True, help_text="the case, motion or need it became")
    target_code = models.CharField(max_length=10, blank=True)
    settled_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, help_text="by when it is to be sorted")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "code"], name="opinion_code_street")]
        indexes = [
            models.Index(fields=["street_code", "-collected_at", "id"], name="opinion_collected"),
            models.Index(fields=["target_id"], condition=models.Q(target_id__isnull=False), name="opinion_target"),
        ]
