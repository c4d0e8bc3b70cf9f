"""Addresses under `/staff/imports/`."""

from django.urls import path

from .columns import columns
from .import_page import corrections, discard, import_page, import_progress, start
from .imports import imports
from .upload import upload

urlpatterns = [
    path("imports/", imports, name="import_ledger"),
    path("imports/new/", upload, name="upload_ledger"),
    path("imports/<uuid:import_id>/", import_page, name="ledger_import"),
    path("imports/<uuid:import_id>/columns/", columns, name="ledger_columns"),
    path("imports/<uuid:import_id>/start/", start, name="start_import"),
    path("imports/<uuid:import_id>/discard/", discard, name="discard_ledger"),
    path("imports/<uuid:import_id>/progress/", import_progress, name="import_progress"),
    path("imports/<uuid:import_id>/corrections/", corrections, name="import_corrections"),
]
