"""Activities and venues, under `/staff/`."""

from django.urls import path

from .activity import activity_deed, show_activity, sign_up_slip, sign_up_somebody, withdraw_somebody
from .editor import edit_activity, new_activity
from .figures import activity_numbers, export_activities
from .needs import decline, needs, needs_card, sort_wishes, take_wish
from .on_the_day import name_list, on_duty, paper_slips, poster, stall_counts, stall_question
from .programme import programme
from .venues import answer, book, edit_venue, new_venue, room, venue, venues

urlpatterns = [
    path("activities/", programme, name="activities"),
    path("activities/new/", new_activity, name="new_activity"),
    path("activities/figures/", activity_numbers, name="activity_figures"),
    path("activities/figures/export/", export_activities, name="export_activities"),
    path("activities/needs/", needs, name="activity_needs"),
    path("activities/needs/new/", take_wish, name="take_activity_wish"),
    path("activities/needs/sort/", sort_wishes, name="sort_wishes"),
    path("activities/needs/card/", needs_card, name="needs_card"),
    path("activities/needs/<uuid:id>/decline/", decline, name="decline_need"),
    path("activities/<uuid:id>/", show_activity, name="activity"),
    path("activities/<uuid:id>/edit/", edit_activity, name="edit_activity"),
    path("activities/<uuid:id>/do/<slug:deed>/", activity_deed, name="activity_deed"),
    path("activities/<uuid:id>/sign-up/", sign_up_somebody, name="sign_up_somebody"),
    path("activities/<uuid:id>/sign-up/<uuid:sign_up>/slip/", sign_up_slip, name="sign_up_slip"),
    path("activities/<uuid:id>/sign-up/<uuid:sign_up>/withdraw/", withdraw_somebody, name="withdraw_somebody"),
    path("activities/<uuid:id>/stalls/", stall_counts, name="stall_counts"),
    path("activities/<uuid:id>/slips/", paper_slips, name="paper_slips"),
    path("activities/<uuid:id>/duty/", on_duty, name="on_duty"),
    path("activities/<uuid:id>/question/", stall_question, name="stall_question"),
    path("activities/<uuid:id>/list/", name_list, name="name_list"),
    path("activities/<uuid:id>/poster/", poster, name="activity_poster"),
    path("venues/", venues, name="venues"),
    path("venues/new/", new_venue, name="new_venue"),
    path("venues/<uuid:id>/", venue, name="venue"),
    path("venues/<uuid:id>/edit/", edit_venue, name="edit_venue"),
    path("venues/<uuid:id>/book/", book, name="book_time"),
    path("venues/<uuid:id>/room/", room, name="venue_room"),
    path("bookings/<uuid:booking>/<slug:answer>/", answer, name="answer_booking"),
]
