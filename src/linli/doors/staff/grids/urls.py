"""The addresses of the division into grids."""

from django.urls import path

from .communities import grids
from .community import community_grids, export_grids, new_draft
from .design import design, new_design
from .drafts import draft, drop, publish, withdraw
from .files import drop_file, hand_in, look_at_file, take_in_file
from .rule import grid_rule

urlpatterns = [
    path("", grids, name="grids"),
    path("<str:code>/", community_grids, name="community_grids"),
    path("<str:code>/rule/", grid_rule, name="grid_rule"),
    path("<str:code>/export/", export_grids, name="export_grids"),
    path("<str:code>/files/new/", hand_in, name="hand_in_ground_file"),
    path("<str:code>/files/<uuid:file_id>/", look_at_file, name="ground_file"),
    path("<str:code>/files/<uuid:file_id>/take-in/", take_in_file, name="take_in_ground"),
    path("<str:code>/files/<uuid:file_id>/drop/", drop_file, name="drop_ground_file"),
    path("<str:code>/designs/new/", new_design, name="new_grid_design"),
    path("<str:code>/designs/<uuid:design_id>/", design, name="grid_design"),
    path("<str:code>/drafts/new/", new_draft, name="new_grid_draft"),
    path("<str:code>/drafts/<uuid:draft_id>/", draft, name="grid_draft"),
    path("<str:code>/drafts/<uuid:draft_id>/publish/", publish, name="publish_grid_draft"),
    path("<str:code>/drafts/<uuid:draft_id>/withdraw/", withdraw, name="withdraw_grid_plan"),
    path("<str:code>/drafts/<uuid:draft_id>/drop/", drop, name="drop_grid_draft"),
]
