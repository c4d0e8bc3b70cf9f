from django.db import models
from django.db.models import F, Q

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import SealedField


class HelpCall(StreetRow):
    """A call for help. `address` is for those who take it alone; the public page names nobody."""

    state = models.CharField(max_length=10)
    title = models.CharField(max_length=60)
    words = models.CharField(max_length=400)
    skills = models.JSONField(default=list)
    estate_id = models.UUIDField(null=True)
    address = SealedField("address")
    contact = SealedField("text", help_text="whom to ask for there")
    safety = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField()
    team = StreetKey("teams.Team", null=True)
    asked_by = StreetKey("teams.Volunteer", null=True, help_text="a volunteer who asks with coins of her own")
    source_kind = models.CharField(max_length=12, blank=True, help_text="case or wish it came from")
    source_code = models.CharField(max_length=10, blank=True)
    opened_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    thanks = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="help_call_span"),
            models.CheckConstraint(condition=Q(places__gt=0), name="help_call_places"),
        ]
        indexes = [
            models.Index(fields=["street_code", "place_code", "state"], name="help_call_place"),
            models.Index(fields=["street_code", "starts_at", "id"], name="help_call_starts"),
        ]


class CallTaker(StreetRow):
    """A volunteer's seat in a call. Seats are numbered and held once: a constraint keeps the places exact."""

    call = StreetKey("teams.HelpCall")
    volunteer = StreetKey("teams.Volunteer", db_index=True)
    seat = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    registered_by = models.UUIDField(null=True)
    dropped_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "call", "seat"], condition=Q(dropped_at__isnull=True), name="call_seat_once"
            ),
            models.UniqueConstraint(
                fields=["street_code", "call", "volunteer"],
                condition=Q(dropped_at__isnull=True),
                name="call_taken_once",
            ),
        ]
