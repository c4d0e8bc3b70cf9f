"""How near each kind of service should be, and how fast people walk: a street's own rule, in versions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.communities_read import community_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.places.actions.set_circle_rule import set_circle_rule
from linli.places.queries.circle import rules_of, standard_in_force
from linli.places.rules.circle.standard import RADII, SHIPPED, SPEEDS, CircleStandard
from linli.places.rules.keepers import KEEPERS


class RuleForm(forms.Form):
    """Metres for each kind, metres a minute for two paces, and the version one began from."""

    adult = forms.IntegerField(label=_("一般人每分钟走多少米"), min_value=SPEEDS[0], max_value=SPEEDS[1])
    elder = forms.IntegerField(label=_("老人、孩子每分钟走多少米"), min_value=SPEEDS[0], max_value=SPEEDS[1])
    began_from = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, standard: CircleStandard, **options: Any) -> None:
        initial = {"adult": standard.adult, "elder": standard.elder, "began_from": standard.version}
        super().__init__(*args, initial=initial, **options)
        for one in standard.kinds:
            self.fields[one.code] = forms.IntegerField(
                label=gettext(one.label), min_value=RADII[0], max_value=RADII[1], initial=one.radius
            )

    def radii(self) -> list[forms.BoundField]:
        return [self[one.code] for one in SHIPPED.kinds]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def circle_rule(request: StaffRequest, code: str) -> HttpResponse:
    """The rule of the community's street. Three statements besides the frame's."""
    community, street = community_read(request.actor, code), code[:9]
    standard = standard_in_force(street)
    posted = request.method == "POST"
    form = RuleForm(request.POST if posted else None, standard=standard)
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            set_circle_rule(
                actor=request.actor,
                key=read_key(request),
                street=street,
                radii={one.code: said[one.code] for one in SHIPPED.kinds},
                adult=said["adult"],
                elder=said["elder"],
                began_from=said["began_from"],
            )
            messages.success(request, gettext("新标准已经生效。算过的结果不变，重新算一次才按新标准。"))
            return request.back_to("staff:circle", code)
    return request.show(
        "staff/circle/rule.html",
        status=422 if posted else 200,
        community=community,
        form=form,
        versions=rules_of(street),
    )
