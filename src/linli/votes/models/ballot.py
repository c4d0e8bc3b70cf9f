import uuid

from django.db import models

from linli.ledger.street_row import AppendOnlyRow, StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class UrnBallot(StreetRow):
    """A ballot in the urn: sealed whole (marks and receipt), under a random id, without a time. `number` and `area` only in
    a vote by name. When counting begins the urn is emptied in random order into `Ballot` and these rows go."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = StreetKey("votes.Vote")
    content = SealedField("text")
    receipt = SealedField("text", found_by="receipt_mark")
    receipt_mark = FingerprintField()
    number = models.PositiveIntegerField(null=True)
    area = models.DecimalField(max_digits=9, decimal_places=2, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "vote", "receipt_mark"], name="urn_receipt")]


class Ballot(AppendOnlyRow):
    """A ballot out of the urn or off a paper, as it is published. `spoiled` says why it counts for nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = StreetKey("votes.Vote")
    receipt = models.CharField(max_length=16)
    marks = models.JSONField()
    spoiled = models.CharField(max_length=12, blank=True)
    number = models.PositiveIntegerField(null=True)
    area = models.DecimalField(max_digits=9, decimal_places=2, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "vote", "receipt"], name="ballot_receipt")]


class VoteLine(AppendOnlyRow):
    """One line of a vote's log. Each carries the digest of the one before: a line changed or taken away shows."""

    vote = StreetKey("votes.Vote")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField(help_text="to the hour for lines about single ballots")
    kind = models.CharField(max_length=20)
    facts = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "vote", "seq"], name="vote_line_seq")]
