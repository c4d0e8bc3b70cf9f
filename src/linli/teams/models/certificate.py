from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class Certificate(StreetRow):
    """What was certified: the confirmed minutes of a volunteer within a span of days, under a number anybody can check."""

    number = models.CharField(max_length=10)
    volunteer = StreetKey("teams.Volunteer", db_index=True)
    first_on = models.DateField()
    last_on = models.DateField()
    minutes = models.PositiveIntegerField()
    times = models.PositiveIntegerField(help_text="how many entries they come from")
    initial = models.CharField(max_length=4, help_text="the family name alone")
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "number"], name="certificate_number")]
