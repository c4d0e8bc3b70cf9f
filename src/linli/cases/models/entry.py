from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class Entry(StreetRow):
    """One voice about a matter: a case has several when property firm, captain and community log the same thing (practices.md E3).

    Whoever made an entry is told at each turn: a reporter on the case's page, a registrar on his own list.
    """

    case = StreetKey("cases.Case")
    source = models.CharField(max_length=16)
    raised_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True, help_text="the user who registered it; none when the resident wrote")
    post_id = models.UUIDField(null=True, help_text="the post whose ledger this entry stands in")
    body = models.TextField()
    name = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    dwelling_text = SealedField("address")
    is_main = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    source_no = models.CharField(max_length=60, blank=True)
    fingerprint = models.CharField(max_length=64, null=True, help_text="what makes an imported row the same row")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "fingerprint"], name="entry_fingerprint")]
        indexes = [
            models.Index(fields=["street_code", "case"], name="entry_case"),
            models.Index(fields=["street_code", "phone_mark"], name="entry_phone"),
            models.Index(fields=["street_code", "post_id", "-entered_at"], name="entry_post"),
            models.Index(fields=["street_code", "entered_by", "-entered_at"], name="entry_by"),
        ]
