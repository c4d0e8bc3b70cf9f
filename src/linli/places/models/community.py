from django.db import models

from linli.ledger.street_row import PublicRow


class Community(PublicRow):
    """A residents' committee's area; `place_code` is its 12-digit code."""

    name = models.CharField(max_length=60)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "place_code"], name="community_code")]
