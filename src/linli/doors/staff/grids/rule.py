"""How large a street's grids should be and what is weighed in proposals: a rule of its own, in versions."""

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
from linli.places.actions.set_grid_rule import set_grid_rule
from linli.places.queries.grid_drafts import divided_community
from linli.places.queries.grid_rules import grid_rules, rule_of
from linli.places.rules.grid_design.asked import HIGHEST, WEIGHTS, AskedOfDesign
from linli.places.rules.keepers import KEEPERS

WEIGHT_LABELS = {
    "balance": gettext_lazy("户数均衡"),
    "elders": gettext_lazy("老人多少均衡"),
    "cases": gettext_lazy("去年事项多少均衡"),
    "compact": gettext_lazy("形状紧凑、少绕路"),
    "estates": gettext_lazy("不拆小区"),
    "barriers": gettext_lazy("沿大路、河流分界"),
    "stay": gettext_lazy("少动现有网格"),
}


class SizesAndWeights(forms.Form):
    """Households of a grid and weights, as `asked` has them."""

    least = forms.IntegerField(label=gettext_lazy("每格最少多少户"), min_value=20, max_value=5_000)
    most = forms.IntegerField(
        label=gettext_lazy("每格最多多少户"),
        min_value=20,
        max_value=5_000,
        help_text=gettext_lazy("国标：城市社区 300 到 500 户划一格。"),
    )

    def __init__(self, *args: Any, asked: AskedOfDesign, **options: Any) -> None:
        super().__init__(*args, initial=asked.as_plain() | options.pop("initial", {}), **options)
        for name in WEIGHTS:
            self.fields[name] = forms.IntegerField(
                label=WEIGHT_LABELS[name],
                min_value=0,
                max_value=HIGHEST,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def weights(self) -> list[forms.BoundField]:
        return [self[name] for name in WEIGHTS]


class GridRuleForm(SizesAndWeights):
    """They and the version one began from."""

    began_from = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def grid_rule(request: StaffRequest, code: str) -> HttpResponse:
    """The rule of the community's street. Two statements besides the frame's."""
    community, street = divided_community(request.actor, code), code[:9]
    versions = grid_rules(street)
    asked, version = rule_of(versions)
    posted = request.method == "POST"
    form = GridRuleForm(request.POST if posted else None, asked=asked, initial={"began_from": version})
    if form.is_valid():
        said = dict(form.cleaned_data)
        with refused_into(form):
            set_grid_rule(
                actor=request.actor, key=read_key(request), street=street, began_from=said.pop("began_from"), said=said
            )
            messages.success(request, _("已经改好，以后提方案从这里开始。提过的方案不变。"))
            return request.back_to("staff:grid_rule", code)
    return request.show(
        "staff/grids/rule.html",
        status=422 if form.errors else 200,
        community=community,
        form=form,
        versions=versions,
    )
