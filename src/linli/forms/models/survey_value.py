from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import SealedField


class SurveyValue(StreetRow):
    """One value on a sheet: a choice, a number or a text. What people write is sealed, for they write what they like;
    `topic` is where the staff sorted it."""

    survey = StreetKey("forms.Survey")
    sheet = StreetKey("forms.SurveySheet")
    question_id = models.UUIDField()
    choice = models.CharField(max_length=8, blank=True)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    text = SealedField("text")
    topic = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "survey_value"
        constraints = [
            models.UniqueConstraint(fields=["street_code", "sheet", "question_id", "choice"], name="survey_value_once")
        ]
        indexes = [models.Index(fields=["street_code", "survey", "question_id"], name="survey_value_question")]


class PaperSlip(StreetRow):
    """A paper questionnaire by its serial number, entered twice by two people. Once it is counted its entries are wiped:
    the sheet stands without a name like any other."""

    survey = StreetKey("forms.Survey")
    serial = models.CharField(max_length=12)
    dwelling_id = models.UUIDField()
    state = models.CharField(max_length=8)
    entry = SealedField("text")
    second = SealedField("text")
    differing = models.JSONField(default=list, help_text="the positions at which the two entries differ")
    first_by = models.UUIDField()
    first_at = models.DateTimeField()
    second_by = models.UUIDField(null=True)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "paper_slip"
        constraints = [models.UniqueConstraint(fields=["street_code", "survey", "serial"], name="paper_slip_serial")]
