"""The roll: from a list, dwellings, posts, or typed; corrected, objected to, answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.refusals import refused_into
from linli.doors.role_words import ROLE_WORDS
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import BadInput
from linli.ledger.street_row import RowKey
from linli.places.queries import buildings_of, estates_of
from linli.votes.actions.add_to_roll import add_to_roll
from linli.votes.actions.answer_objection import answer_objection
from linli.votes.actions.correct_roll_entry import correct_roll_entry
from linli.votes.queries.roll import (
    entry_to_correct,
    objections_to,
    roll_page,
    roll_sum,
    rows_from_dwellings,
    rows_from_posts,
)
from linli.votes.queries.votes_shown import VoteFacts, staff_vote
from linli.votes.rules.keepers import KEEPERS, STAND
from linli.votes.rules.phases import ROLL_OPEN
from linli.votes.rules.roll_rows import (
    WHY_BAD,
    BadRow,
    RollRow,
    read_roll_row,
)


class EntryForm(forms.Form):
    """One entry of the roll, typed."""

    name = forms.CharField(label=gettext_lazy("姓名"), required=False, max_length=40)
    phone = forms.CharField(
        label=gettext_lazy("电话"), required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    home = forms.CharField(label=gettext_lazy("住址或房号"), required=False, max_length=100)
    area = forms.CharField(
        label=gettext_lazy("面积（平方米）"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def clean(self) -> dict[str, Any]:
        """The row, in `row`."""
        said = super().clean()
        if not self.errors:
            try:
                said["row"] = read_roll_row(**{name: said[name].strip() for name in ("name", "phone", "home", "area")})
            except BadRow as fault:
                field = {"phone": "phone", "area": "area", "no_name": "name"}.get(fault.reason)
                self.add_error(field, _(WHY_BAD[fault.reason]))
        return said


class ReasonForm(EntryForm):
    reason = forms.CharField(
        label=gettext_lazy("为什么改"),
        max_length=200,
        error_messages={"required": gettext_lazy("请写为什么改，公示时有人会问。")},
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(label=gettext_lazy("答复"), max_length=400)


class FindForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("选民序号"),
        required=False,
        max_length=6,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class SourceForm(forms.Form):
    """Where entries are made from: an estate's dwellings, or the holders of posts."""

    estate = forms.ChoiceField(label=gettext_lazy("小区（每户一票）"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("岗位（每人一票）"), required=False)

    def __init__(self, *args: Any, vote: VoteFacts, **options: Any) -> None:
        super().__init__(*args, **options)
        self.estates = {str(one.id): one for one in estates_of(vote.place_code)}
        self.fields["estate"].choices = [("", _("请选择")), *((id, one.name) for id, one in self.estates.items())]
        roles = sorted(STAND, key=lambda role: role.value)
        self.fields["role"].choices = [("", _("请选择")), *((role.value, str(ROLE_WORDS[role])) for role in roles)]


@require_safe
@staff_page(roles=KEEPERS)
def roll(request: StaffRequest, code: str) -> HttpResponse:
    """The roll by number, masked; who has voted, never how. At most twelve statements with the frame."""
    vote = staff_vote(request.actor, code)
    asked = request.GET.get("number", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 6 else None
    page = read_page(request, lambda at: roll_page(vote, at, number=number))
    return request.show(
        "staff/votes/roll.html",
        vote=vote,
        page=page,
        find=FindForm(initial={"number": "" if number is None else number}),
        sum=roll_sum(vote),
        is_open=vote.phase in ROLL_OPEN,
        objections=[(one, AnswerForm(auto_id=f"answer_{n}_%s")) for n, one in enumerate(objections_to(vote))],
        source_form=SourceForm(vote=vote),
        entry_form=EntryForm(),
    )


@require_POST
@staff_page(roles=KEEPERS)
def add_entries(request: StaffRequest, code: str, source: str) -> HttpResponse:
    """Put entries on the roll: `typed`, from `dwellings` of an estate, from `posts`."""
    vote = staff_vote(request.actor, code)
    form: forms.Form = EntryForm(request.POST) if source == "typed" else SourceForm(request.POST, vote=vote)
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        messages.error(request, first)
        return request.back_to("staff:vote_roll", code)
    rows = _rows(form, source, vote)
    count = add_to_roll(actor=request.actor, key=read_key(request), vote=vote.key, source=source, rows=rows)
    messages.success(request, _("名册已加入 %(n)d 人。") % {"n": count})
    return request.back_to("staff:vote_roll", code)


def _rows(form: forms.Form, source: str, vote: VoteFacts) -> list[RollRow]:
    said = form.cleaned_data
    if source == "typed":
        return [said["row"]]
    if source == "dwellings" and said["estate"]:
        estate = form.estates[said["estate"]]
        homes = {one.key.id: f"{estate.name}{one.name}" for one in buildings_of(estate.key)}
        return rows_from_dwellings(vote.place_code, homes)
    if source == "posts" and said["role"]:
        return rows_from_posts(vote.place_code, frozenset(role for role in STAND if role.value == said["role"]))
    raise BadInput("rows", "no_source")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def roll_entry(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Correct an entry, or strike it off (`do=strike`). The look at it in clear is recorded."""
    vote = staff_vote(request.actor, code)
    entry = entry_to_correct(request.actor, vote, number)
    posted = request.method == "POST"
    initial = {"name": entry.name, "phone": entry.phone, "home": entry.home, "area": entry.area}
    form = ReasonForm(request.POST if posted else None, initial=initial)
    if form.is_valid():
        strike = request.POST.get("do") == "strike"
        with refused_into(form):
            correct_roll_entry(
                actor=request.actor,
                key=read_key(request),
                vote=vote.key,
                entry=entry.key,
                row=None if strike else form.cleaned_data["row"],
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("已从名册划去。") if strike else _("已更正。"))
            return request.back_to("staff:vote_roll", code)
    return request.show(
        "staff/votes/roll_entry.html",
        vote=vote,
        entry=entry,
        form=form,
        is_open=vote.phase in ROLL_OPEN,
        status=422 if posted else 200,
    )


@require_POST
@staff_page(roles=KEEPERS)
def answer_to_objection(request: StaffRequest, code: str, objection: UUID) -> HttpResponse:
    """Answer an objection to the roll."""
    vote = staff_vote(request.actor, code)
    answer_objection(
        actor=request.actor,
        key=read_key(request),
        vote=vote.key,
        objection=RowKey(vote.key.street_code, objection),
        answer=request.POST.get("answer", ""),
    )
    messages.success(request, _("已答复。"))
    return request.back_to("staff:vote_roll", code)
