"""The page of one volunteer, and what the community does there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.volunteer_fields import SkillsForm, VolunteerForm
from linli.kernel import clock
from linli.kernel.case_codes import show_case_code
from linli.teams.actions.answer_registration import answer_registration
from linli.teams.actions.change_volunteer import change_volunteer
from linli.teams.actions.erase_volunteer import erase_volunteer
from linli.teams.actions.issue_certificate import issue_certificate
from linli.teams.actions.register_volunteer import register_volunteer
from linli.teams.queries.certificates import printed_certificate
from linli.teams.queries.volunteer_list import team_choices
from linli.teams.queries.volunteer_page import phone_of_volunteer, volunteer_key, volunteer_page
from linli.teams.rules.volunteers import ACCEPTERS, READERS, REGISTRARS, Way

from .area import estates, home
from .forms import CertificateForm, ReasonForm


class KeptForm(SkillsForm):
    """What the community keeps of a volunteer besides."""

    teams = forms.MultipleChoiceField(label=gettext_lazy("队伍"), required=False, widget=forms.CheckboxSelectMultiple)
    username = forms.CharField(
        label=gettext_lazy("本人的平台账号（用户名）"),
        help_text=gettext_lazy("本人也是工作人员的写上，系统就不会让本人确认自己的时长。"),
        required=False,
        max_length=40,
    )

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["teams"].choices = teams


@require_safe
@staff_page(roles=READERS)
def volunteer(request: StaffRequest, id: UUID) -> HttpResponse:
    """The page; that it was looked at is recorded. At most seventeen statements with the frame."""
    page = volunteer_page(request.actor, id)
    return request.show(
        "staff/volunteers/volunteer.html",
        page=page,
        shown_code=show_case_code(page.code),
        may_keep=request.actor.may(ACCEPTERS, page.place_code),
        reason_form=ReasonForm(),
        certificate_form=CertificateForm(),
        way=Way(page.way).label,
    )


@staff_page(roles=REGISTRARS)
def new_volunteer(request: StaffRequest) -> HttpResponse:
    """Write a volunteer down for somebody: at the door, at the counter, from a paper."""
    posted = request.method == "POST"
    around = estates(request)
    teams = [(UUID(id), name) for id, name in team_choices()]
    form = VolunteerForm(request.POST if posted else None, estates=around, teams=teams)
    if posted and form.is_valid():
        said = form.registration(home(request), Way.PAPER if request.POST.get("way") == "paper" else Way.OFFICER)
        if not request.actor.scope.holds(said.place_code):
            # An estate that spans grids lies beyond an officer's own grid.
            form.estates.clear()
            said = form.registration(home(request), said.way)
        with refused_into(form):
            row = register_volunteer(actor=request.actor, key=read_key(request), said=said)
            messages.success(request, _("志愿者已登记。请把编号告诉本人，本人凭编号查时长、报名。"))
            return request.back_to("staff:volunteer", row.id)
    return request.show("staff/volunteers/new.html", form=form, status=422 if posted else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=ACCEPTERS)
def change(request: StaffRequest, id: UUID) -> HttpResponse:
    """Skills, times, teams, and the account of the same person."""
    page = volunteer_page(request.actor, id)
    posted = request.method == "POST"
    initial = {
        "skills": page.skills,
        "skill_words": page.skill_words,
        "times": page.times,
        "teams": [str(team) for team, _name in page.teams],
        "username": page.username,
    }
    form = KeptForm(request.POST if posted else None, initial=initial, teams=team_choices())
    if posted and form.is_valid():
        said = dict(form.cleaned_data)
        said["team_ids"] = [UUID(one) for one in said.pop("teams")]
        with refused_into(form):
            change_volunteer(actor=request.actor, key=read_key(request), volunteer=page.key, **said)
            messages.success(request, _("已保存。"))
            return request.back_to("staff:volunteer", id)
    return request.show(
        "staff/volunteers/form.html",
        status=422 if posted else 200,
        form=form,
        title=_("改特长、时间和队伍"),
        sub=page.name,
        back_url=reverse("staff:volunteer", args=[id]),
    )


@require_POST
@staff_page(roles=ACCEPTERS)
def answer(request: StaffRequest, id: UUID, what: str) -> HttpResponse:
    """Accept a registration, or refuse it with a reason."""
    answer_registration(
        actor=request.actor,
        key=read_key(request),
        volunteer=volunteer_key(id),
        accepted=what == "accept",
        reason=request.POST.get("reason", "")[:400],
    )
    messages.success(request, _("已接纳，可以报名、记时长了。") if what == "accept" else _("已记下，理由本人看得到。"))
    return request.back_to("staff:volunteer", id)


@require_POST
@staff_page(roles=ACCEPTERS)
def leave(request: StaffRequest, id: UUID) -> HttpResponse:
    """The volunteer leaves at her word; her data is erased."""
    erase_volunteer(actor=request.actor, key=read_key(request), volunteer=volunteer_key(id))
    messages.success(request, _("已退出。姓名、电话等个人信息已经清除，时长只作为数字保留。"))
    return request.back_to("staff:volunteers")


@require_POST
@staff_page(roles=REGISTRARS)
def call_volunteer(request: StaffRequest, id: UUID) -> HttpResponse:
    """The whole number, to call; recorded."""
    name, phone = phone_of_volunteer(request.actor, id)
    return request.show(
        "staff/volunteers/phone.html", name=name, phone=phone, back_url=reverse("staff:volunteer", args=[id])
    )


@require_POST
@staff_page(roles=ACCEPTERS)
def certify(request: StaffRequest, id: UUID) -> HttpResponse:
    """Issue a certificate and go on to its print."""
    person, form = volunteer_key(id), CertificateForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请选好起止的日子。"))
        return request.back_to("staff:volunteer", id)
    row = issue_certificate(actor=request.actor, key=read_key(request), volunteer=person, **form.cleaned_data)
    return request.back_to("staff:certificate", row.number)


@require_safe
@staff_page(roles=ACCEPTERS)
def certificate(request: StaffRequest, number: str) -> HttpResponse:
    """The certificate on A4."""
    return request.show(
        "volunteers/certificate.html",
        one=printed_certificate(request.actor, number),
        shown_number=show_case_code(number),
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:volunteers"),
        check_url=request.build_absolute_uri(reverse("resident:certificate", args=[number])),
    )
