from django.db import models

from linli.kernel.ids import uuid7


class Workday(models.Model):
    """One day of the editable work calendar: a holiday, a make-up day, or a day changed by hand (architecture.md §5)."""

    day = models.DateField(primary_key=True)
    is_workday = models.BooleanField()
    name = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class OfficeHours(models.Model):
    """The office hours of a jurisdiction, `[["08:30","12:00"],["14:00","17:30"]]`; the longest matching prefix counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    prefix = models.CharField(max_length=18, unique=True)
    hours = models.JSONField()

    def __str__(self) -> str:
        return self.prefix
