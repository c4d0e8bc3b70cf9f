from django.db import models

from linli.ledger.street_row import PublicRow, StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class Hall(PublicRow):
    """A hall (议事厅), or the station (议事站) that gathers halls: what it is, where, when open, and the rules it gives itself."""

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=40)
    character = models.CharField(max_length=200, blank=True, help_text="what it is for, in its own words")
    station = StreetKey("halls.Hall", null=True)
    estate_id = models.UUIDField(null=True)
    address = models.CharField(max_length=100, blank=True)
    opening_hours = models.CharField(max_length=100, blank=True)

    quorum_percent = models.PositiveSmallIntegerField(default=50)
    majority = models.CharField(max_length=12, default="half")
    may_move = models.CharField(max_length=12, default="anybody")
    notice_days = models.PositiveSmallIntegerField(default=3)
    answer_days = models.PositiveSmallIntegerField(default=5, help_text="working days to admit or refuse a motion")
    is_public = models.BooleanField(default=True, help_text="whether motions, resolutions and minutes are published")
    has_observers = models.BooleanField(default=True)

    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "place_code", "name"], name="hall_name"),
            models.CheckConstraint(
                condition=models.Q(quorum_percent__gte=1, quorum_percent__lte=100), name="hall_quorum"
            ),
        ]
        indexes = [models.Index(fields=["id"], name="hall_id")]


class HallMember(StreetRow):
    """Somebody who sits in a hall. A minor under 14 sits with a guardian's recorded consent and is shown as 小议员 and a number;
    when consent is withdrawn the member leaves and name, telephone and guardian are erased."""

    hall = StreetKey("halls.Hall")
    part = models.CharField(max_length=12)
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    seat = models.CharField(max_length=40, blank=True, help_text="whom the member sits for: branch, police, firm …")
    user_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    is_minor = models.BooleanField(default=False)
    number = models.PositiveSmallIntegerField(help_text="the member's number in the hall, what a minor is called by")

    guardian = SealedField("name")
    guardian_phone = SealedField("phone")
    consent_on = models.DateField(null=True)
    consent_way = models.CharField(max_length=12, blank=True)
    consent_recorded_by = models.UUIDField(null=True)
    consent_withdrawn_at = models.DateTimeField(null=True)

    joined_on = models.DateField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "hall", "number"], name="hall_member_number"),
            models.UniqueConstraint(
                fields=["street_code", "hall", "phone_mark"],
                condition=models.Q(left_at__isnull=True) & ~models.Q(phone_mark="") & models.Q(is_minor=False),
                name="hall_member_phone",
            ),
            models.CheckConstraint(
                condition=models.Q(is_minor=False)
                | models.Q(consent_on__isnull=False, consent_recorded_by__isnull=False),
                name="hall_minor_has_consent",
            ),
        ]
        indexes = [models.Index(fields=["user_id"], name="hall_member_user")]
