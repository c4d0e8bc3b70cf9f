"""What a vote prints: letters with voting codes, paper ballots, the form of a proxy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.look.tags.times import when
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.case_codes import show_case_code
from linli.votes.actions.print_letters import MOST, print_letters
from linli.votes.actions.print_papers import print_papers
from linli.votes.queries.roll import Letter, letters, papers_to_print, roll_sum
from linli.votes.queries.votes_shown import VoteFacts, staff_vote
from linli.votes.rules.keepers import KEEPERS
from linli.votes.rules.phases import Phase
from linli.votes.rules.slips import show_slip

WHEN = frozenset({Phase.ROLL_PUBLISHED, Phase.VOTING})


class LettersForm(forms.Form):
    """Which letters: from one number to another, at most 200."""

    first = forms.IntegerField(label=gettext_lazy("从几号"), min_value=1, max_value=99_999, initial=1)
    last = forms.IntegerField(label=gettext_lazy("到几号"), min_value=1, max_value=99_999)

    def clean(self) -> dict[str, Any]:
        """In order, and not too many at once."""
        said = super().clean()
        if not self.errors and not said["first"] <= said["last"] < said["first"] + MOST:
            self.add_error("last", _("一次最多打印 %(n)d 封，号码从小到大。") % {"n": MOST})
        return said


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def vote_letters(request: StaffRequest, code: str) -> HttpResponse:
    """Ask which letters (GET); the sheet of letters (POST), and who printed them is written down."""
    vote = staff_vote(request.actor, code)
    posted = request.method == "POST"
    last = min(roll_sum(vote).heads, MOST) or 1
    form = LettersForm(request.POST if posted else None, initial={"first": 1, "last": last})
    if form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        with refused_into(form):
            print_letters(actor=request.actor, key=read_key(request), vote=vote.key, first=first, last=last)
            return request.show(
                "staff/votes/letters_sheet.html",
                vote=vote,
                letters=[_letter(request, vote, one) for one in letters(vote, first, last)],
                back_url=reverse("staff:vote", args=[code]),
                **_printed(request),
            )
    status = 422 if posted else 200
    return request.show(
        "staff/votes/letters.html", vote=vote, form=form, is_open=vote.phase in WHEN, most=MOST, status=status
    )


class IssueForm(forms.Form):
    """How many more paper ballots."""

    count = forms.IntegerField(label=gettext_lazy("再编号几张（一次最多 200）"), min_value=1, max_value=MOST)


@require_POST
@staff_page(roles=KEEPERS)
def issue_papers(request: StaffRequest, code: str) -> HttpResponse:
    """Issue paper ballots; their sheet is the next page."""
    vote = staff_vote(request.actor, code)
    form = IssueForm(request.POST)
    count = form.cleaned_data["count"] if form.is_valid() else 0
    made = print_papers(actor=request.actor, key=read_key(request), vote=vote.key, count=count)
    messages.success(request, _("已编号 %(n)d 张，请打印。") % {"n": made})
    return request.back_to("staff:paper_sheet", code)


@require_safe
@staff_page(roles=KEEPERS)
def paper_sheet(request: StaffRequest, code: str) -> HttpResponse:
    """The paper ballots issued last, to print. Four statements besides the frame's."""
    vote = staff_vote(request.actor, code)
    papers = [{"paper": one, "shown": show_slip(one.serial)} for one in papers_to_print(vote)]
    return request.show(
        "staff/votes/paper_sheet.html",
        vote=vote,
        papers=papers,
        back_url=reverse("staff:vote_papers", args=[code]),
        **_printed(request),
    )


@require_safe
@staff_page(roles=KEEPERS)
def proxy_form(request: StaffRequest, code: str) -> HttpResponse:
    """The form somebody signs to let another vote for her. One statement besides the frame's."""
    vote = staff_vote(request.actor, code)
    return request.show(
        "staff/votes/proxy_form.html",
        vote=vote,
        shown_code=show_case_code(code),
        back_url=reverse("staff:vote_proxies", args=[code]),
        **_printed(request),
    )


def _letter(request: StaffRequest, vote: VoteFacts, one: Letter) -> dict[str, Any]:
    address, number = _address(request, vote), {"n": one.number}
    how = _("扫码，再输入您手机的尾号四位") if one.by_phone else _("扫码，再输入选民序号 %(n)d") % number
    lines = [
        _("选民 %(n)d 号") % number + f" {one.name} {one.home}",
        how,
        _("截止：%(at)s") % {"at": when(vote.closes_at)},
        _("不能扫的，打开 %(address)s") % {"address": address},
    ]
    return {"lines": lines, "code": show_slip(one.code), "url": f"{address}?k={one.code}"}


def _address(request: Any, vote: VoteFacts) -> str:
    path = reverse("resident:open_ballot", args=[vote.code])
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def _printed(request: StaffRequest) -> dict[str, Any]:
    return {"printed_at": clock.now(), "printed_by": request.actor.name}
