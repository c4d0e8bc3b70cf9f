from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class Seconding(StreetRow):
    """Somebody met with the same matter as is being handled in public (我也遇到): counted, never known.

    `mark` tells one browser from another for this one case; it is no name, and of two cases no two marks are alike.
    """

    case = StreetKey("cases.Case")
    at = models.DateTimeField()
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "case", "mark"], name="seconding_once")]
