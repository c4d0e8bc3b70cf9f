"""Projects, under `/staff/`."""

from django.urls import path

from .pictures import add_picture, project_photograph_file, project_pictures
from .places import project_parts, project_places
from .project import drop_line, print_project, project_deed, project_entry, show_project
from .project_list import export_projects, new_project, projects
from .surveys import project_surveys

urlpatterns = [
    path("projects/", projects, name="projects"),
    path("projects/new/", new_project, name="new_project"),
    path("projects/export/", export_projects, name="export_projects"),
    path("projects/<uuid:project_id>/", show_project, name="project"),
    path("projects/<uuid:project_id>/print/", print_project, name="print_project"),
    path("projects/<uuid:project_id>/surveys/", project_surveys, name="project_surveys"),
    path("projects/<uuid:project_id>/places/", project_places, name="project_places"),
    path("projects/<uuid:project_id>/parts/", project_parts, name="project_parts"),
    path("projects/<uuid:project_id>/pictures/", project_pictures, name="project_pictures"),
    path("projects/<uuid:project_id>/pictures/<uuid:spot>/add/", add_picture, name="add_project_picture"),
    path(
        "projects/<uuid:project_id>/photographs/<uuid:photograph>/", project_photograph_file, name="project_photograph"
    ),
    path("projects/<uuid:project_id>/do/<slug:deed>/", project_deed, name="project_deed"),
    path("projects/<uuid:project_id>/enter/<slug:kind>/", project_entry, name="project_entry"),
    path("projects/<uuid:project_id>/enter/<slug:kind>/<uuid:line>/", project_entry, name="change_project_entry"),
    path("projects/<uuid:project_id>/drop/<slug:kind>/<uuid:line>/", drop_line, name="drop_project_line"),
]
