"""Surveys, the question bank and registered forms, under `/staff/`."""

from django.urls import path

from .answer import answer_at_door, papers, settle
from .bank import bank, write_bank_question
from .edit_survey import edit_survey, new_survey
from .registry import export_forms, form_registry, new_registered_form, registered_form, stop_registered_form
from .survey import (
    export_survey,
    print_survey,
    show_survey,
    sort_survey_texts,
    survey_card,
    survey_deed,
    survey_texts,
)
from .survey_list import surveys

urlpatterns = [
    path("surveys/", surveys, name="surveys"),
    path("surveys/new/", new_survey, name="new_survey"),
    path("surveys/bank/", bank, name="question_bank"),
    path("surveys/bank/new/", write_bank_question, name="new_question"),
    path("surveys/bank/<uuid:question_id>/", write_bank_question, name="reword_question"),
    path("surveys/<uuid:survey_id>/", show_survey, name="survey"),
    path("surveys/<uuid:survey_id>/edit/", edit_survey, name="edit_survey"),
    path("surveys/<uuid:survey_id>/do/<slug:deed>/", survey_deed, name="survey_deed"),
    path("surveys/<uuid:survey_id>/export/", export_survey, name="export_survey"),
    path("surveys/<uuid:survey_id>/card/", survey_card, name="survey_card"),
    path("surveys/<uuid:survey_id>/print/", print_survey, name="print_survey"),
    path("surveys/<uuid:survey_id>/door/", answer_at_door, name="answer_at_door"),
    path("surveys/<uuid:survey_id>/papers/", papers, name="papers"),
    path("surveys/<uuid:survey_id>/papers/<uuid:slip_id>/", settle, name="settle_paper"),
    path("surveys/<uuid:survey_id>/texts/<uuid:question_id>/", survey_texts, name="survey_texts"),
    path("surveys/<uuid:survey_id>/texts/<uuid:question_id>/sort/", sort_survey_texts, name="sort_survey_texts"),
    path("forms/", form_registry, name="form_registry"),
    path("forms/export/", export_forms, name="export_forms"),
    path("forms/new/", new_registered_form, name="new_registered_form"),
    path("forms/<uuid:form_id>/", registered_form, name="registered_form"),
    path("forms/<uuid:form_id>/stop/", stop_registered_form, name="stop_registered_form"),
]
