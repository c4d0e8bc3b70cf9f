"""The addresses of these pages, under `/staff/addresses/`."""

from django.urls import path

from .bind_homes import bind_homes, bind_where, show_register, template_file, unbound_file
from .names import addresses, decide
from .unplaced import export_unplaced, learn_unplaced, unplaced_matters

urlpatterns = [
    path("", addresses, name="addresses"),
    path("names/<uuid:alias_id>/<str:deed_done>/", decide, name="decide_alias"),
    path("unplaced/", unplaced_matters, name="unplaced_matters"),
    path("unplaced/learn/", learn_unplaced, name="learn_unplaced"),
    path("unplaced/export/", export_unplaced, name="export_unplaced"),
    path("bind/", bind_where, name="bind_where"),
    path("template/", template_file, name="homes_template"),
    path("registers/<uuid:register_id>/", show_register, name="home_register"),
    path("registers/<uuid:register_id>/unbound/", unbound_file, name="unbound_rows"),
    path("<str:code>/bind/", bind_homes, name="bind_homes"),
]
