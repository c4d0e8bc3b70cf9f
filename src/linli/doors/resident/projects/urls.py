"""Projects for residents."""

from django.urls import path

from .board import project, project_picture, projects
from .follow import follow_one, project_followed, show_followed

urlpatterns = [
    path("c/<community:code>/projects/", projects, name="projects"),
    path("c/<community:code>/projects/<uuid:id>/", project, name="project"),
    path("c/<community:code>/projects/<uuid:id>/follow/", follow_one, name="follow_project"),
    path(
        "c/<community:code>/projects/<uuid:id>/photographs/<uuid:photograph>/", project_picture, name="project_picture"
    ),
    path("project/<code:code>/", show_followed, name="followed_project"),
    path("project/<code:code>/made/", project_followed, name="project_followed"),
]
