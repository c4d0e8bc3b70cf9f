from django.db import models


class KeptSpread(models.Model):
    """In how many of the latest messages each pair of characters was said, counted once a night: one row for the platform.

    No message can be read back from it: a pair stands in it only when several messages hold it.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    messages = models.PositiveIntegerField()
    counts = models.JSONField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="kept_spread_one_row")]

    def __str__(self) -> str:
        return f"KeptSpread of {self.messages} messages"
