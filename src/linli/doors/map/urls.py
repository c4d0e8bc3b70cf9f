"""The map's addresses, at the desk and in the field."""

from django.urls import path

from .own_map import own_map
from .own_map_sheet import own_map_sheet
from .places_map import places_map
from .table import map_table
from .tile import map_tile

at_the_desk = [
    path("map/", places_map, name="map"),
    path("map/tiles/<int:z>/<int:x>/<int:y>/", map_tile, name="map_tile"),
    path("map/table/", map_table, name="map_table"),
    path("map/sheets/<uuid:map_id>/", own_map_sheet, name="own_map_sheet"),
]
in_the_field = [path("map/", own_map, name="own_map")]
