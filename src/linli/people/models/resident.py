from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow

from ..sealed import FingerprintField, SealedField


class Resident(StreetRow):
    """A person who lives here, recorded to be served. Everything personal is sealed; nobody is scored."""

    household = StreetKey("people.Household", null=True, db_index=True)
    name = SealedField("name", found_by="name_mark")
    name_mark = FingerprintField()
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    id_number = SealedField("id_number", found_by="id_mark")
    id_mark = FingerprintField()
    birth_year = models.PositiveSmallIntegerField(null=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["street_code", "place_code"], name="resident_place"),
            models.Index(fields=["street_code", "phone_mark"], name="resident_phone"),
            models.Index(fields=["street_code", "household"], name="resident_household"),
        ]
