from django.db import models

from linli.ledger.street_row import PublicRow, StreetKey, StreetRow


class Survey(PublicRow):
    """A survey of a community (or a street): public, as a notice on the board is. `series_id` is what the surveys of one
    series share, the project's id; `stage` where in the series it stands."""

    title = models.CharField(max_length=80)
    purpose = models.CharField(max_length=200)
    consent = models.CharField(max_length=400)
    state = models.CharField(max_length=8)
    series_id = models.UUIDField(null=True)
    stage = models.CharField(max_length=8, blank=True)
    once_per = models.CharField(max_length=8)
    estate_ids = models.JSONField(default=list, help_text="whom it asks; empty: the whole place")
    age_first = models.PositiveSmallIntegerField(null=True)
    age_last = models.PositiveSmallIntegerField(null=True)
    asks_age = models.BooleanField(default=True)
    channels = models.JSONField(default=list)
    first_on = models.DateField()
    last_on = models.DateField()
    drafted_at = models.DateTimeField()
    drafted_by = models.UUIDField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "survey"
        indexes = [
            models.Index(fields=["street_code", "place_code", "state"], name="survey_place_state"),
            models.Index(fields=["street_code", "-drafted_at", "id"], name="survey_drafted"),
            models.Index(fields=["series_id"], name="survey_series"),
        ]


class SurveyQuestion(PublicRow):
    """A question of the bank, in exactly this version, asked by a survey."""

    survey = StreetKey("forms.Survey")
    position = models.PositiveSmallIntegerField()
    question_id = models.UUIDField()
    code = models.CharField(max_length=24)
    required = models.BooleanField(default=False)

    class Meta:
        db_table = "survey_question"
        constraints = [
            models.UniqueConstraint(fields=["street_code", "survey", "position"], name="survey_question_position"),
            models.UniqueConstraint(fields=["street_code", "survey", "question_id"], name="survey_question_once"),
        ]


class SurveyReturn(StreetRow):
    """That a dwelling, or a telephone, has answered: once, by a constraint of the database. What was answered is kept apart
    (`SurveySheet`), and nothing leads from one to the other. `mark` is a keyed digest of the survey with the dwelling or the
    telephone: it cannot be compared across surveys."""

    survey = StreetKey("forms.Survey")
    mark = models.CharField(max_length=64)
    dwelling_id = models.UUIDField(null=True)
    building_id = models.UUIDField(null=True)
    floor = models.SmallIntegerField(null=True)
    channel = models.CharField(max_length=8)
    on = models.DateField()
    entered_by = models.UUIDField(
        null=True, help_text="the officer who filled it in for somebody, or entered the paper"
    )

    class Meta:
        db_table = "survey_return"
        constraints = [models.UniqueConstraint(fields=["street_code", "survey", "mark"], name="survey_answered_once")]


class SurveySheet(StreetRow):
    """One answered sheet, without who answered it: a random id, a day, the age group where it was told."""

    survey = StreetKey("forms.Survey", db_index=True)
    channel = models.CharField(max_length=8)
    age_group = models.CharField(max_length=8, blank=True)
    on = models.DateField()

    class Meta:
        db_table = "survey_sheet"
