from django.db import models

from linli.kernel.ids import uuid7


class Question(models.Model):
    """One version of a question of the bank; its wording never changes. A reference table: `prefix` is the jurisdiction
    that wrote it, empty for the shipped bank. Surveys that are compared ask the same version."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=24)
    version = models.PositiveSmallIntegerField(default=1)
    prefix = models.CharField(max_length=18, blank=True)
    theme = models.CharField(max_length=12)
    stages = models.CharField(max_length=30, blank=True, help_text="the stages it is meant for, by commas")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=200)
    options = models.JSONField(default=list, help_text="[value, words] of a single or multiple choice")
    unit = models.CharField(max_length=12, blank=True)
    low = models.CharField(max_length=20, blank=True)
    high = models.CharField(max_length=20, blank=True)
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, help_text="when a later version took its place for new surveys")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "code", "version"], name="question_version")]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"
