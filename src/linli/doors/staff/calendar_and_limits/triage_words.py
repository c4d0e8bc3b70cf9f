"""The words and examples that speak for one kind of matter."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.cases.actions.set_triage_words import set_triage_words
from linli.cases.queries.category_sets import kept_prefix
from linli.cases.queries.kinds import kinds_in_force
from linli.cases.triage.suggest import read_own_words
from linli.cases.triage.word_lists import KindWords, shipped_words
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import NotFound

from .sections import READERS


class WordsForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("用词"),
        help_text=gettext_lazy(
            "用空格隔开。两个词都说到才算的，中间写加号，如：垃圾+没人收；常顺带说到、分量轻的，前面写 ~，如：~物业。"
        ),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    examples = forms.CharField(
        label=gettext_lazy("例句"),
        help_text=gettext_lazy("一行一句，像居民会说的话。不要写姓名、电话、门牌。"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def triage_words(request: StaffRequest, code: str) -> HttpResponse:
    """Show them, or change them for the reader's jurisdiction."""
    prefix = kept_prefix(request.actor)
    kind = next((one for large in kinds_in_force(prefix) for one in large.kinds if one.code == code), None)
    if kind is None:
        raise NotFound("category", code)
    own = next((one for one in read_own_words(prefix) if one.code == code), None)
    shipped = shipped_words().get(code) or KindWords(code, ())
    used = own or shipped
    form = WordsForm(
        request.POST if request.method == "POST" else None,
        initial={"words": " ".join(used.words), "examples": "\n".join(used.examples)},
    )
    if form.is_valid():
        with refused_into(form):
            asked = form.cleaned_data
            set_triage_words(
                actor=request.actor,
                key=read_key(request),
                prefix=prefix,
                code=code,
                words=asked["words"],
                examples=asked["examples"],
            )
            messages.success(request, _("已保存，马上按新的用词给建议。已经立的案不变。"))
            return request.back_to("staff:triage")
    return request.show(
        "staff/settings/triage_words.html",
        status=422 if form.is_bound else 200,
        form=form,
        kind=kind,
        own=own is not None,
        shipped=" ".join(shipped.words),
    )
