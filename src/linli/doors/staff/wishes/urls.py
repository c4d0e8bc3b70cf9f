"""Wishes and resources, under `/staff/`."""

from django.urls import path

from .match import ask_unit, unit_answered
from .new_wish import new_wish
from .resources import new_member, new_pledge, resources, take_off_pledge
from .wish import call_about_wish, show_wish, wish_deed, wish_picture
from .wish_card import wish_card, wish_slips
from .wish_list import wishes

urlpatterns = [
    path("wishes/", wishes, name="wishes"),
    path("wishes/new/", new_wish, name="new_wish"),
    path("wishes/card/", wish_card, name="wish_card"),
    path("wishes/slips/", wish_slips, name="wish_slips"),
    path("wishes/<str:code>/", show_wish, name="wish"),
    path("wishes/<str:code>/call/", call_about_wish, name="call_about_wish"),
    path("wishes/<str:code>/photographs/<uuid:photograph>/", wish_picture, name="wish_picture"),
    path("wishes/<str:code>/do/<slug:deed>/", wish_deed, name="wish_deed"),
    path("wishes/<str:code>/ask-unit/", ask_unit, name="ask_unit"),
    path("wishes/<str:code>/unit/<slug:answer>/", unit_answered, name="unit_answered"),
    path("resources/", resources, name="resources"),
    path("resources/new/", new_pledge, name="new_pledge"),
    path("resources/members/new/", new_member, name="new_member"),
    path("resources/<uuid:pledge>/take-off/", take_off_pledge, name="take_off_pledge"),
]
