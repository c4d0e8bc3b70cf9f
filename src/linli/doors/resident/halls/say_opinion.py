"""Saying an opinion (民情): one page, no account."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.doors.resident.frame import ResidentRequest, community_at, community_of, resident_page
from linli.doors.resident.raise_form import NOT_HERE
from linli.halls.actions.collect_opinion import FOLLOWED_AS, Saying, collect_opinion
from linli.halls.queries.follow import followed_opinion
from linli.halls.rules import OpinionWay
from linli.kernel.case_codes import show_case_code
from linli.people.follow_word import follow_word
from linli.places.queries import EstateChoice, estates_of, place_facts

from ..following import ask_again, remember, remembered
from ..one_question import ask, first_fault, shown
from .sending import PHONE_HELP, SENDING, SentForm, called, phone, said, send

STEPS = {"words": ("words",), "estate": ("estate",), "person": ("phone", "name")}
"""The questions of the elder mode, one a page; the last also sends."""


class OpinionForm(SentForm):
    """What somebody wants to say; everything about the person may stay empty."""

    words = said(
        _("您想说什么"), _("请写一写，一两句就行。"), hint=_("例如：晚上广场声音大；想有个给孩子写作业的地方。")
    )
    estate = forms.ChoiceField(
        label=_("哪个小区"), required=False, error_messages={"invalid_choice": _("没有这个小区，请重新选。")}
    )
    phone = phone(_("您的电话"), required=False, hint=PHONE_HELP)
    name = called(_("怎么称呼您"))

    def __init__(self, *args: object, estates: list[EstateChoice], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].choices = [
            (NOT_HERE, gettext("不在小区里，或说不清")), *((str(one.id), one.name) for one in estates),
        ]  # fmt: skip


@resident_page
def say_opinion(request: ResidentRequest, code: str) -> HttpResponse:
    """The form of a community. Two statements to show it."""
    community, estates = community_at(code), estates_of(code)
    steps = {name: fields for name, fields in STEPS.items() if name != "estate" or estates}
    asked = ask(request, steps, lambda *data, **options: OpinionForm(*data, estates=estates, **options))
    if asked.ready:
        form, given = asked.form, asked.form.given()
        way = OpinionWay.QR if request.GET.get("from") == "qr" else OpinionWay.PAGE
        estate = next((one for one in estates if str(one.id) == given["estate"]), None)
        place_code = estate.place_code if estate else community.place_code
        saying = Saying(given["words"], place_code, way, estate and estate.id, name=given["name"], phone=given["phone"])
        made = send(
            request, form, "opinion", place_code,
            lambda actor, key: collect_opinion(actor=actor, key=key, saying=saying),
        )  # fmt: skip
        if made is not None:
            remember(request, made.code, made.id)
            return redirect("resident:opinion", made.code)
        asked = asked._replace(step=first_fault(form, steps), status=422)
    labels = {"words": gettext("说什么"), "estate": gettext("哪个小区"), "person": gettext("怎么联系您")}
    return request.show(
        "halls/say.html",
        community=community,
        status=asked.status,
        **shown(asked, steps, [labels[name] for name in steps], request.elder),
        **SENDING,
        send_label=gettext("提交"),
        keep="opinion",
    )


@resident_page
def opinion(request: ResidentRequest, code: str) -> HttpResponse:
    """What became of it, for whoever said it; the code and, without a telephone, the word. At most five statements."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    page = followed_opinion(followed)
    return request.show(
        "halls/opinion.html",
        community=community_of(place_facts(page.place_code)),
        page=page,
        code=code,
        shown_code=show_case_code(code),
        word="" if page.has_phone else follow_word(followed.as_id),
    )
