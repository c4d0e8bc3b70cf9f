"""The residents' pages: everything a person can do has its own address and works without JavaScript."""

from django.urls import include, path, register_converter

from .door import raise_at_door
from .follow_case import follow_case, photograph
from .following import follow, forget
from .halls.attend import amend, attend, attended, sign
from .halls.halls import hall, halls, meeting
from .halls.motions import follow_motion, motion, new_motion, withdraw_motion
from .halls.say_opinion import opinion, say_opinion
from .home import community_home, home
from .matters import matters, met_too
from .needs.follow_need import followed_need_deed, show_followed_need
from .raise_matter import buildings, place_hints, raise_matter, urgent
from .raised import raised, slip
from .reporter_deeds import reporter_deed
from .volunteers import calls, own_page, register
from .votes.ballot import ballot, find_vote, open_by_letter
from .votes.votes import ballots_csv, ballots_json, nominate, object_to, on_roll, vote, votes
from .wall import wall
from .wishes.follow_wish import show_wish, wish_deed, wish_photograph
from .wishes.join import join_a_claim
from .wishes.make_wish import make_wish, wish_made
from .wishes.wall import claim_wish, wishes


class CommunityCode:
    """Twelve digits."""

    regex = "[0-9]{12}"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class CaseCode(CommunityCode):
    """Ten digits."""

    regex = "[0-9]{10}"


register_converter(CommunityCode, "community")
register_converter(CaseCode, "code")

app_name = "resident"
urlpatterns = [
    path("", home, name="home"),
    path("c/<community:code>/", community_home, name="community"),
    path("c/<community:code>/raise/", raise_matter, name="raise"),
    path("c/<community:code>/raise/buildings/", buildings, name="buildings"),
    path("c/<community:code>/wall/", wall, name="wall"),
    path("c/<community:code>/matters/", matters, name="matters"),
    path("c/<community:code>/matters/<uuid:id>/met-too/", met_too, name="met_too"),
    path("c/<community:code>/raise/place/", place_hints, name="place_hints"),
    path("urgent/", urgent, name="urgent"),
    path("d/<str:token>/", raise_at_door, name="door"),
    path("raised/<code:code>/", raised, name="raised"),
    path("raised/<code:code>/slip/", slip, name="slip"),
    path("follow/", follow, name="follow"),
    path("follow/<code:code>/", follow_case, name="follow_case"),
    path("follow/<code:code>/close/", forget, name="forget"),
    path("follow/<code:code>/photographs/<uuid:id>/", photograph, name="photograph"),
    path("follow/<code:code>/<slug:name>/", reporter_deed, name="reporter_deed"),
    path("c/<community:code>/wish/", make_wish, name="make_wish"),
    path("c/<community:code>/wishes/", wishes, name="wishes"),
    path("c/<community:code>/wishes/<uuid:id>/", claim_wish, name="claim_wish"),
    path("c/<community:code>/wishes/<uuid:id>/join/", join_a_claim, name="join_claim"),
    path("need/<code:code>/", show_followed_need, name="need"),
    path("need/<code:code>/<slug:name>/", followed_need_deed, name="need_deed"),
    path("wish/<code:code>/", show_wish, name="wish"),
    path("wish/<code:code>/made/", wish_made, name="wish_made"),
    path("wish/<code:code>/photographs/<uuid:id>/", wish_photograph, name="wish_photograph"),
    path("wish/<code:code>/<slug:name>/", wish_deed, name="wish_deed"),
    path("", include("linli.doors.resident.circle.urls")),
    path("", include("linli.doors.resident.projects.urls")),
    path("", include("linli.doors.resident.surveys.urls")),
    path("c/<community:code>/votes/", votes, name="votes"),
    path("votes/<code:code>/", vote, name="vote"),
    path("votes/<code:code>/ballots.json", ballots_json, name="ballots_json"),
    path("votes/<code:code>/ballots.csv", ballots_csv, name="ballots_csv"),
    path("votes/<code:code>/on-roll/", on_roll, name="on_roll"),
    path("votes/<code:code>/objection/", object_to, name="object_to_roll"),
    path("votes/<code:code>/nominate/", nominate, name="nominate"),
    path("v/", find_vote, name="find_vote"),
    path("v/<code:code>/", open_by_letter, name="open_ballot"),
    path("v/<code:code>/ballot/", ballot, name="ballot"),
    path("c/<community:code>/opinion/", say_opinion, name="say_opinion"),
    path("opinion/<code:code>/", opinion, name="opinion"),
    path("c/<community:code>/halls/", halls, name="halls"),
    path("c/<community:code>/halls/<uuid:id>/", hall, name="hall"),
    path("c/<community:code>/halls/<uuid:id>/motion/", new_motion, name="new_motion"),
    path("c/<community:code>/motions/<uuid:id>/", motion, name="motion"),
    path("c/<community:code>/meetings/<uuid:id>/", meeting, name="meeting"),
    path("motion/<code:code>/", follow_motion, name="follow_motion"),
    path("motion/<code:code>/withdraw/", withdraw_motion, name="withdraw_motion"),
    path("attend/<code:code>/", attend, name="attend"),
    path("meeting/<code:code>/", attended, name="attended"),
    path("meeting/<code:code>/amend/", amend, name="amend_minutes"),
    path("meeting/<code:code>/sign/", sign, name="sign_minutes"),
    path("c/<community:code>/volunteer/", register.register, name="register_volunteer"),
    path("c/<community:code>/calls/", calls.calls, name="calls"),
    path("c/<community:code>/calls/<uuid:id>/", calls.call, name="call"),
    path("volunteer/<code:code>/", own_page.volunteer, name="volunteer"),
    path("volunteer/<code:code>/made/", register.made, name="volunteer_made"),
    path("volunteer/<code:code>/calls/<uuid:id>/take/", own_page.own_call, {"what": "take"}, name="take_call"),
    path("volunteer/<code:code>/calls/<uuid:id>/drop/", own_page.own_call, {"what": "drop"}, name="drop_call"),
    path("volunteer/<code:code>/ask/", calls.ask_for_help, name="ask_for_help"),
    path("volunteer/<code:code>/skills/", own_page.own_skills, name="own_skills"),
    path("volunteer/<code:code>/hours/", own_page.own_hours, name="own_hours"),
    path("volunteer/<code:code>/coins/", own_page.own_coins, name="own_coins"),
    path("volunteer/<code:code>/certificate/", own_page.own_certificate, name="own_certificate"),
    path("volunteer/<code:code>/certificates/<code:number>/", own_page.own_print, name="own_print"),
    path("volunteer/<code:code>/leave/", own_page.leave, name="leave_volunteers"),
    path("certificates/", calls.certificates, name="certificates"),
    path("certificates/<code:code>/", calls.certificate, name="certificate"),
    path("", include("linli.doors.resident.activities.urls")),
]
