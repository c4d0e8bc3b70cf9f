from django.db import models

from linli.kernel.ids import uuid7


class OutboxMessage(models.Model):
    """An event on its way to its subscribers, written in the transaction of the deed that announced it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    street_code = models.IntegerField()
    topic = models.CharField(max_length=80)
    payload = models.JSONField()
    announced_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(delivered_at__isnull=True), name="outbox_undelivered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.id}"
