"""The pages of the staff: everything behind the sign-in, at a desk."""

from django.urls import include, path

from linli.doors.map.urls import at_the_desk as maps

from .activities.urls import urlpatterns as activities
from .alliance.urls import urlpatterns as alliance
from .audit.audit_trail import audit_trail, export_audit_trail
from .circle.urls import urlpatterns as circle
from .door_cards.door_cards import door_card_sheet, door_cards
from .halls.urls import urlpatterns as halls
from .imports.urls import urlpatterns as imports
from .knowing.urls import urlpatterns as knowing
from .needs.urls import urlpatterns as needs
from .notices.notices import mark_all_read, notices, open_notice
from .people_and_roles.account import account, my_account
from .people_and_roles.account_deeds import (
    close,
    grant,
    reopen,
    reset,
    revoke,
    unlock,
)
from .people_and_roles.accounts import accounts
from .people_and_roles.open_account import open_new_account
from .projects.urls import urlpatterns as projects
from .replies.check import check_reply_of_case, draft_reply_of_case, try_reply
from .reports.urls import urlpatterns as reports
from .sign_in.change_password import change_own_password
from .sign_in.sign_in import sign_in_page
from .sign_in.sign_out import sign_out_page
from .surveys.urls import urlpatterns as surveys
from .ties.panel import urlpatterns as ties
from .volunteers.urls import urlpatterns as volunteers
from .votes.urls import urlpatterns as votes
from .wishes.urls import urlpatterns as wishes

app_name = "staff"
urlpatterns = [
    path("cases/<str:code>/check-reply/", check_reply_of_case, name="check_reply"),
    path("cases/<str:code>/draft-reply/", draft_reply_of_case, name="draft_reply"),
    path("replies/", try_reply, name="try_reply"),
    path("", include("linli.doors.staff.cases.urls")),
    path("sign-in/", sign_in_page, name="sign_in"),
    path("sign-out/", sign_out_page, name="sign_out"),
    path("password/", change_own_password, name="change_password"),
    path("me/", my_account, name="my_account"),
    path("notices/", notices, name="notices"),
    path("notices/read/", mark_all_read, name="mark_all_read"),
    path("notices/<uuid:notice_id>/", open_notice, name="open_notice"),
    path("accounts/", accounts, name="accounts"),
    path("accounts/new/", open_new_account, name="open_account"),
    path("accounts/<uuid:user_id>/", account, name="account"),
    path("accounts/<uuid:user_id>/grant/", grant, name="grant_role"),
    path("accounts/<uuid:user_id>/revoke/<uuid:grant_id>/", revoke, name="revoke_role"),
    path("accounts/<uuid:user_id>/close/", close, name="close_account"),
    path("accounts/<uuid:user_id>/reopen/", reopen, name="reopen_account"),
    path("accounts/<uuid:user_id>/unlock/", unlock, name="unlock_account"),
    path("accounts/<uuid:user_id>/reset-password/", reset, name="reset_password"),
    path("settings/places/", include("linli.doors.staff.community_places.urls")),
    path("addresses/", include("linli.doors.staff.addresses.urls")),
    path("grids/", include("linli.doors.staff.grids.urls")),
    path("settings/posts/", include("linli.doors.staff.posts.urls")),
    path("settings/", include("linli.doors.staff.calendar_and_limits.urls")),
    *maps,
    path("door-cards/", door_cards, name="door_cards"),
    path("door-cards/sheet/", door_card_sheet, name="door_card_sheet"),
    *imports,
    *circle,
    *knowing,
    *wishes,
    *votes,
    *halls,
    *volunteers,
    *activities,
    *needs,
    *alliance,
    *reports,
    *projects,
    *surveys,
    *ties,
    path("audit/", audit_trail, name="audit"),
    path("audit/export/", export_audit_trail, name="export_audit"),
]
