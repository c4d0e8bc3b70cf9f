"""What a meeting resolves of a motion: its form."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.alliance.rules.matching import ResourceKind
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.halls.actions.put_to_vote import put_to_vote
from linli.halls.actions.resolve_motion import Verdict, resolve_motion
from linli.halls.put_on_needs_list import Wanted
from linli.halls.queries.find import find_motion
from linli.halls.queries.meeting_page import meeting_page
from linli.halls.rules import Becomes, Outcome
from linli.kernel import clock
from linli.kernel.errors import Conflict
from linli.votes.rules.counting_rules import RULES

from .form_page import RowsForm, choice, day, form_page, hour, line, moment, number, words
from .halls import READERS

LINES = (1, 2, 3)
VOTED_BY = ("simple_majority", "absolute_majority", "owners_ordinary", "owners_special")


class ResolutionForm(RowsForm):
    """The outcome and its words; hands counted; who does what by when; what it becomes."""

    rows_of = (
        ("in_favour", "against", "abstained"),
        *((f"what_{n}", f"who_{n}", f"due_{n}") for n in LINES),
        ("kind", "quantity", "unit"),
    )

    outcome = choice(_("结果"), Outcome, cards=True)
    text = words(_("决议（公开的说法）"), _("说清楚定了什么；没通过的、下次再议的，说清楚为什么。"), 600)
    in_favour = number(_("赞成"), 0, 10_000, required=False)
    against = number(_("反对"), 0, 10_000, required=False, initial=0)
    abstained = number(_("弃权"), 0, 10_000, required=False, initial=0)
    becomes = choice(_("通过以后"), Becomes, cards=True, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["becomes"].choices = [(one.value, _(one.label)) for one in Becomes]
        self.fields["becomes"].initial = Becomes.TASK.value
        for n in LINES:
            self.fields[f"what_{n}"] = line(_("做什么"), most=120, required=False)
            self.fields[f"who_{n}"] = line(_("谁来做（单位或岗位）"), most=40, required=False)
            self.fields[f"due_{n}"] = day(_("哪天以前"), required=False)
        self.fields["kind"] = choice(_("要哪一类资源（列入需求清单时填）"), ResourceKind, required=False)
        self.fields["quantity"] = forms.DecimalField(
            label=_("数量"),
            max_digits=9,
            decimal_places=2,
            required=False,
            error_messages={"invalid": _("请填一个数字。")},
        )
        self.fields["unit"] = line(_("单位（副、次、小时、元）"), most=12, required=False)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for n in LINES:
            row = [said.get(f"{name}_{n}") for name in ("what", "who", "due")]
            if any(row) and not all(row):
                self.add_error(f"what_{n}", gettext("做什么、谁来做、哪天以前，三样都要写。"))
        if said.get("outcome") == Outcome.ADOPTED and not any(said.get(f"what_{n}") for n in LINES):
            self.add_error("what_1", gettext("通过的决议要写明谁在哪天以前做什么。"))
        return said

    def verdict(self) -> Verdict:
        """The form as the action takes it."""
        said = self.cleaned_data
        wanted = None
        if said["becomes"] == Becomes.NEED and said["quantity"]:
            wanted = Wanted(said["kind"], said["quantity"], said["unit"])
        return Verdict(
            outcome=Outcome(said["outcome"]),
            text=said["text"],
            in_favour=said["in_favour"],
            against=said["against"] or 0,
            abstained=said["abstained"] or 0,
            becomes=Becomes(said["becomes"] or Becomes.TASK),
            wanted=wanted,
            undertakings=tuple(
                (said[f"what_{n}"], said[f"who_{n}"], said[f"due_{n}"]) for n in LINES if said[f"what_{n}"]
            ),
        )


class VoteForm(RowsForm):
    """Which counting rule, and when the poll is open."""

    rows_of = (("opens_on", "opens_time"), ("closes_on", "closes_time"))

    rule = forms.ChoiceField(
        label=_("怎样算票"), error_messages={"required": _("请选一项。"), "invalid_choice": _("请重新选。")}
    )
    opens_on = day(_("哪天开始投"))
    opens_time = hour(_("几点开始"), initial="09:00")
    closes_on = day(_("哪天截止"))
    closes_time = hour(_("几点截止"), initial="18:00")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rule"].choices = [(one.code, _(one.label)) for one in RULES.values() if one.code in VOTED_BY]


@staff_page(roles=READERS)
def to_vote(request: StaffRequest, meeting: UUID, code: str) -> HttpResponse:
    """Put a motion of the agenda to a vote of the residents."""
    motion = find_motion(code)
    initial = {"opens_on": clock.today() + timedelta(days=7), "closes_on": clock.today() + timedelta(days=14)}
    form = VoteForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            try:
                put_to_vote(
                    actor=request.actor, key=read_key(request), motion=motion.key, rule=said["rule"],
                    opens_at=moment(said["opens_on"], said["opens_time"]),
                    closes_at=moment(said["closes_on"], said["closes_time"]),
                )  # fmt: skip
            except Conflict:
                form.add_error(None, gettext("这个议题已经交给投票了。"))
            else:
                messages.success(request, gettext("投票已登记。接着在“投票”里做名册，结果公布后回来记决议。"))
                return request.back_to("staff:hall_meeting", meeting)
    return form_page(
        request, form, _("交给居民投票"), sub=motion.title, back=reverse("staff:hall_meeting", args=[meeting]),
        back_words=_("回到这次会议"),
    )  # fmt: skip


@staff_page(roles=READERS)
def resolve(request: StaffRequest, meeting: UUID, code: str) -> HttpResponse:
    """Write what the meeting resolved of a motion."""
    page, motion = meeting_page(request.actor, meeting), find_motion(code)
    form = ResolutionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refused_into(form):
            resolve_motion(
                actor=request.actor, key=read_key(request), meeting=page.meeting.key, motion=motion.key,
                verdict=form.verdict(),
            )  # fmt: skip
            messages.success(request, gettext("决议已记下，提出和附议的人会看到。"))
            return request.back_to("staff:hall_meeting", meeting)
    here = {
        "members": page.attended.members, "seated": page.attended.seated, "needed": page.attended.needed,
        "majority": gettext(page.majority.label),
    }  # fmt: skip
    return form_page(
        request, form, motion.title, deed=_("记下决议"), back=reverse("staff:hall_meeting", args=[meeting]),
        sub=gettext("到会成员 %(members)d/%(seated)d（法定 %(needed)d），%(majority)s算通过。") % here,
        back_words=_("回到这次会议"),
    )  # fmt: skip
