"""The addresses of cases at the desk."""

from django.urls import path

from .batch import batch
from .call_reporter import call_reporter
from .case import show_case
from .deed import deed_on_case
from .desk import desk
from .export_list import export_list
from .my_ledger import my_ledger
from .print_sheets import print_case, print_list, print_receipt
from .quick_entry import entry_hints, quick_entry
from .search import search
from .show_photograph import show_photograph

urlpatterns = [
    path("", desk, name="desk"),
    path("batch/", batch, name="batch"),
    path("export/", export_list, name="export_cases"),
    path("print/", print_list, name="print_cases"),
    path("search/", search, name="cases"),
    path("new/", quick_entry, name="quick_entry"),
    path("new/hints/", entry_hints, name="entry_hints"),
    path("my-entries/", my_ledger, name="my_entries"),
    path("photos/<int:street>/<uuid:photograph>.jpg", show_photograph, name="photograph"),
    path("cases/<str:code>/", show_case, name="case"),
    path("cases/<str:code>/print/", print_case, name="print_case"),
    path("cases/<str:code>/receipt/", print_receipt, name="receipt"),
    path("cases/<str:code>/call/<uuid:entry>/", call_reporter, name="call_reporter"),
    path("cases/<str:code>/<str:deed>/", deed_on_case, name="case_deed"),
]
