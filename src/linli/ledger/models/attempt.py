from django.db import models

from linli.kernel.ids import uuid7


class Attempt(models.Model):
    """One try at something that is rate-limited (a case code and phone, a sign-in), under a keyed digest of who tried."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    what = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["what", "who", "at"], name="attempt_who_at")]

    def __str__(self) -> str:
        return f"{self.what} {self.at}"
