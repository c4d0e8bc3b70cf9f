from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class Pairing(StreetRow):
    """A household paired with an organ or a firm (结对), for a purpose it consented to. The household is named sealed."""

    organisation_id = models.UUIDField()
    household = SealedField("name")
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    address = SealedField("address")
    purpose = models.CharField(max_length=200)
    consented_on = models.DateField()
    consent_by = SealedField("name", help_text="who consented: the person, or whoever speaks for her")
    helper = SealedField("name")
    every_days = models.PositiveSmallIntegerField()
    began_on = models.DateField()
    next_on = models.DateField(help_text="by when the next contact is due")
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    registered_by = models.UUIDField()
    alarm_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["street_code", "place_code", "next_on"], name="pairing_next"),
            models.Index(fields=["alarm_at"], condition=models.Q(alarm_at__isnull=False), name="pairing_alarm"),
        ]


class PairingContact(StreetRow):
    """One visit, call or delivery of a pairing. Only ever appended."""

    pairing = StreetKey("alliance.Pairing")
    on = models.DateField()
    way = models.CharField(max_length=12, help_text="visit, call, delivery")
    words = SealedField("text")
    brought = models.CharField(max_length=80, blank=True)
    need_id = models.UUIDField(null=True, help_text="the need it was put on the list as")
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["street_code", "pairing", "on"], name="pairing_contact_on")]
