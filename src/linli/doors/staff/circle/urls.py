"""The addresses of the circle, under `/staff/`."""

from django.urls import path

from .circle import circle, circles, reckon_anew
from .exports import export_circle, export_sites
from .facilities import close, edit_facility, facilities, new_facility, take_places, take_venues
from .import_facilities import facilities_template, import_facilities
from .kind import circle_building, circle_buildings, circle_kind
from .rule import circle_rule
from .sheet import circle_sheet
from .sites import site_run_page, sites

urlpatterns = [
    path("circle/", circles, name="circles"),
    path("circle/facilities-template/", facilities_template, name="facilities_template"),
    path("circle/<str:code>/", circle, name="circle"),
    path("circle/<str:code>/reckon/", reckon_anew, name="reckon_circle"),
    path("circle/<str:code>/export/", export_circle, name="export_circle"),
    path("circle/<str:code>/rule/", circle_rule, name="circle_rule"),
    path("circle/<str:code>/sheet/", circle_sheet, name="circle_sheet"),
    path("circle/<str:code>/kinds/<slug:kind>/", circle_kind, name="circle_kind"),
    path("circle/<str:code>/kinds/<slug:kind>/buildings/", circle_buildings, name="circle_buildings"),
    path("circle/<str:code>/buildings/<uuid:id>/", circle_building, name="circle_building"),
    path("circle/<str:code>/sites/", sites, name="sites"),
    path("circle/<str:code>/sites/<uuid:id>/", site_run_page, name="site_run"),
    path("circle/<str:code>/sites/<uuid:id>/export/", export_sites, name="export_sites"),
    path("circle/<str:code>/facilities/", facilities, name="facilities"),
    path("circle/<str:code>/facilities/new/", new_facility, name="new_facility"),
    path("circle/<str:code>/facilities/import/", import_facilities, name="import_facilities"),
    path("circle/<str:code>/facilities/places/", take_places, name="take_places"),
    path("circle/<str:code>/facilities/venues/", take_venues, name="take_venues"),
    path("circle/<str:code>/facilities/<uuid:id>/", edit_facility, name="facility"),
    path("circle/<str:code>/facilities/<uuid:id>/close/", close, name="close_facility"),
]
