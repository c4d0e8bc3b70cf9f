from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import SealedField


class MinutesVersion(StreetRow):
    """The minutes of a meeting as they stood: text by agenda item. Only ever appended; the highest number is what counts."""

    meeting = StreetKey("halls.Meeting")
    number = models.PositiveSmallIntegerField()
    points = SealedField("text", help_text="JSON: agenda item id → text")
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=60)
    amendment_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "meeting", "number"], name="minutes_version_number")
        ]


class Amendment(StreetRow):
    """What somebody who attended wants changed in one point, and what became of it."""

    meeting = StreetKey("halls.Meeting")
    item_id = models.UUIDField()
    version = models.PositiveSmallIntegerField(help_text="the version it was written against")
    attendance_id = models.UUIDField(null=True)
    before = SealedField("text")
    text = SealedField("text")
    why = SealedField("text")
    at = models.DateTimeField()
    state = models.CharField(max_length=12)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["street_code", "meeting", "at"], name="amendment_meeting")]


class Signature(StreetRow):
    """An attending member stands by the minutes: on the page, or on paper as recorded by one and confirmed by another."""

    meeting = StreetKey("halls.Meeting")
    attendance_id = models.UUIDField()
    version = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    on_paper = models.BooleanField(default=False)
    recorded_by = models.UUIDField(null=True)
    confirmed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "meeting", "attendance_id"], name="signed_once"),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("recorded_by")),
                name="paper_signed_by_two",
            ),
        ]
