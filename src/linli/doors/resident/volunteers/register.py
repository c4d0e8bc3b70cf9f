"""Registering as a volunteer, and the code one gets."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from linli.doors.client_ip import client_ip
from linli.doors.refusal_words import too_many_words
from linli.doors.refusals import refused_into
from linli.doors.resident.following import ask_again, remember, remembered
from linli.doors.resident.frame import ResidentRequest, community_at, community_of, resident_page
from linli.doors.resident.keyed_form import AnybodysForm
from linli.doors.resident.one_question import ask, first_fault, shown
from linli.doors.volunteer_fields import VolunteerForm
from linli.kernel.actor import reporter
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import TooMany
from linli.ledger.attempts import check_attempts, note_attempt
from linli.people.follow_word import follow_word
from linli.places.queries import estates_of, place_facts
from linli.teams.actions.register_volunteer import register_volunteer
from linli.teams.queries.team_list import open_teams
from linli.teams.registration import FOLLOWED_AS
from linli.teams.rules.volunteers import Way

MOST_AN_HOUR = 10
"""Registrations from one address within an hour."""


STEPS = {
    "who": ("name", "phone"),
    "estate": ("estate",),
    "skills": ("skills", "skill_words"),
    "times": ("times",),
    "teams": ("teams",),
    "young": ("is_young", "birth_year", "guardian_name", "guardian_phone", "guardian_consents"),
}
"""The questions of the elder mode, one a page; the last also sends."""


class RegisterForm(AnybodysForm, VolunteerForm):
    """The registration, done once."""


@resident_page
def register(request: ResidentRequest, code: str) -> HttpResponse:
    """The form (GET), and the registration (POST). At most four statements to ask."""
    community = community_at(code)
    given: dict[str, Any] = {"estates": estates_of(code), "teams": open_teams(code)}
    steps = {name: fields for name, fields in STEPS.items() if name != "teams" or given["teams"]}
    asked = ask(request, steps, lambda *data, **options: RegisterForm(*data, **given, **options))
    form = asked.form
    if asked.ready:
        said, ip, asked = form.cleaned_data, client_ip(request), asked._replace(status=422)
        try:
            check_attempts("volunteer", ip, limit=MOST_AN_HOUR, minutes=60)
            with refused_into(form):
                row = register_volunteer(
                    # Named by the form's key, so that a form sent twice stays one registration.
                    actor=reporter(uuid5(NAMESPACE_OID, str(said["key"])), code, ip),
                    key=said["key"],
                    said=form.registration(code, Way.PAGE),
                )
                note_attempt("volunteer", ip)
                remember(request, row.code, row.id)
                request.session[f"volunteer {row.code}"] = "phone" if said["phone"] else "word"
                return redirect("resident:volunteer_made", row.code)
        except TooMany as refusal:
            asked = asked._replace(status=429)
            form.add_error(None, too_many_words(refusal.retry_after))
        asked = asked._replace(step=first_fault(form, steps))
    labels = {
        "who": gettext("您是谁"),
        "estate": gettext("哪个小区"),
        "skills": gettext("能帮什么"),
        "times": gettext("什么时候"),
        "teams": gettext("哪支队伍"),
        "young": gettext("未成年的"),
    }
    return request.show(
        "volunteers/register.html",
        community=community,
        status=asked.status,
        **shown(asked, steps, [labels[name] for name in steps], request.elder),
        send_label=gettext("登记"),
    )


@resident_page
def made(request: ResidentRequest, code: str) -> HttpResponse:
    """The code in large figures, for half an hour after registering."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    has_phone = request.session.get(f"volunteer {code}") == "phone"
    return request.show(
        "volunteers/made.html",
        community=community_of(place_facts(followed.place_code)),
        code=code,
        shown_code=show_case_code(code),
        word="" if has_phone else follow_word(followed.as_id),
    )
