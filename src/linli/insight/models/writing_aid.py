from django.db import models

from linli.people.sealed import SealedField


class WritingAid(models.Model):
    """The outside language model a tenant lets help with wording: one row for the platform, off unless somebody turned it on."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_on = models.BooleanField(default=False)
    url = models.CharField(max_length=200, blank=True, help_text="up to /v1, as OpenAI's own has it")
    model = models.CharField(max_length=80, blank=True)
    secret = SealedField("text")
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="writing_aid_one_row")]

    def __str__(self) -> str:
        return f"WritingAid {'on' if self.is_on else 'off'}"
