from django.db import models

from linli.ledger.street_row import PublicRow, StreetKey


class WalkDay(PublicRow):
    """A day on which a team goes through some grids together (下村日, practices.md C3); `place_code` is the community's.

    `grids` are the areas, `team` the posts that go, by their titles. A day that `repeats` every so many weeks plans the next when it is done. `found`
    are the codes of the cases opened from it.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "待走"
        DONE = "done", "走完"
        DROPPED = "dropped", "取消"

    on = models.DateField()
    grids = models.JSONField(default=list)
    team = models.JSONField(default=list)
    purpose = models.CharField(max_length=100, blank=True)
    every_weeks = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=7, choices=State, default=State.PLANNED)
    remarks = models.CharField(max_length=300, blank=True)
    found = models.JSONField(default=list)
    planned_by = models.CharField(max_length=60)
    planned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["street_code", "place_code", "-on", "id"], name="walk_day_place")]


class PlaceLook(PublicRow):
    """A building or facility was looked at on a day, ticked off by those who went there. No track, no photograph, and not who: a team's work."""

    walk_day = StreetKey("places.WalkDay")
    target_id = models.UUIDField(help_text="the building's or facility's id")
    is_facility = models.BooleanField(default=False)
    looked_on = models.DateField()
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "walk_day", "target_id"], name="place_look_once")]
        indexes = [models.Index(fields=["street_code", "place_code", "target_id"], name="place_look_target")]
