from django.db import models

from linli.ledger.street_row import StreetRow


class RegisterCount(StreetRow):
    """How many residents are registered in a place (a grid, or what the register knows it by) and how many of them were verified
    within 90 days, counted each night: numbers of a place, never of a person."""

    residents = models.PositiveIntegerField()
    fresh = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "place_code"], name="register_count_place")]
