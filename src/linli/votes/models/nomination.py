from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import SealedField


class Nomination(StreetRow):
    """An officer put forward for a vote. She stands only if she says so herself; declining needs no reason and is not shown."""

    vote = StreetKey("votes.Vote")
    user_id = models.UUIDField(help_text="the officer's account")
    officer = models.CharField(max_length=40)
    post = models.CharField(max_length=60)
    words = models.CharField(max_length=200)
    by_name = SealedField("name")
    registered_by = models.UUIDField(null=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=10)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "vote", "user_id"], name="nominated_once")]
        indexes = [models.Index(fields=["user_id"], name="nomination_user")]
