from django.db import models

from linli.ledger.street_row import PublicRow, StreetKey, StreetRow
from linli.people.sealed import SealedField


class RegisteredForm(PublicRow):
    """A form that people of a street or community must fill, with the reason it exists and the day it ends."""

    title = models.CharField(max_length=60)
    purpose = models.CharField(max_length=200)
    basis = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=60)
    rhythm = models.CharField(max_length=10)
    first_on = models.DateField()
    last_on = models.DateField()
    fields = models.JSONField(default=list, help_text="[label, what the platform fills in or empty]")
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "registered_form"
        indexes = [models.Index(fields=["street_code", "place_code", "last_on"], name="registered_form_place")]


class FormFilling(StreetRow):
    """A registered form filled in for a place, once a turn of its rhythm."""

    form = StreetKey("forms.RegisteredForm")
    turn = models.CharField(max_length=10)
    answers = SealedField("text")
    prefilled = models.PositiveSmallIntegerField()
    typed = models.PositiveSmallIntegerField()
    filled_at = models.DateTimeField()
    filled_by = models.UUIDField()

    class Meta:
        db_table = "form_filling"
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "form", "place_code", "turn"], name="form_filled_once_a_turn"
            )
        ]
