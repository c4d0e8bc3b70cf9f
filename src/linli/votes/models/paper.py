from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class PaperBallot(StreetRow):
    """A printed ballot. Its serial is random; only in a vote by name it is printed for an entry of the roll."""

    vote = StreetKey("votes.Vote")
    serial = models.CharField(max_length=10)
    entry_id = models.UUIDField(null=True)
    printed_at = models.DateTimeField()
    printed_by = models.UUIDField()
    batch_id = models.UUIDField(null=True, help_text="the accepted batch in which it was counted")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "vote", "serial"], name="paper_serial")]


class PaperBatch(StreetRow):
    """A bundle of paper ballots, entered twice by two people; where they differ a third looks."""

    vote = StreetKey("votes.Vote")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10)
    first_by = models.UUIDField()
    second_by = models.UUIDField(null=True)
    third_by = models.UUIDField(null=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "vote", "number"], name="paper_batch_number")]


class PaperReading(StreetRow):
    """What one person read on one paper: `reading` 1, 2, or 3 for the third look."""

    batch = StreetKey("votes.PaperBatch")
    reading = models.PositiveSmallIntegerField()
    serial = models.CharField(max_length=10)
    marks = models.JSONField()
    spoiled = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "batch", "reading", "serial"], name="paper_read_once")
        ]
