from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class Meeting(StreetRow):
    """A meeting of a hall, or a lecture (讲堂) held there. `code` hangs on the wall: who scans it is counted as attending."""

    hall = StreetKey("halls.Hall")
    code = models.CharField(max_length=10)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=60)
    lecturer = models.CharField(max_length=60, blank=True)
    place_words = models.CharField(max_length=100)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=12)
    called_at = models.DateTimeField(null=True)
    short_notice = models.CharField(max_length=200, blank=True, help_text="why it was called later than the rule says")
    reason = models.CharField(max_length=200, blank=True, help_text="why it was cancelled")
    planned_by = models.UUIDField()

    minutes_state = models.CharField(max_length=12, default="none")
    signing_since = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_after"),
            models.UniqueConstraint(fields=["street_code", "code"], name="meeting_code_street"),
        ]
        indexes = [models.Index(fields=["street_code", "hall", "-starts_at"], name="meeting_hall")]


class AgendaItem(StreetRow):
    """A motion on the agenda of a meeting, with its time box in minutes."""

    meeting = StreetKey("halls.Meeting")
    motion = StreetKey("halls.Motion")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "meeting", "motion"], name="agenda_once")]


class Attendance(StreetRow):
    """Somebody attended: by the code on the wall, the list of members, or the paper list entered later; each counted once."""

    meeting = StreetKey("halls.Meeting")
    member_id = models.UUIDField(null=True)
    votes = models.BooleanField(default=False, help_text="a member who counts for quorum and majority")
    code = models.CharField(max_length=10)
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    way = models.CharField(max_length=8)
    at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "meeting", "member_id"],
                condition=models.Q(member_id__isnull=False),
                name="attended_once_member",
            ),
            models.UniqueConstraint(
                fields=["street_code", "meeting", "phone_mark"],
                condition=~models.Q(phone_mark="") & models.Q(member_id__isnull=True),
                name="attended_once_phone",
            ),
        ]
