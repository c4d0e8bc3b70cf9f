from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models

from linli.ledger.street_row import PublicRow, StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class Venue(PublicRow):
    """A venue of the community (阵地): a building, a square, a base. Its facts hang at its door."""

    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    address = models.CharField(max_length=80)
    estate_id = models.UUIDField(null=True)
    access = models.JSONField(default=list)
    open_days = models.CharField(max_length=7, default="12345", help_text="weekdays, 1 Monday to 7 Sunday")
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    by_request = models.BooleanField(default=True, help_text="residents and teams may ask for a room")
    keeper = models.CharField(max_length=40, help_text="the post or duty desk that keeps it, as its door says")
    phone = models.CharField(max_length=20, blank=True, help_text="the duty telephone at its door")
    organisation_id = models.UUIDField(null=True, help_text="the partner institution that runs it")
    offers = models.CharField(max_length=200, blank=True, help_text="what it offers: day care, meals, reading")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "place_code", "name"], name="venue_name")]


class VenueRoom(PublicRow):
    """A room of a venue, or the whole of a square: what is booked."""

    venue = StreetKey("activities.Venue")
    name = models.CharField(max_length=40)
    capacity = models.PositiveIntegerField(null=True)
    equipment = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "venue", "name"], name="venue_room_name")]


class Booking(StreetRow):
    """A room for a time: for an activity, for a team or resident who asked, or a closure. What is held never overlaps."""

    room = StreetKey("activities.VenueRoom")
    during = DateTimeRangeField()
    state = models.CharField(max_length=12)
    purpose = models.CharField(max_length=60)
    is_closure = models.BooleanField(default=False)
    activity_id = models.UUIDField(null=True)
    series_id = models.UUIDField(null=True, help_text="the weekly repetition it belongs to")
    code = models.CharField(max_length=10, blank=True, help_text="by which whoever asked follows it")
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    people = models.PositiveIntegerField(null=True)
    asked_at = models.DateTimeField()
    registered_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="booking_never_overlaps",
                expressions=[
                    ("street_code", RangeOperators.EQUAL),
                    ("room", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(state="held"),
            ),
            models.UniqueConstraint(fields=["street_code", "code"], condition=~models.Q(code=""), name="booking_code"),
        ]
        indexes = [
            models.Index(fields=["street_code", "place_code", "state", "id"], name="booking_place_state"),
            models.Index(fields=["street_code", "activity_id"], name="booking_activity"),
        ]
