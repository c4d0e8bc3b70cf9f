"""The addresses of these pages, under `/staff/addresses/`."""

from django.urls import path

from .bind_homes import bind_homes, show_register, template_file, unbound_file
from .names import addresses, decide

urlpatterns = [
    path("", addresses, name="addresses"),
    path("names/<uuid:alias_id>/<str:deed_done>/", decide, name="decide_alias"),
    path("template/", template_file, name="homes_template"),
    path("registers/<uuid:register_id>/", show_register, name="home_register"),
    path("registers/<uuid:register_id>/unbound/", unbound_file, name="unbound_rows"),
    path("<str:code>/bind/", bind_homes, name="bind_homes"),
]
