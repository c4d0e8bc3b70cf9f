"""Making a wish: one page, or in elder mode one question a page."""

from __future__ import annotations

from uuid import NAMESPACE_OID, uuid5

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.alliance.actions.collect_wish import collect_wish
from linli.alliance.hope import FOLLOWED_AS, LONGEST_WORDS, Hope, WishWay
from linli.alliance.queries.find_wish import is_claimer
from linli.cases.matter import read_phone
from linli.doors.client_ip import client_ip
from linli.doors.refusal_words import too_many_words, words_for
from linli.doors.resident.frame import ResidentRequest, community_at, community_of, resident_page
from linli.doors.resident.keyed_form import AnybodysForm
from linli.doors.resident.one_question import Asked, ask, shown
from linli.doors.resident.raise_form import NOT_HERE, Words
from linli.kernel.actor import reporter
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import BadInput, KeyReused, Refusal, TooMany
from linli.ledger.attempts import check_attempts, note_attempt
from linli.people.follow_word import follow_word
from linli.places.queries import CommunityChoice, EstateChoice, estates_of, place_facts

from ..following import ask_again, remember, remembered

STEPS = {"words": ("words",), "estate": ("estate",), "person": ("phone", "name")}
"""The questions of the elder mode, one a page; the last also sends."""

MOST_AN_HOUR = 10
"""Wishes from one address within an hour."""


class WishForm(AnybodysForm):
    """What one wishes for; everything about the person may stay empty."""

    words = Words(
        label=_("您有什么心愿"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("例如：想要一副老花镜；想让楼道的灯亮起来；想有人陪着学用手机。"),
        error_messages={
            "required": _("请写一写您的心愿，一两句就行。"),
            "max_length": _("写得太长了，请不要超过 1000 字。"),
        },
    )
    estate = forms.ChoiceField(
        label=_("哪个小区"),
        required=False,
        help_text=_("选了小区，办的人好找到地方。"),
        error_messages={"invalid_choice": _("没有这个小区，请重新选。")},
    )
    phone = forms.CharField(
        label=_("您的电话"),
        required=False,
        help_text=_("留了电话，社区才能联系您；查进度时用尾号四位。不留也可以，会另给您一个查询口令。"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "data-keep-not": ""}),
        error_messages={"max_length": _("这不像一个电话号码，请检查。")},
    )
    name = Words(
        label=_("怎么称呼您"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name", "data-keep-not": ""}),
        error_messages={"max_length": _("请不要超过 40 字。")},
    )

    def __init__(self, *args: object, estates: list[EstateChoice], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].choices = [
            (NOT_HERE, gettext("不在小区里，或说不清")),
            *((str(one.id), one.name) for one in estates),
        ]

    def clean_phone(self) -> str:
        """Digits, or nothing."""
        try:
            return read_phone(self.cleaned_data["phone"])
        except BadInput as refusal:
            raise forms.ValidationError(
                gettext("这不像一个电话号码，请检查。手机号是 11 位；座机请带区号。不想留电话可以空着。")
            ) from refusal


@resident_page
def make_wish(request: ResidentRequest, code: str) -> HttpResponse:
    """The form of a community. Two statements to show it."""
    community, estates = community_at(code), estates_of(code)

    asked = ask(request, STEPS, lambda *data, **options: WishForm(*data, estates=estates, **options), estate=NOT_HERE)
    return _send(request, community, estates, asked) if asked.ready else _show(request, community, asked)


@resident_page
def wish_made(request: ResidentRequest, code: str) -> HttpResponse:
    """The code in large figures, for half an hour after wishing. At most five statements."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    place = place_facts(followed.place_code)
    has_phone = request.session.get(f"wish {code}") == "phone"
    return request.show(
        "wishes/made.html",
        community=community_of(place),
        code=code,
        shown_code=show_case_code(code),
        word="" if has_phone else follow_word(followed.as_id),
        is_claimer=is_claimer(followed),
    )


def _send(
    request: ResidentRequest, community: CommunityChoice, estates: list[EstateChoice], asked: Asked
) -> HttpResponse:
    form = asked.form
    said, ip = form.cleaned_data, client_ip(request)
    estate = next((one for one in estates if str(one.id) == said["estate"]), None)
    place_code = estate.place_code if estate else community.place_code
    try:
        check_attempts("wish", ip, limit=MOST_AN_HOUR, minutes=60)
        wish = collect_wish(
            # The wish is named by the form's key, so that a form sent twice stays one wish.
            actor=reporter(uuid5(NAMESPACE_OID, str(said["key"])), place_code, ip),
            key=said["key"],
            hope=Hope(said["words"], place_code, WishWay.PAGE, estate and estate.id, said["name"], said["phone"]),
        )
        note_attempt("wish", ip)
    except TooMany as refusal:
        form.add_error(
            None, gettext("这个网络一小时里提交得太多了。您填的内容都还在。") + too_many_words(refusal.retry_after)
        )
        return _show(request, community, asked._replace(status=429))
    except KeyReused:
        form.with_fresh_key()
        form.add_error(
            None, gettext("这一页刚才已经提交过，第一次的内容已经收到。如果这是另一个心愿，请再按一次提交。")
        )
    except Refusal as refusal:
        form.add_error(None, words_for(refusal))
    else:
        remember(request, wish.code, wish.id)
        request.session[f"wish {wish.code}"] = "phone" if said["phone"] else "word"
        return redirect("resident:wish_made", wish.code)
    return _show(request, community, asked._replace(status=422))


def _show(request: ResidentRequest, community: CommunityChoice, asked: Asked) -> HttpResponse:
    labels = [gettext("什么心愿"), gettext("哪个小区"), gettext("怎么联系您")]
    return request.show(
        "wishes/make.html",
        community=community,
        status=asked.status,
        **shown(asked, STEPS, labels, request.elder),
        privacy_page="resident/wishes/privacy.html",
        send_label=gettext("提交心愿"),
        keep="wish",
    )
