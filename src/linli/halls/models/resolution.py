from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class Resolution(StreetRow):
    """What a meeting said of a motion: by hands counted or by a vote, in words everybody reads, and what it became."""

    motion = StreetKey("halls.Motion")
    meeting = StreetKey("halls.Meeting")
    outcome = models.CharField(max_length=12)
    text = models.CharField(max_length=600)
    in_favour = models.PositiveSmallIntegerField(null=True)
    against = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)
    attending = models.PositiveSmallIntegerField(help_text="members attending when it was resolved")
    quorum = models.PositiveSmallIntegerField()
    vote_id = models.UUIDField(null=True)
    becomes = models.CharField(max_length=12, blank=True)
    target_id = models.UUIDField(null=True)
    target_code = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "motion", "meeting"], name="resolved_once")]
        indexes = [
            models.Index(fields=["target_id"], condition=models.Q(target_id__isnull=False), name="resolution_target")
        ]


class Undertaking(StreetRow):
    """Who does what by when, as resolved: a unit or a post, never somebody's name."""

    motion = StreetKey("halls.Motion")
    decided = StreetKey("halls.Resolution", help_text="the resolution that says so")
    what = models.CharField(max_length=120)
    who = models.CharField(max_length=40)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["street_code", "motion"], name="undertaking_motion")]


class MotionRating(StreetRow):
    """What somebody says of the result (评议): one telephone counts once."""

    motion = StreetKey("halls.Motion")
    part = models.CharField(max_length=12, help_text="raised, backed, attended or lives there")
    rating = models.CharField(max_length=16)
    words = SealedField("text")
    voice_mark = FingerprintField(help_text="the telephone's fingerprint, or the mark of who left none")
    dwelling_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "motion", "voice_mark"], name="rated_once")]
