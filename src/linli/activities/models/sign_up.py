from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class SignUp(StreetRow):
    """Somebody's place at an activity, or in its waiting list. Name and telephone are dropped 30 days after the end."""

    activity = StreetKey("activities.Activity")
    part = StreetKey("activities.ActivityPart")
    code = models.CharField(max_length=10)
    state = models.CharField(max_length=12)
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    person = SealedField("text", found_by="person_mark")
    person_mark = FingerprintField()
    group = models.CharField(max_length=12)
    guardian = SealedField("name")
    consented_at = models.DateTimeField(null=True)
    note = SealedField("text")
    signed_at = models.DateTimeField()
    placed_at = models.DateTimeField(null=True, help_text="when there was a place")
    waited = models.BooleanField(default=False, help_text="stood on the waiting list first")
    withdrawn_at = models.DateTimeField(null=True)
    registered_by = models.UUIDField(null=True)
    came_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "code"], name="sign_up_code"),
            models.UniqueConstraint(
                fields=["street_code", "activity", "person_mark"],
                condition=~models.Q(person_mark="") & ~models.Q(state="withdrawn"),
                name="sign_up_once",
            ),
        ]
        indexes = [models.Index(fields=["street_code", "activity", "state", "id"], name="sign_up_list")]


class CheckIn(StreetRow):
    """One scan of a helper's page, under the id that page gave it: sent twice it is one row. Whose it was is dropped with
    the names; the count stays."""

    activity = StreetKey("activities.Activity")
    sign_up_id = models.UUIDField(null=True)
    part_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=8)
    group = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=12)
    at = models.DateTimeField(help_text="by the helper's clock")
    received_at = models.DateTimeField()
    taken_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["street_code", "activity", "kind"], name="check_in_activity")]


class Rating(StreetRow):
    """What was said afterwards: by somebody who signed up, or a count of paper slips."""

    activity = StreetKey("activities.Activity")
    sign_up_id = models.UUIDField(null=True)
    satisfaction = models.CharField(max_length=12)
    people = models.PositiveIntegerField(default=1)
    words = SealedField("text")
    at = models.DateTimeField()
    registered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "sign_up_id"], condition=models.Q(sign_up_id__isnull=False), name="rating_once"
            )
        ]
        indexes = [models.Index(fields=["street_code", "activity"], name="rating_activity")]


class OnDuty(StreetRow):
    """Somebody who helped at an activity: the evidence of a volunteer's hours."""

    activity = StreetKey("activities.Activity")
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    task = models.CharField(max_length=40)
    minutes = models.PositiveIntegerField(null=True, help_text="how long; the whole activity where it is not said")
    volunteer_id = models.UUIDField(null=True, help_text="who it is among the volunteers, by code or telephone")
    registered_by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["street_code", "activity"], name="on_duty_activity")]


class StallQuestion(StreetRow):
    """A question about policy noted at a stall: answered there, or followed as a case."""

    activity = StreetKey("activities.Activity")
    part_id = models.UUIDField(null=True)
    words = SealedField("text")
    answer = models.CharField(max_length=300, blank=True)
    case_code = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField()
    noted_by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["street_code", "activity"], name="stall_question_activity")]
