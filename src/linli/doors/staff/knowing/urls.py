"""The addresses of walk days, blind spots and the four clarities, under `/staff/`."""

from django.urls import path

from .clarity import all_clarities, clarities, clarity_figure, export_clarities
from .unseen import export_unseen, unseen
from .walk_days import all_walk_days, end_walk, found_on_walk, plan_walk, tick_off, walk_day, walk_days

urlpatterns = [
    path("walk-days/", all_walk_days, name="all_walk_days"),
    path("walk-days/<str:code>/", walk_days, name="walk_days"),
    path("walk-days/<str:code>/new/", plan_walk, name="plan_walk"),
    path("walk-days/<str:code>/unseen/", unseen, name="unseen"),
    path("walk-days/<str:code>/unseen/export/", export_unseen, name="export_unseen"),
    path("walk-days/<str:code>/<uuid:id>/", walk_day, name="walk_day"),
    path("walk-days/<str:code>/<uuid:id>/tick/", tick_off, name="tick_off"),
    path("walk-days/<str:code>/<uuid:id>/found/", found_on_walk, name="found_on_walk"),
    path("walk-days/<str:code>/<uuid:id>/end/", end_walk, name="end_walk"),
    path("clarity/", all_clarities, name="all_clarities"),
    path("clarity/<str:code>/", clarities, name="clarities"),
    path("clarity/<str:code>/export/", export_clarities, name="export_clarities"),
    path("clarity/<str:code>/<slug:figure>/", clarity_figure, name="clarity_figure"),
]
