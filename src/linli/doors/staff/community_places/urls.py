"""The addresses of communities and buildings."""

from django.urls import path

from .communities import communities, community
from .import_places import import_places, template_file
from .keep_places import add_place, estate, rename
from .open_community import new_community

urlpatterns = [
    path("", communities, name="places"),
    path("new/", new_community, name="new_community"),
    path("template/", template_file, name="places_template"),
    path("<str:code>/", community, name="community"),
    path("<str:code>/import/", import_places, name="import_places"),
    path("<str:code>/add/", add_place, name="add_place"),
    path("<str:code>/estates/<uuid:estate_id>/", estate, name="estate"),
    path("<str:code>/rename/<str:kind>/<uuid:place_id>/", rename, name="rename_place"),
]
