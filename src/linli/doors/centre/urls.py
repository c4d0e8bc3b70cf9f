"""The pages of the governance centre."""

from django.urls import path

from .cases import cases
from .export import export
from .overview import overview_page, print_overview

app_name = "centre"
urlpatterns = [
    path("", overview_page, name="overview"),
    path("print/", print_overview, name="print"),
    path("export/", export, name="export"),
    path("cases/", cases, name="cases"),
]
