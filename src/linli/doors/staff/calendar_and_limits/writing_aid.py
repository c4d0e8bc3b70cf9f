"""The writing aid: an outside language model, off as delivered, and everything that is said about using it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.templatetags.writing_aid import REMEMBERED_AS
from linli.insight.actions.set_writing_aid import LONGEST_SECRET, set_writing_aid
from linli.insight.writing_aid.ask_aid import aid_as_set
from linli.insight.writing_aid.mask_personal import mask_personal
from linli.kernel.actor import Role
from linli.kernel.scope import EVERYTHING

from .sections import sections


class AidForm(forms.Form):
    is_on = forms.BooleanField(label=gettext_lazy("允许请外部模型帮忙写"), required=False)
    url = forms.CharField(
        label=gettext_lazy("接口地址"),
        help_text=gettext_lazy("OpenAI 兼容的接口，写到 /v1，例如本单位内网的 http://10.0.0.8:8000/v1"),
        max_length=200,
        required=False,
    )
    model = forms.CharField(label=gettext_lazy("模型名称"), max_length=80, required=False)
    secret = forms.CharField(
        label=gettext_lazy("密钥"),
        help_text=gettext_lazy("加密保存，不再显示；空着就沿用原来的。"),
        max_length=LONGEST_SECRET,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class TryForm(forms.Form):
    said = forms.CharField(label=gettext_lazy("一段文字"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles={Role.ADMINISTRATOR})
def writing_aid_settings(request: StaffRequest) -> HttpResponse:
    """Show and change it; `?said=` shows what would be left of a text. Only the platform's administrator changes it."""
    posted, row = request.method == "POST", aid_as_set()
    first = {"is_on": row.is_on, "url": row.url, "model": row.model} if row else {}
    form = AidForm(request.POST if posted else None, initial=first)
    if posted and form.is_valid():
        with refused_into(form):
            set_writing_aid(actor=request.actor, key=read_key(request), **form.cleaned_data)
            cache.delete(REMEMBERED_AS)
            is_on = form.cleaned_data["is_on"]
            messages.success(request, _("已打开，用到的地方都会写明。") if is_on else _("已保存，现在没有打开。"))
            return request.back_to("staff:writing_aid")
    said = request.GET.get("said", "").replace("\x00", "")[:2_000]
    return request.show(
        "staff/settings/writing_aid.html",
        status=422 if posted else 200,
        sections=sections("writing_aid", request.actor),
        form=form,
        is_on=bool(row and row.is_on),
        has_secret=bool(row and row.has_secret),
        may_change=request.actor.may({Role.ADMINISTRATOR}, EVERYTHING),
        try_form=TryForm(initial={"said": said}),
        masked=mask_personal(said).text if said.strip() else "",
    )
