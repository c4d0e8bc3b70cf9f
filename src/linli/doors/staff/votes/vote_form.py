"""The settings of a vote as a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.cases.matter import clean_text
from linli.doors.moment_fields import MomentField
from linli.kernel.clock import SHANGHAI
from linli.votes.open_vote import LONGEST_QUESTION, LONGEST_TITLE, MOST_PROXIES
from linli.votes.queries.votes_shown import VoteFacts
from linli.votes.rules.counting_rules import ABSTAIN, MOST_CHOICES, NEWEST, Choice
from linli.votes.rules.phases import MovesBy

DATE_AND_TIME = "%Y-%m-%dT%H:%M"


class VoteForm(forms.Form):
    """Question, choices, rule and settings; one choice a line."""

    place = forms.ChoiceField(label=_("哪里的投票"), error_messages={"required": _("请选一项。")})
    title = forms.CharField(
        label=_("名称"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("请写名称。"), "max_length": _("名称请不要超过 60 字。")},
    )
    question = forms.CharField(
        label=_("问什么"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写清楚要大家决定什么。"), "max_length": _("请不要超过 400 字。")},
    )
    rule = forms.ChoiceField(
        label=_("怎么算通过"), widget=forms.RadioSelect, error_messages={"required": _("请选一项。")}
    )
    choices = forms.CharField(
        label=_("选项，一行一个"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    takes_nominations = forms.BooleanField(
        label=_("选项由推荐产生：推荐网格员、楼栋长等，本人同意才列上"), required=False
    )
    most_marks = forms.IntegerField(
        label=_("多项认可时每张票最多选几项"), min_value=1, max_value=MOST_CHOICES, initial=1
    )
    seats = forms.IntegerField(label=_("名额"), min_value=1, max_value=MOST_CHOICES, initial=1)
    quorum_percent = forms.IntegerField(label=_("名册人数的百分之几交票才有效"), min_value=0, max_value=100, initial=0)
    named = forms.BooleanField(label=_("记名投票：公布的选票带名册序号"), required=False)
    changeable = forms.BooleanField(label=_("截止以前可以凭回执改票"), required=False)
    proxy_cap = forms.IntegerField(label=_("一人最多代几人投票"), min_value=0, max_value=MOST_PROXIES, initial=0)
    moves_by = forms.ChoiceField(
        label=_("怎么开始和截止"), widget=forms.RadioSelect, error_messages={"required": _("请选一项。")}
    )
    opens_at = MomentField(
        label=_("开始投票"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=DATE_AND_TIME),
        input_formats=[DATE_AND_TIME, "%Y-%m-%d %H:%M"],
        error_messages={"required": _("请选一个时间。"), "invalid": _("请选一个时间。")},
    )
    closes_at = MomentField(
        label=_("截止投票"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=DATE_AND_TIME),
        input_formats=[DATE_AND_TIME, "%Y-%m-%d %H:%M"],
        error_messages={"required": _("请选一个时间。"), "invalid": _("请选一个时间。")},
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = places
        self.fields["rule"].choices = [(code, gettext(rule.label)) for code, rule in NEWEST.items()]
        self.fields["moves_by"].choices = [(one.value, gettext(one.label)) for one in MovesBy]

    @staticmethod
    def rule_words() -> dict[str, str]:
        """What each rule says, for its card."""
        return {
            code: gettext(rule.text) + (f"（{gettext(rule.source)}）" if rule.source else "")
            for code, rule in NEWEST.items()
        }

    def settings(self, before: tuple[Choice, ...] = ()) -> dict[str, Any]:
        """What `open_vote` wants. A line that was a choice `before` keeps its id; 弃权 is no side."""
        said = dict(self.cleaned_data)
        said.pop("place")
        held = {"弃权": ABSTAIN} | {one.label: one.id for one in before}
        labels = [line.strip() for line in clean_text(said["choices"]).splitlines() if line.strip()]
        free = (f"c{n}" for n in range(1, 999) if f"c{n}" not in held.values())
        said["choices"] = [Choice(held.get(label) or next(free), label) for label in labels]
        said["title"], said["question"] = clean_text(said["title"]), clean_text(said["question"])
        said["moves_by"] = MovesBy(said["moves_by"])
        return said


def initial_of(vote: VoteFacts) -> dict[str, Any]:
    """The form's values for a vote that is there."""
    return {
        "place": vote.place_code,
        "title": vote.title,
        "question": vote.question,
        "rule": vote.rule.code,
        "choices": "\n".join(one.label for one in vote.choices),
        "takes_nominations": vote.takes_nominations,
        "most_marks": vote.most_marks,
        "seats": vote.seats,
        "quorum_percent": vote.quorum_percent,
        "named": vote.named,
        "changeable": vote.changeable,
        "proxy_cap": vote.proxy_cap,
        "moves_by": vote.moves_by.value,
        "opens_at": vote.opens_at.astimezone(SHANGHAI),
        "closes_at": vote.closes_at.astimezone(SHANGHAI),
    }
