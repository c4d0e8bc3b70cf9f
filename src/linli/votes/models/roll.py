from django.db import models

from linli.ledger.street_row import AppendOnlyRow, StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class RollEntry(StreetRow):
    """One who may vote: one ballot, and in an owners' vote the area that stands behind it. Never published by name."""

    vote = StreetKey("votes.Vote")
    number = models.PositiveIntegerField(help_text="the number on the roll, from 1")
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    home = SealedField("address")
    area = models.DecimalField(max_digits=9, decimal_places=2, null=True, help_text="square metres")
    dwelling_id = models.UUIDField(null=True)
    code = SealedField("code", found_by="code_mark")
    code_mark = FingerprintField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "vote", "number"], name="roll_number"),
            models.UniqueConstraint(fields=["street_code", "vote", "code_mark"], name="roll_code"),
            models.UniqueConstraint(
                fields=["street_code", "vote", "dwelling_id"],
                condition=models.Q(dwelling_id__isnull=False),
                name="roll_dwelling_once",
            ),
        ]
        indexes = [models.Index(fields=["street_code", "vote", "phone_mark"], name="roll_phone")]


class RollMark(AppendOnlyRow):
    """That an entry of the roll has used its right: by which channel, on which day. Not what was chosen.

    One for each entry, held by the database: whatever channels are used at once, one ballot counts.
    """

    vote = StreetKey("votes.Vote")
    entry = StreetKey("votes.RollEntry")
    channel = models.CharField(max_length=8)
    marked_on = models.DateField()
    proxy_id = models.UUIDField(null=True)
    taken_by = models.UUIDField(null=True, help_text="the member of staff, on the telephone or handing out paper")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "entry"], name="roll_voted_once")]
        indexes = [models.Index(fields=["street_code", "vote", "channel"], name="roll_mark_channel")]


class RollObjection(StreetRow):
    """Somebody says that the published roll is wrong. Everyone is answered before the poll opens."""

    vote = StreetKey("votes.Vote")
    words = SealedField("text")
    name = SealedField("name")
    phone = SealedField("phone")
    at = models.DateTimeField()
    answer = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["street_code", "vote", "at"], name="roll_objection_at")]


class Proxy(StreetRow):
    """An entry lets somebody vote in its place. One stands for an entry, and one person holds no more than the vote's cap:
    each holds a slot, and the database gives a slot once."""

    vote = StreetKey("votes.Vote")
    entry = StreetKey("votes.RollEntry")
    holder_name = SealedField("name")
    holder_phone = SealedField("phone", found_by="holder_mark")
    holder_mark = FingerprintField()
    slot = models.PositiveSmallIntegerField()
    code = SealedField("code", found_by="code_mark")
    code_mark = FingerprintField()
    given_at = models.DateTimeField()
    given_by = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "entry"], condition=models.Q(revoked_at__isnull=True), name="proxy_one_stands"
            ),
            models.UniqueConstraint(
                fields=["street_code", "vote", "holder_mark", "slot"],
                condition=models.Q(revoked_at__isnull=True),
                name="proxy_cap",
            ),
            models.UniqueConstraint(fields=["street_code", "vote", "code_mark"], name="proxy_code"),
        ]
