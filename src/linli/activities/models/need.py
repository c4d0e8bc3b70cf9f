from django.db import models

from linli.ledger.street_row import PublicRow, StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class Need(PublicRow):
    """A line of the needs list: what several people wished for, in the staff's words; and what became of it."""

    title = models.CharField(max_length=40)
    state = models.CharField(max_length=12)
    group = models.CharField(max_length=12, blank=True)
    people = models.PositiveIntegerField(default=0, help_text="how many wished for it")
    reason = models.CharField(max_length=200, blank=True)
    activity_id = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["street_code", "place_code", "state"], name="activity_need_place")]


class ActivityWish(StreetRow):
    """One person's wish for an activity, in the person's own words, which are never published."""

    code = models.CharField(max_length=10)
    need = StreetKey("activities.Need", null=True)
    words = SealedField("text")
    group = models.CharField(max_length=12, blank=True)
    source = models.CharField(max_length=12)
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    wished_at = models.DateTimeField()
    registered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "code"], name="activity_wish_code")]
        indexes = [models.Index(fields=["street_code", "place_code", "need", "id"], name="activity_wish_need")]
