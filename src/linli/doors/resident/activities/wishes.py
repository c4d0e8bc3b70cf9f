"""What the community should hold: asked first, then served; and what became of it."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.activities.actions.wish_for_activity import wish_for_activity
from linli.activities.followed_as import WISH
from linli.activities.plan import Hoped
from linli.activities.queries.followed import wished_page
from linli.activities.queries.needs import public_needs
from linli.activities.rules import AgeGroup, WishWay
from linli.cases.matter import read_phone
from linli.doors.activity_words import TONES, card_of
from linli.doors.client_ip import client_ip
from linli.doors.refusals import refused_into
from linli.doors.resident.following import ask_again, remember, remembered
from linli.doors.resident.frame import ResidentRequest, community_at, community_of, resident_page
from linli.doors.resident.keyed_form import AnybodysForm
from linli.doors.resident.one_question import ask, first_fault, shown
from linli.doors.resident.raise_form import Words
from linli.kernel.actor import reporter
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import BadInput
from linli.ledger.attempts import check_attempts, note_attempt
from linli.people.follow_word import follow_word
from linli.places.queries import place_facts

STEPS = {"words": ("words", "group"), "person": ("phone",)}
MOST_AN_HOUR = 10


class IdeaForm(AnybodysForm):
    """What one would like, for whom; a telephone only if one wants to hear of it."""

    words = Words(
        label=_("想让社区办什么活动"),
        help_text=_("例如：可以邀请骨科医生吗？想学用手机挂号；孩子放假想学剪纸。"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写一写想要什么活动，一句话就行。"), "max_length": _("请不要超过 500 字。")},
    )
    group = forms.ChoiceField(label=_("给谁办"), required=False, error_messages={"invalid_choice": _("请选一项。")})
    phone = forms.CharField(
        label=_("您的电话"),
        help_text=_("查结果时用尾号四位。不留也可以，会给您一个口令。"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"max_length": _("这不像一个电话号码，请检查。")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].choices = [("", gettext("没想好")), *((one.value, gettext(one.label)) for one in AgeGroup)]

    def clean_phone(self) -> str:
        """Digits, or nothing."""
        try:
            return read_phone(self.cleaned_data["phone"])
        except BadInput as refusal:
            raise forms.ValidationError(
                gettext("这不像一个电话号码，请检查。手机号是 11 位；座机请带区号。不想留电话可以空着。")
            ) from refusal


@resident_page
def wish_activity(request: ResidentRequest, code: str) -> HttpResponse:
    """The form of a community, beside what others wish already. At most three statements to show it."""
    community = community_at(code)
    asked = ask(request, STEPS, IdeaForm)
    if asked.ready:
        said, ip = asked.form.cleaned_data, client_ip(request)
        with refused_into(asked.form):
            check_attempts("activity_wish", ip, limit=MOST_AN_HOUR, minutes=60)
            wish = wish_for_activity(
                actor=reporter(uuid5(NAMESPACE_OID, f"activity wish {said['key']}"), code, ip),
                key=said["key"],
                hoped=Hoped(code, said["words"], WishWay.PAGE, said["group"], "", said["phone"]),
            )
            note_attempt("activity_wish", ip)
            remember(request, wish.code, wish.id)
            request.session[f"fresh {wish.code}"] = "phone" if said["phone"] else "word"
            return redirect("resident:my_activity_wish", wish.code)
        asked = asked._replace(step=first_fault(asked.form, STEPS), status=422)
    return request.show(
        "activities/wish.html",
        community=community,
        status=asked.status,
        **shown(asked, STEPS, [gettext("想要什么"), gettext("怎么告诉您")], request.elder),
        send_label=gettext("告诉社区"),
        privacy=gettext("您的原话只有社区看得到；公开的只有归纳成的一行和人数。"),
        needs=[{"need": need, "tone": TONES[need.state]} for need in public_needs(code)[:8]],
    )


@resident_page
def my_activity_wish(request: ResidentRequest, code: str) -> HttpResponse:
    """What became of a wish. At most ten statements."""
    followed = remembered(request, code, WISH)
    if followed is None:
        return ask_again(request, code)
    page = wished_page(followed)
    fresh = request.session.get(f"fresh {code}")
    return request.show(
        "activities/wished.html",
        community=community_of(place_facts(followed.place_code)),
        mine=page,
        fresh=bool(fresh),
        word=follow_word(followed.as_id) if fresh == "word" else "",
        code=code,
        shown_code=show_case_code(code),
        tone=TONES[page.state] if page.state else "soon",
        card=card_of(page.activity) if page.activity else None,
    )
