from django.db import models

from linli.ledger.street_row import StreetRow
from linli.people.sealed import FingerprintField, SealedField


class Volunteer(StreetRow):
    """Somebody who registered to help. `place_code` is the community, or the grid of the estate. Who left keeps neither name
    nor telephone here; nobody is scored or ranked."""

    code = models.CharField(max_length=10)
    state = models.CharField(max_length=8)
    way = models.CharField(max_length=8)
    name = SealedField("name", found_by="name_mark")
    name_mark = FingerprintField()
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    birth_year = models.PositiveSmallIntegerField(null=True, help_text="asked of those under age alone")
    guardian_name = SealedField("name")
    guardian_phone = SealedField("phone")
    consent_at = models.DateTimeField(null=True, help_text="when the guardian consented")
    skills = models.JSONField(default=list)
    skill_words = models.CharField(max_length=60, blank=True)
    times = models.JSONField(default=list)
    estate_id = models.UUIDField(null=True)
    user_id = models.UUIDField(
        null=True, help_text="the account of the same person, who then never confirms these hours"
    )
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField(null=True, help_text="none when the person did it herself")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=200, blank=True, help_text="why it was not accepted, as told")
    left_at = models.DateTimeField(null=True)
    helped_at = models.DateTimeField(null=True, help_text="the end of the latest confirmed help")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "code"], name="volunteer_code_street"),
            models.UniqueConstraint(
                fields=["street_code", "phone_mark", "name_mark"],
                condition=models.Q(state__in=["applied", "active"]) & ~models.Q(phone_mark=""),
                name="volunteer_once",
            ),
        ]
        indexes = [
            models.Index(fields=["street_code", "place_code", "state"], name="volunteer_place_state"),
            models.Index(fields=["street_code", "-registered_at", "id"], name="volunteer_registered"),
            models.Index(fields=["street_code", "phone_mark"], name="volunteer_phone"),
        ]
