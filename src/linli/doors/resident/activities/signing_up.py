"""Signing up without an account: one page, or in elder mode one question a page."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.activities.actions.sign_up import sign_up
from linli.activities.plan import Participant
from linli.activities.queries.activity_page import ActivityPage, activity_page
from linli.activities.rules import PERSONS, AgeGroup
from linli.cases.matter import read_phone
from linli.doors.activity_words import card_of
from linli.doors.client_ip import client_ip
from linli.doors.refusals import refused_into
from linli.doors.resident.following import remember
from linli.doors.resident.frame import ResidentRequest, community_at, resident_page
from linli.doors.resident.keyed_form import AnybodysForm
from linli.doors.resident.one_question import ask, first_fault, shown
from linli.doors.resident.raise_form import Words
from linli.kernel.actor import reporter
from linli.kernel.errors import BadInput, Conflict
from linli.ledger.attempts import check_attempts, note_attempt

STEPS = {"part": ("part",), "who": ("name", "group"), "phone": ("phone",), "child": ("guardian", "consent")}
MOST_AN_HOUR = 30
"""Sign-ups from one address within an hour: a whole courtyard may share one."""


class SignUpForm(AnybodysForm):
    """Who comes. A telephone may be left out; then a word is given by which the sign-up is opened."""

    part = forms.ChoiceField(
        label=_("报哪一项"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。"), "invalid_choice": _("这一项已经没有了，请重新选。")},
    )
    name = Words(
        label=_("怎么称呼来的人"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("请写上怎么称呼。"), "max_length": _("请不要超过 40 字。")},
    )
    group = forms.ChoiceField(
        label=_("来的人是"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项，准备的人好安排。"), "invalid_choice": _("请选一项。")},
    )
    phone = forms.CharField(
        label=_("电话"),
        help_text=_("轮到候补、时间有变时联系您；看报名时用尾号四位。不留也可以，会给您一个口令。"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"max_length": _("这不像一个电话号码，请检查。")},
    )
    guardian = Words(
        label=_("监护人姓名（来的是 14 岁以下儿童时填）"),
        required=False,
        max_length=40,
        error_messages={"max_length": _("请不要超过 40 字。")},
    )
    consent = forms.BooleanField(label=_("我是孩子的监护人，同意孩子参加，并同意登记上面的信息"), required=False)

    def __init__(self, *args: Any, page: ActivityPage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].choices = [(one.value, gettext(one.label)) for one in PERSONS]
        if len(page.parts) == 1:
            del self.fields["part"]
        else:
            self.fields["part"].choices = [(str(part.id), _part_words(part)) for part in page.parts]

    def clean_phone(self) -> str:
        """Digits, or nothing."""
        try:
            return read_phone(self.cleaned_data["phone"])
        except BadInput as refusal:
            raise forms.ValidationError(
                gettext("这不像一个电话号码，请检查。手机号是 11 位；座机请带区号。不想留电话可以空着。")
            ) from refusal

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("group") == AgeGroup.CHILDREN.value:
            if not said.get("guardian"):
                self.add_error("guardian", gettext("14 岁以下的孩子由监护人来报名，请写上监护人姓名。"))
            if not said.get("consent"):
                self.add_error("consent", gettext("请监护人打勾同意。"))
        return said


@resident_page
def sign_up_for(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """The form of an activity. At most six statements to show it; closed, it says so and leads back."""
    community = community_at(code)
    page = activity_page(code, id, public=True)
    if not page.can_sign_up:
        return request.show("activities/closed.html", community=community, status=410, **card_of(page))
    steps = {name: fields for name, fields in STEPS.items() if name != "part" or len(page.parts) > 1}
    wanted = next((str(part.id) for part in page.parts if str(part.id) == request.GET.get("part", "")), None)
    asked = ask(request, steps, lambda *data, **options: SignUpForm(*data, page=page, **options), part=wanted)
    if asked.ready:
        said, ip = asked.form.cleaned_data, client_ip(request)
        # Named by the form's key, so that a form sent twice stays one sign-up.
        actor = reporter(uuid5(NAMESPACE_OID, f"sign up {said['key']}"), page.place_code, ip)
        with refused_into(asked.form):
            try:
                check_attempts("sign_up", ip, limit=MOST_AN_HOUR, minutes=60)
                one = sign_up(
                    actor=actor,
                    key=said["key"],
                    activity=page.key,
                    community=page.place_code,
                    part=UUID(said["part"]) if "part" in said else page.parts[0].id,
                    who=Participant(
                        said["name"], said["group"], said["phone"], said["guardian"], bool(said["consent"])
                    ),
                )
                note_attempt("sign_up", ip)
                remember(request, one.code, one.id)
                request.session[f"fresh {one.code}"] = True
                return redirect("resident:my_sign_up", one.code)
            except Conflict:
                asked.form.add_error(
                    "phone", gettext("这个电话已经报过这场活动了。换一项请先退出原来的；给孩子报名请写孩子的名字。")
                )
        asked = asked._replace(step=first_fault(asked.form, steps), status=422)
    labels = {"part": gettext("报哪一项"), "who": gettext("谁来"), "phone": gettext("电话"), "child": gettext("孩子")}
    return request.show(
        "activities/sign_up.html",
        community=community,
        status=asked.status,
        **card_of(page),
        **shown(asked, steps, [labels[name] for name in steps], request.elder),
        send_label=gettext("提交报名") if not page.is_full else gettext("提交候补"),
        privacy=gettext("姓名和电话只用来办这场活动，结束 30 天后删除，只留人数。"),
    )


def _part_words(part: Any) -> str:
    left = part.left
    tail = (
        gettext("还剩 %(n)d") % {"n": left}
        if left
        else gettext("不限名额")
        if left is None
        else gettext("已满，可候补（前面 %(n)d 人）") % {"n": part.waiting}
    )
    return " · ".join(word for word in (part.name, part.provider, tail) if word)
