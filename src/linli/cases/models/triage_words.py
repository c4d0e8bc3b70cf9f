from django.db import models

from linli.kernel.ids import uuid7


class TriageWords(models.Model):
    """A jurisdiction's own words and examples for a kind of matter, in place of the shipped ones."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    prefix = models.CharField(max_length=12, blank=True, help_text="whose; empty: everybody's")
    code = models.CharField(max_length=4)
    words = models.TextField(blank=True, help_text="parted by spaces; `~` marks a weak one, `+` a pair")
    examples = models.TextField(blank=True, help_text="one a line")
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "code"], name="triage_words_code")]

    def __str__(self) -> str:
        return f"{self.prefix or 'everybody'} {self.code}"
