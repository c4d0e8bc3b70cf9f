"""The addresses of posts and organisations."""

from django.urls import path

from .open_post import new_post
from .organisations import leave_out_organisation, organisations
from .post import post
from .post_deeds import appoint_user, close, name_places, open_account_for_post, pair, vacate
from .posts import posts

urlpatterns = [
    path("", posts, name="posts"),
    path("new/", new_post, name="new_post"),
    path("organisations/", organisations, name="organisations"),
    path("organisations/<uuid:organisation_id>/close/", leave_out_organisation, name="close_organisation"),
    path("<int:street>/<uuid:post_id>/", post, name="post"),
    path("<int:street>/<uuid:post_id>/appoint/", appoint_user, name="appoint"),
    path("<int:street>/<uuid:post_id>/account/", open_account_for_post, name="account_for_post"),
    path("<int:street>/<uuid:post_id>/vacate/", vacate, name="vacate_post"),
    path("<int:street>/<uuid:post_id>/close/", close, name="close_post"),
    path("<int:street>/<uuid:post_id>/pair/", pair, name="pair_posts"),
    path("<int:street>/<uuid:post_id>/places/", name_places, name="post_places"),
]
