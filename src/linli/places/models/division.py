from django.db import models


class Division(models.Model):
    """A province, city, county or street with its statistical division code (NBS 2023). A reference table."""

    code = models.CharField(primary_key=True, max_length=9)
    name = models.CharField(max_length=60)
    parent_code = models.CharField(max_length=6, blank=True)

    class Meta:
        indexes = [models.Index(fields=["parent_code"], name="division_parent")]

    def __str__(self) -> str:
        return self.name
