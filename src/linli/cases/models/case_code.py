from django.db import models


class CaseCode(models.Model):
    """Where the case of a code is: unique on the whole platform, so that a code alone finds its street. A reference table."""

    code = models.CharField(primary_key=True, max_length=10)
    street_code = models.IntegerField()
    case_id = models.UUIDField()
    place_code = models.CharField(max_length=18)

    def __str__(self) -> str:
        return self.code
