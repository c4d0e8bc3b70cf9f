"""The map's addresses, at the desk and in the field."""

from django.urls import path

from .layers import cases_layer, places_layer
from .own_map import own_map
from .own_map_sheet import own_map_sheet
from .places_map import places_map

at_the_desk = [
    path("map/", places_map, name="map"),
    path("map/places/", places_layer, name="map_places"),
    path("map/cases/", cases_layer, name="map_cases"),
    path("map/sheets/<uuid:map_id>/", own_map_sheet, name="own_map_sheet"),
]
in_the_field = [path("map/", own_map, name="own_map")]
