from django.db import models

from linli.kernel.ids import uuid7


class IdempotencyKey(models.Model):
    """A write that was asked for under a key, and what came of it, so that asking again changes nothing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    actor_id = models.UUIDField()
    key = models.UUIDField()
    deed = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    result = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_id", "key"], name="one_deed_per_key")]
        indexes = [models.Index(fields=["at"], name="idempotency_at")]

    def __str__(self) -> str:
        return f"{self.deed} {self.key}"
