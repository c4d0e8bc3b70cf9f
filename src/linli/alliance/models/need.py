from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField

from ..rules.window import EVERY_DAY


class Need(StreetRow):
    """A line of the needs list (需求清单). `title` names what is needed, never whose need it is; `origin_id` is the case, the
    wish, the motion or whatever else it came from."""

    code = models.CharField(
        max_length=10, blank=True, help_text="by which who asked follows it; none for the house's own"
    )
    origin = models.CharField(max_length=12)
    origin_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=80)
    quantity = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.CharField(max_length=12)
    is_urgent = models.BooleanField(default=False)
    people = models.PositiveIntegerField(default=1, help_text="how many people it serves")
    wanted_by_on = models.DateField(null=True)
    weekdays = models.CharField(max_length=7, default=EVERY_DAY)
    from_hour = models.PositiveSmallIntegerField(default=0)
    to_hour = models.PositiveSmallIntegerField(default=24)
    estate_id = models.UUIDField(null=True)
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    asked_by = models.UUIDField(null=True, help_text="the user who asked or wrote it down, told of each turn")

    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=400, blank=True, help_text="why it ended otherwise, as told")
    promised_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    fulfilled_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()
    reported_by = models.UUIDField(null=True, help_text="who said that it was fulfilled")
    due_at = models.DateTimeField(null=True, help_text="by when the next turn is due")
    alarm_at = models.DateTimeField(null=True, help_text="when the sweep must look at it next")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="need_of_something"),
            models.UniqueConstraint(
                fields=["street_code", "code"], condition=~models.Q(code=""), name="need_code_street"
            ),
        ]
        indexes = [
            models.Index(fields=["street_code", "place_code", "state"], name="need_place_state"),
            models.Index(fields=["street_code", "-moved_at", "id"], name="need_moved"),
            models.Index(fields=["street_code", "due_at", "id"], name="need_due"),
            models.Index(fields=["street_code", "origin_id"], name="need_origin"),
            models.Index(fields=["alarm_at"], condition=models.Q(alarm_at__isnull=False), name="need_alarm"),
        ]


class NeedStep(StreetRow):
    """One turn of a need: who did what, when. Only ever appended."""

    need = StreetKey("alliance.Need")
    at = models.DateTimeField()
    deed = models.CharField(max_length=16)
    to_state = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=60, blank=True)
    part = models.CharField(max_length=12)
    text = SealedField("text")

    class Meta:
        indexes = [models.Index(fields=["street_code", "need", "at"], name="need_step_at")]
