from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class TriageNote(StreetRow):
    """What was suggested for a matter, by which version, and under which kind somebody filed it: the record that shows
    honestly how good the suggestions are. It says nothing of who filed it."""

    case = StreetKey("cases.Case")
    at = models.DateTimeField(help_text="when it was filed")
    version = models.CharField(max_length=20, help_text="the model, or `words`")
    suggested = models.CharField(max_length=4, blank=True, help_text="empty: not sure")
    confidence = models.FloatField(default=0)
    filed = models.CharField(max_length=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "case"], name="triage_note_case")]
        indexes = [models.Index(fields=["street_code", "-at"], name="triage_note_at")]
