from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class Telling(StreetRow):
    """One voice as the hot issues hear it: which entry of which case, who tells people apart, by which words it is found again.

    Holds no text; that stays with the entry.
    """

    case_id = models.UUIDField()
    entry_id = models.UUIDField()
    estate_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    who = models.CharField(max_length=64, help_text="the telephone's fingerprint, else the entry itself: nobody's name")
    marks = ArrayField(models.CharField(max_length=8), help_text="its rarest pairs of characters")
    issue = StreetKey("insight.HotIssue", null=True)
    is_apart = models.BooleanField(default=False, help_text="a person took it out: it joins nothing by itself")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "entry_id"], name="telling_entry")]
        indexes = [
            GinIndex(fields=["marks"], name="telling_marks"),
            models.Index(fields=["street_code", "issue", "-at"], name="telling_issue"),
            models.Index(fields=["street_code", "estate_id", "-at"], name="telling_estate"),
            models.Index(fields=["street_code", "case_id"], name="telling_case"),
        ]
