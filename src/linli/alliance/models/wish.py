from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class Wish(StreetRow):
    """One small wish. `words` are the wisher's own and are never published; `public_words` are what everybody reads."""

    code = models.CharField(max_length=10)
    state = models.CharField(max_length=12)
    source = models.CharField(max_length=16)
    words = SealedField("text")
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    estate_id = models.UUIDField(null=True)
    registered_by = models.UUIDField(null=True, help_text="the user who wrote it down; none when the resident did")

    kind = models.CharField(max_length=12, blank=True)
    public_words = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=400, blank=True, help_text="why it was refused or could not be met, as told")
    thanks = SealedField("text")
    story = models.CharField(max_length=300, blank=True, help_text="what the wall tells of it, without anybody's data")

    collected_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    first_claimed_at = models.DateTimeField(null=True)
    fulfilled_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()
    reported_by = models.UUIDField(null=True, help_text="who said that it was fulfilled")
    due_at = models.DateTimeField(null=True, help_text="by when the next turn is due")
    alarm_at = models.DateTimeField(null=True, help_text="when the sweep must look at it next")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "code"], name="wish_code_street")]
        indexes = [
            models.Index(fields=["street_code", "place_code", "state"], name="wish_place_state"),
            models.Index(fields=["street_code", "-moved_at", "id"], name="wish_moved"),
            models.Index(fields=["alarm_at"], condition=models.Q(alarm_at__isnull=False), name="wish_alarm"),
        ]


class WishClaim(StreetRow):
    """Somebody's promise to fulfil a wish. Of a wish at most one stands: a constraint of the database holds it."""

    wish = StreetKey("alliance.Wish")
    code = models.CharField(max_length=10, help_text="by which the claimer follows it")
    kind = models.CharField(max_length=12)
    organisation_id = models.UUIDField(null=True, help_text="the member unit")
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    promised_on = models.DateField()
    claimed_at = models.DateTimeField()
    registered_by = models.UUIDField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "wish"], condition=models.Q(released_at__isnull=True), name="wish_claimed_once"
            )
        ]


class CoClaimer(StreetRow):
    """Somebody more who helps with a claim (帮帮团): the claim stays one, whoever claimed answers for it."""

    claim = StreetKey("alliance.WishClaim")
    organisation_id = models.UUIDField(null=True, help_text="the member unit")
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    brings = models.CharField(max_length=60, blank=True)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "claim", "phone_mark"], name="claim_helper_once")]


class WishStep(StreetRow):
    """One turn of a wish: who did what, when. Only ever appended."""

    wish = StreetKey("alliance.Wish")
    at = models.DateTimeField()
    deed = models.CharField(max_length=16)
    to_state = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=60, blank=True)
    part = models.CharField(max_length=12)
    text = SealedField("text")
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["street_code", "wish", "at"], name="wish_step_at")]
