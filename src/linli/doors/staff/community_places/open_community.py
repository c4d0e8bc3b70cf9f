"""Opening a community: first the street, step by step, then its name and code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.places.actions.open_community import open_community
from linli.places.queries.keeping import street_choices
from linli.places.rules.keepers import KEEPERS

LEVELS = {
    "province": gettext_lazy("省、自治区、直辖市"),
    "city": gettext_lazy("市、州"),
    "county": gettext_lazy("区、县"),
    "street": gettext_lazy("街道、乡镇"),
}


class StreetForm(forms.Form):
    """The way down to a street; each level appears once the one above is chosen."""

    def __init__(self, levels: list[Any]) -> None:
        super().__init__(initial={one.level: one.chosen for one in levels})
        for one in levels:
            self.fields[one.level] = forms.ChoiceField(
                label=LEVELS[one.level], choices=[("", _("请选择")), *one.options], required=False
            )


class CommunityForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("社区名称"), max_length=60, help_text=gettext_lazy("例如：东湖路社区。"))
    serial = forms.CharField(
        label=gettext_lazy("社区代码（3 位）"),
        max_length=3,
        help_text=gettext_lazy("统计用区划代码第 10 到 12 位，街道办的统计员知道；不知道时先用 901，以后不能改。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def new_community(request: StaffRequest) -> HttpResponse:
    """GET narrows down to the street (at most four statements); POST opens the community and goes on to its buildings."""
    asked = [request.POST.get("street", "")[:9]] if request.method == "POST" else []
    asked = [code[:n] for code in asked for n in (2, 4, 6, 9)] or [request.GET.get(level, "") for level in LEVELS]
    levels, street = street_choices(request.actor, asked)
    form = CommunityForm(request.POST if request.method == "POST" else None)
    if form.is_bound and not street:
        form.add_error(None, _("还没有选到街道，请先在上面选好。"))
    if form.is_valid():
        with refused_into(form):
            made = open_community(
                actor=request.actor,
                key=read_key(request),
                street=street,
                serial=form.cleaned_data["serial"],
                name=form.cleaned_data["name"],
            )
            messages.success(
                request, _("%(name)s已建立，办公时间先按平台的。下一步：导入小区和楼栋。") % {"name": made.name}
            )
            return request.back_to("staff:community", made.place_code)
    chooser = StreetForm(levels)
    return request.show(
        "staff/places/new_community.html",
        status=422 if form.is_bound else 200,
        chooser=chooser,
        street=street,
        form=form,
    )
