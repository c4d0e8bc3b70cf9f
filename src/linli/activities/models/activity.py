from django.db import models

from linli.ledger.street_row import PublicRow, StreetKey


class Activity(PublicRow):
    """One activity of a community: what the menu shows. Its figures are kept when it is settled; nobody's name is."""

    title = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    size = models.CharField(max_length=8)
    state = models.CharField(max_length=12)
    groups = models.JSONField(default=list, help_text="the age groups it is for")
    theme = models.CharField(max_length=30, blank=True, help_text="a solar term, a festival or another theme")
    about = models.CharField(max_length=1000, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue_id = models.UUIDField(null=True)
    room_id = models.UUIDField(null=True)
    place_words = models.CharField(max_length=80, blank=True, help_text="where, when it is at no venue of ours")
    who_may = models.CharField(max_length=60, blank=True)
    bring = models.CharField(max_length=100, blank=True)
    materials = models.CharField(max_length=200, blank=True, help_text="what the organiser prepares")
    contact = models.CharField(max_length=40, blank=True, help_text="whom to ask, as printed on the poster")
    takes_sign_ups = models.BooleanField(default=True)
    sign_up_until = models.DateTimeField(null=True)
    series_id = models.UUIDField(null=True, help_text="the class it is a session of")
    need_id = models.UUIDField(null=True, help_text="the line of the needs list it answers")
    origin = models.CharField(max_length=12, blank=True, help_text="what else it answers: case, wish, survey, …")
    origin_id = models.UUIDField(null=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True, help_text="why it was cancelled, as told")
    changed = models.PositiveIntegerField(
        default=0, help_text="how often it changed since published: iCalendar SEQUENCE"
    )

    places = models.PositiveIntegerField(null=True, help_text="who had a place, when settled")
    came = models.PositiveIntegerField(null=True, help_text="of them came")
    walk_ins = models.PositiveIntegerField(null=True)
    at_stalls = models.PositiveIntegerField(null=True, help_text="what stalls counted by themselves")
    served = models.PositiveIntegerField(null=True, help_text="服务人次, see rules.figures")
    by_group = models.JSONField(default=dict, help_text="how many of each age group came")
    wait_days = models.FloatField(null=True)
    names_dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="activity_span")
        ]
        indexes = [
            models.Index(fields=["street_code", "place_code", "starts_at"], name="activity_when"),
            models.Index(fields=["origin_id"], condition=models.Q(origin_id__isnull=False), name="activity_origin"),
            models.Index(
                fields=["ends_at"],
                condition=models.Q(names_dropped_at__isnull=True),
                name="activity_names_kept",
            ),
        ]


class ActivityPart(PublicRow):
    """What one signs up for: the activity itself, or a department of a clinic, a stall of a fair, in the order of the map.

    Its row is the lock under which places are given.
    """

    activity = StreetKey("activities.Activity")
    number = models.PositiveSmallIntegerField(help_text="1, 2, …: the order of the stall map")
    name = models.CharField(max_length=30, blank=True, help_text="empty for the activity itself")
    service = models.CharField(max_length=80, blank=True)
    provider = models.CharField(max_length=60, blank=True, help_text="who does it: hospital, shop, volunteers")
    organisation_id = models.UUIDField(null=True)
    capacity = models.PositiveIntegerField(null=True, help_text="none: everybody finds a place")
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0, help_text="turns the stall counted by itself")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "activity", "number"], name="activity_part_number"),
            models.CheckConstraint(
                condition=models.Q(capacity__isnull=True) | models.Q(taken__lte=models.F("capacity")),
                name="activity_part_not_overfull",
            ),
        ]
