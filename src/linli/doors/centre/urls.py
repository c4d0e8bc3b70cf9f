"""The pages of the governance centre."""

from django.urls import path

from .cases import cases
from .export import export
from .indicators import export_indicators, indicator_cases, indicators_page
from .overview import overview_page, print_overview

app_name = "centre"
urlpatterns = [
    path("", overview_page, name="overview"),
    path("print/", print_overview, name="print"),
    path("export/", export, name="export"),
    path("cases/", cases, name="cases"),
    path("indicators/", indicators_page, name="indicators"),
    path("indicators/rows/", indicator_cases, name="indicator_rows"),
    path("indicators/export/", export_indicators, name="export_indicators"),
]
