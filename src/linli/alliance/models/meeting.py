from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class MeetingRhythm(StreetRow):
    """How often a community's alliance meets: every so many months, on the n-th (-1: the last) weekday, at an hour."""

    every_months = models.PositiveSmallIntegerField()
    nth = models.SmallIntegerField()
    weekday = models.PositiveSmallIntegerField(help_text="ISO: 1 Monday")
    hour = models.PositiveSmallIntegerField()
    first_month_on = models.DateField(help_text="first day of a month in which one is due")
    venue = models.CharField(max_length=80)
    alarm_at = models.DateTimeField(
        null=True, help_text="when the sweep must see whether the next one was called or held"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "place_code"], name="meeting_rhythm_once")]


class JointMeeting(StreetRow):
    """One joint meeting (联席会议) of the alliance."""

    starts_at = models.DateTimeField()
    venue = models.CharField(max_length=80)
    state = models.CharField(max_length=12, help_text="called, held, cancelled")
    called_at = models.DateTimeField()
    called_by = models.UUIDField()
    attended = models.JSONField(default=list, help_text="ids of the organisations that came")
    summary = models.CharField(max_length=1000, blank=True)
    minutes_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True, help_text="why it was cancelled")
    alarm_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "place_code", "starts_at"],
                condition=~models.Q(state="cancelled"),
                name="joint_meeting_once",
            )
        ]
        indexes = [models.Index(fields=["street_code", "place_code", "-starts_at"], name="joint_meeting_at")]


class MeetingPoint(StreetRow):
    """A point of a joint meeting: on the agenda, and what came of it: who does what by when. `subject` and `subject_id` say
    which wish, need, project or case it is about."""

    meeting = StreetKey("alliance.JointMeeting")
    number = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=12, help_text="wish, need, project, case, other")
    subject_id = models.UUIDField(null=True)
    subject_code = models.CharField(max_length=36, blank=True, help_text="by which its page is found")
    title = models.CharField(max_length=120)
    outcome = models.CharField(max_length=400, blank=True)
    organisation_id = models.UUIDField(null=True, help_text="the unit that does it")
    doer = models.CharField(max_length=60, blank=True, help_text="who does it where no unit does")
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_words = models.CharField(max_length=300, blank=True)
    alarm_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "meeting", "number"], name="meeting_point_number"),
            models.UniqueConstraint(
                fields=["street_code", "meeting", "subject_id"],
                condition=models.Q(subject_id__isnull=False),
                name="meeting_point_subject",
            ),
        ]
        indexes = [
            models.Index(fields=["alarm_at"], condition=models.Q(alarm_at__isnull=False), name="meeting_point_alarm")
        ]


class Adviser(StreetRow):
    """A department's liaison officer named as governance adviser (治理顾问) of a community."""

    post_id = models.UUIDField()
    organisation_id = models.UUIDField()
    named_on = models.DateField()
    named_by = models.UUIDField()
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "place_code", "post_id"],
                condition=models.Q(left_on__isnull=True),
                name="adviser_once",
            )
        ]
