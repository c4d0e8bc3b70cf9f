"""Registering as a volunteer, and the code one gets."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.doors.client_ip import client_ip
from linli.doors.refusal_words import too_many_words
from linli.doors.refusals import refused_into
from linli.doors.resident.following import ask_again, remember, remembered
from linli.doors.resident.frame import ResidentRequest, community_at, community_of, resident_page
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


class RegisterForm(VolunteerForm):
    """The registration with the key under which it happens once, and a field people leave empty."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    website = forms.CharField(required=False, label=_("请留空"))

    def clean_website(self) -> str:
        """Left empty by people: the page does not show it to them."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(gettext("这一栏请留空，然后再提交一次。"))
        return ""


@resident_page
def register(request: ResidentRequest, code: str) -> HttpResponse:
    """The form (GET), and the registration (POST). At most four statements to ask."""
    community = community_at(code)
    given: dict[str, Any] = {"estates": estates_of(code), "teams": open_teams(code)}
    if request.method != "POST":
        form = RegisterForm(initial={"key": uuid4()}, **given)
        return request.show("volunteers/register.html", community=community, form=form)
    form = RegisterForm(request.POST, **given)
    if "key" in form.errors:
        data = request.POST.copy()
        data["key"] = str(uuid4())
        form = RegisterForm(data, **given)
        form.add_error(None, gettext("这一页不完整，还没有提交。您填的内容都还在，请再按一次提交。"))
    status = 422
    if form.is_valid():
        said, ip = form.cleaned_data, client_ip(request)
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
            status = 429
            form.add_error(None, too_many_words(refusal.retry_after))
    return request.show("volunteers/register.html", community=community, form=form, status=status)


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
