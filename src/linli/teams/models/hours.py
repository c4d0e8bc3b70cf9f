from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from linli.ledger.street_row import StreetKey, StreetRow


class HoursEntry(StreetRow):
    """Hours of one or several volunteers, entered by one person and confirmed by another. A wrong one is taken back by an entry
    that `reverses` it; none is ever changed."""

    state = models.CharField(max_length=10)
    source_kind = models.CharField(max_length=10)
    source_id = models.UUIDField(null=True)
    team = StreetKey("teams.Team", null=True, db_index=True)
    what = models.CharField(max_length=120)
    evidence = models.CharField(max_length=400, blank=True)
    held_on = models.DateField()
    served = models.PositiveIntegerField(default=0, help_text="people who were helped")
    entered_by = models.UUIDField()
    entered_name = models.CharField(max_length=60, blank=True)
    entered_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_name = models.CharField(max_length=60, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    reverses = StreetKey("teams.HoursEntry", null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")), name="hours_second_person"
            ),
            models.UniqueConstraint(
                fields=["street_code", "reverses"],
                condition=Q(reverses__isnull=False) & ~Q(state="refused"),
                name="hours_reversed_once",
            ),
        ]
        indexes = [
            models.Index(fields=["street_code", "place_code", "state"], name="hours_place_state"),
            models.Index(fields=["street_code", "-held_on", "id"], name="hours_held"),
            models.Index(fields=["street_code", "source_id"], name="hours_source"),
        ]


class HoursShare(StreetRow):
    """One volunteer's part of an entry; negative where the entry takes another back. While it `stands`, no other span of the
    same volunteer may overlap its own."""

    entry = StreetKey("teams.HoursEntry", db_index=True)
    volunteer = StreetKey("teams.Volunteer")
    minutes = models.IntegerField()
    span = DateTimeRangeField(null=True)
    led = models.BooleanField(default=False)
    stands = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "entry", "volunteer"], name="hours_share_once"),
            models.CheckConstraint(condition=~Q(minutes=0), name="hours_share_of_something"),
            ExclusionConstraint(
                name="hours_never_overlap",
                expressions=[
                    ("street_code", RangeOperators.EQUAL),
                    ("volunteer", RangeOperators.EQUAL),
                    ("span", RangeOperators.OVERLAPS),
                ],
                condition=Q(stands=True, span__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["street_code", "volunteer"], name="hours_share_volunteer")]


class CameAlong(StreetRow):
    """Somebody registered came to something and watched, or took part, on a day."""

    volunteer = StreetKey("teams.Volunteer")
    came_on = models.DateField()
    source_kind = models.CharField(max_length=10)
    source_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "source_id", "volunteer"], name="came_along_once")
        ]
        indexes = [models.Index(fields=["street_code", "came_on"], name="came_along_on")]
