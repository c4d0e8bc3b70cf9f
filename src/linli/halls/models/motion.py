from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class Motion(StreetRow):
    """A motion (议题). `words` are the mover's own; `title` and `public_words` are what everybody reads once it is admitted."""

    hall = StreetKey("halls.Hall")
    code = models.CharField(max_length=10)
    state = models.CharField(max_length=12)
    title = models.CharField(max_length=60)
    public_words = models.CharField(max_length=400, blank=True)
    words = SealedField("text")
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    member_id = models.UUIDField(null=True)
    registered_by = models.UUIDField(null=True)
    origin = models.CharField(max_length=12)
    origin_id = models.UUIDField(null=True)
    origin_code = models.CharField(max_length=10, blank=True)
    merged_into = StreetKey("halls.Motion", null=True)
    reason = models.CharField(max_length=400, blank=True, help_text="why it was refused or rejected, as told")

    raised_at = models.DateTimeField()
    admitted_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    alarm_at = models.DateTimeField(null=True)
    rung = models.PositiveSmallIntegerField(default=0, help_text="how often somebody was reminded in this state")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "code"], name="motion_code_street")]
        indexes = [
            models.Index(fields=["street_code", "hall", "state"], name="motion_hall_state"),
            models.Index(fields=["origin_id"], condition=models.Q(origin_id__isnull=False), name="motion_origin"),
            models.Index(fields=["alarm_at"], condition=models.Q(alarm_at__isnull=False), name="motion_alarm"),
        ]


class Backing(StreetRow):
    """One voice for a motion (附议): one telephone counts once, a constraint of the database holds it."""

    motion = StreetKey("halls.Motion")
    code = models.CharField(max_length=10)
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    at = models.DateTimeField()
    registered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "motion", "phone_mark"], name="backed_once")]


class MotionStep(StreetRow):
    """One turn of a motion: who did what, when. Only ever appended."""

    motion = StreetKey("halls.Motion")
    at = models.DateTimeField()
    deed = models.CharField(max_length=16)
    to_state = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=60, blank=True)
    part = models.CharField(max_length=12)
    text = models.CharField(max_length=600, blank=True, help_text="as told to everybody who follows the motion")

    class Meta:
        indexes = [models.Index(fields=["street_code", "motion", "at"], name="motion_step_at")]
