"""Following a project by a code, and rating it once it is done."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.alliance.actions.follow_project import follow_project
from linli.alliance.actions.rate_project import rate_project
from linli.alliance.open_project import FOLLOWED_AS
from linli.alliance.queries.find_project import public_project
from linli.alliance.queries.follow_project import followed_project
from linli.doors.client_ip import client_ip
from linli.doors.refusals import refused_into
from linli.doors.resident.following import ask_again, remember, remembered
from linli.doors.resident.frame import ResidentRequest, community_at, resident_page
from linli.doors.resident.keyed_form import AnybodysForm, KeyedForm, as_sent
from linli.doors.resident.raise_form import Words
from linli.kernel.actor import reporter
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import BadInput, Conflict, TooMany
from linli.kernel.plain_text import read_phone
from linli.ledger.attempts import check_attempts, note_attempt
from linli.ledger.follow_codes import Followed
from linli.people.follow_word import follow_word

MOST_AN_HOUR = 20


class FollowProjectForm(AnybodysForm):
    """A telephone, or nothing."""

    phone = forms.CharField(
        label=_("您的手机号（可不填）"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "data-keep-not": ""}),
        error_messages={"max_length": _("这不像一个电话号码，请检查。")},
    )

    def clean_phone(self) -> str:
        """Digits, or nothing."""
        try:
            return read_phone(self.cleaned_data["phone"])
        except BadInput as refusal:
            raise forms.ValidationError(gettext("这不像一个电话号码，请检查。手机号是 11 位。")) from refusal


class RateForm(KeyedForm):
    """A mark and a word."""

    rating = forms.TypedChoiceField(
        label=_("改得怎么样"),
        coerce=int,
        choices=[("5", _("5 很好")), ("4", _("4 好")), ("3", _("3 一般")), ("2", _("2 不好")), ("1", _("1 很不好"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一个分数。"), "invalid_choice": _("请选一个分数。")},
    )
    said = Words(
        label=_("想说的话（可不写，只给社区看）"),
        required=False,
        max_length=300,
        widget=forms.Textarea,
        error_messages={"max_length": _("请不要超过 300 字。")},
    )


@resident_page
def follow_one(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """Take a code for a project."""
    community, row = community_at(code), public_project(code, id)
    form = FollowProjectForm(initial={"key": uuid4()})
    status = 200
    if request.method == "POST":
        status = 422
        form = as_sent(FollowProjectForm, request.POST)
        if form.is_valid():
            with refused_into(form):
                try:
                    made = _follow(request, form.cleaned_data, code, row.key)
                except Conflict:
                    form.add_error("phone", gettext("这个手机号已经关注了。请用查询码和尾号四位查看。"))
                except TooMany as refusal:
                    status = 429
                    raise refusal
                else:
                    return redirect("resident:project_followed", made)
    return request.show("projects/follow.html", community=community, project=row, form=form, status=status)


@resident_page
def project_followed(request: ResidentRequest, code: str) -> HttpResponse:
    """The code in large figures, and the word where no telephone was left."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    has_phone = request.session.get(f"project {code}") == "phone"
    return request.show(
        "projects/followed.html",
        community=community_at(followed.place_code[:12]),
        code=code,
        shown_code=show_case_code(code),
        word="" if has_phone else follow_word(followed.as_id),
    )


@resident_page
def show_followed(request: ResidentRequest, code: str) -> HttpResponse:
    """What happened to the project, and the follower's own rating (POST)."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    page = followed_project(followed)
    if request.method != "POST":
        initial = {"key": uuid4(), "rating": page.rating and str(page.rating), "said": page.said}
        return _show(request, followed, page, RateForm(initial=initial))
    form = as_sent(RateForm, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            rate_project(
                actor=reporter(followed.as_id, followed.place_code, client_ip(request)),
                key=said["key"],
                follower=page.follower,
                rating=said["rating"],
                said=said["said"],
            )
            messages.success(request, gettext("谢谢，您的评价已收到。"))
            return redirect("resident:followed_project", code)
    return _show(request, followed, page, form, status=422)


def _follow(request: ResidentRequest, said: dict[str, Any], community: str, key: Any) -> str:
    ip = client_ip(request)
    check_attempts("project.follow", ip, limit=MOST_AN_HOUR, minutes=60)
    made = follow_project(
        actor=reporter(uuid5(NAMESPACE_OID, str(said["key"])), community, ip),
        key=said["key"],
        project=key,
        phone=said["phone"],
    )
    note_attempt("project.follow", ip)
    remember(request, made.code, made.id)
    request.session[f"project {made.code}"] = "phone" if said["phone"] else "word"
    return made.code


def _show(request: ResidentRequest, followed: Followed, page: Any, form: RateForm, status: int = 200) -> HttpResponse:
    story = [
        {"at": at, "deed": gettext(deed.label), "who": gettext("社区"), "text": text} for at, deed, text in page.turns
    ]
    return request.show(
        "projects/mine.html",
        community=community_at(page.community),
        status=status,
        page=page,
        code=followed.code,
        shown_code=show_case_code(followed.code),
        form=form,
        story=story,
    )
