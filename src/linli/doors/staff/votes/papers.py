"""Paper: issued, handed out, entered twice, and the sum."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusal_words import words_for
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import BadInput, Conflict, Refusal
from linli.votes.actions.count_unused import count_unused
from linli.votes.actions.finish_reading import finish_reading
from linli.votes.actions.open_batch import open_batch
from linli.votes.actions.read_paper import read_paper
from linli.votes.actions.take_back_reading import take_back_reading
from linli.votes.queries.paper_batches import BatchPage, batch_page, batches_of, papers_shown
from linli.votes.queries.votes_shown import VoteFacts, staff_vote
from linli.votes.rules.keepers import KEEPERS
from linli.votes.rules.papers import ABSENT, BatchState, Read, Spoiled
from linli.votes.rules.slips import read_slip, show_slip

from .at_the_desk import HandOutForm
from .prints import IssueForm


class UnusedForm(forms.Form):
    """How many papers are left over."""

    unused = forms.IntegerField(
        label=gettext_lazy("没发出的，加上发出没交回的，一共几张"), min_value=0, max_value=999_999
    )


class ReadingForm(forms.Form):
    """What one person reads on one paper."""

    serial = forms.CharField(
        label=gettext_lazy("票的编号（可以用扫码枪）"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
        error_messages={"required": gettext_lazy("请扫或输入票的编号。")},
    )
    marks = forms.MultipleChoiceField(
        label=gettext_lazy("票上选了"), required=False, widget=forms.CheckboxSelectMultiple
    )
    spoiled = forms.ChoiceField(label=gettext_lazy("废票"), required=False)

    def __init__(self, *args: Any, vote: VoteFacts, third: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["marks"].choices = [(one.id, _(one.label)) for one in vote.choices]
        absent = [(ABSENT, _("不在这一批里"))] if third else []
        reasons = [(one.value, _(one.label)) for one in Spoiled]
        self.fields["spoiled"].choices = [("", _("不是废票")), *reasons, *absent]

    def clean_serial(self) -> str:
        """Ten signs."""
        serial = read_slip(self.cleaned_data["serial"])
        if serial is None:
            raise forms.ValidationError(_("编号是 10 位字母和数字，请检查。"))
        return serial


@require_safe
@staff_page(roles=KEEPERS)
def vote_papers(request: StaffRequest, code: str) -> HttpResponse:
    """The sum of the paper ballots, handing out, and the batches. At most fourteen statements with the frame."""
    vote = staff_vote(request.actor, code)
    shown = papers_shown(vote)
    return request.show(
        "staff/votes/papers.html",
        vote=vote,
        papers=shown,
        batches=batches_of(request.actor, vote),
        hand_out=HandOutForm(),
        issue=IssueForm(),
        unused=UnusedForm(initial={"unused": shown.unused}),
    )


@require_POST
@staff_page(roles=KEEPERS)
def begin_batch(request: StaffRequest, code: str) -> HttpResponse:
    """Begin a batch, its first reading one's own."""
    vote = staff_vote(request.actor, code)
    batch = open_batch(actor=request.actor, key=read_key(request), vote=vote.key)
    return request.back_to("staff:paper_batch", code, batch.number)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def paper_batch(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """One batch as one person reads it: paper after paper (`do=read`), one taken back (`do=take_back`), finished (`do=finish`)."""
    vote = staff_vote(request.actor, code)
    page = batch_page(request.actor, vote, number)
    posted, deed = request.method == "POST", request.POST.get("do", "")
    third = page.state is BatchState.THIRD
    form = ReadingForm(request.POST if posted and deed == "read" else None, vote=vote, third=third)
    error = ""
    if posted and (deed != "read" or form.is_valid()):
        try:
            return _do(request, vote, page, form)
        except Refusal as refusal:
            error = _why(refusal)
    return request.show(
        "staff/votes/batch.html",
        vote=vote,
        page=page,
        error=error,
        form=form,
        own=[{"serial": serial, "shown": show_slip(serial), "words": _read_words(vote, read)} for serial, read in page.own.items()],
        apart=[
            {
                "serial": serial,
                "shown": show_slip(serial),
                "first": _read_words(vote, first),
                "second": _read_words(vote, second),
                "done": serial in page.own,
            }
            for serial, (first, second) in page.apart.items()
        ],
        status=422 if posted else 200,
    )  # fmt: skip


@require_POST
@staff_page(roles=KEEPERS)
def unused_papers(request: StaffRequest, code: str) -> HttpResponse:
    """Note how many papers are left over."""
    vote = staff_vote(request.actor, code)
    form = UnusedForm(request.POST)
    unused = form.cleaned_data["unused"] if form.is_valid() else -1
    count_unused(actor=request.actor, key=read_key(request), vote=vote.key, unused=unused)
    messages.success(request, _("已记下剩余的纸质票。"))
    return request.back_to("staff:vote_papers", code)


def _do(request: StaffRequest, vote: VoteFacts, page: BatchPage, form: ReadingForm) -> HttpResponse:
    told: dict[str, Any] = {
        "actor": request.actor,
        "key": read_key(request),
        "vote": vote.key,
        "batch": page.key,
    }
    match request.POST.get("do"):
        case "finish":
            state = BatchState(finish_reading(**told))
            messages.success(request, _("这一遍录完了。现在：%(state)s。") % {"state": _(state.label)})
            return request.back_to("staff:vote_papers", vote.code)
        case "take_back":
            take_back_reading(**told, serial=read_slip(request.POST.get("serial", "")) or "")
        case "read":
            read_paper(**told, **form.cleaned_data)
    return request.back_to("staff:paper_batch", vote.code, page.number)


def _why(refusal: Refusal) -> str:
    if isinstance(refusal, Conflict):
        return _("这张票已经计入另一批，没有重复录入。")
    if isinstance(refusal, BadInput) and refusal.field == "marks" and refusal.reason == "empty":
        return _("没有选任何一项：空白票请在“废票”里选“空白票”。")
    return words_for(refusal)


def _read_words(vote: VoteFacts, read: Read | None) -> str:
    if read is None:
        return _("没有录")
    marks, spoiled = read
    if spoiled:
        return _("不在这一批里") if spoiled == ABSENT else f"{_('废票：')}{_(Spoiled(spoiled).label)}"
    return _("、").join(_(vote.label_of(mark)) for mark in marks)
