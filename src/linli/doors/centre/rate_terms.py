"""How the rates of a street or a county are reckoned: shown to who reads them, changed by who answers for the place."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.actions.set_rate_terms import DECIDERS, LONGEST_REASON, set_rate_terms
from linli.insight.overview import READERS
from linli.insight.rate_terms import DECIDED_AT, terms_for
from linli.insight.rules.rate_terms import SHIPPED, Terms
from linli.places.queries import place_facts

from .indicator_shown import indicators_url, plain, query_of, read_asked_indicators, score_words

_SHARE = {"min_value": 0, "max_value": 1, "max_digits": 3, "decimal_places": 2}
_PERCENT = {"min_value": 0, "max_value": 100, "max_digits": 5, "decimal_places": 2}


class TermsForm(forms.Form):
    response = forms.DecimalField(label=gettext_lazy("响应率的权重"), **_SHARE)
    resolve = forms.DecimalField(label=gettext_lazy("解决率的权重"), **_SHARE)
    satisfy = forms.DecimalField(label=gettext_lazy("满意率的权重"), **_SHARE)
    basically = forms.DecimalField(
        label=gettext_lazy("一件“基本满意”算几件满意"), help_text=gettext_lazy("0 到 1 之间，如 0.6"), **_SHARE
    )
    low = forms.DecimalField(label=gettext_lazy("吹哨率低于百分之几要看"), **_PERCENT)
    high = forms.DecimalField(label=gettext_lazy("吹哨率高于百分之几要看"), **_PERCENT)
    reason = forms.CharField(
        label=gettext_lazy("为什么这样定"),
        help_text=gettext_lazy("例如哪份文件、哪次会议；和改动一起记入审计，并写在口径旁边"),
        max_length=LONGEST_REASON,
    )

    def terms(self) -> Terms:
        """What was filled in."""
        given = self.cleaned_data
        return Terms(
            (given["response"], given["resolve"], given["satisfy"]),
            given["basically"],
            given["low"] / 100,
            given["high"] / 100,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def rate_terms(request: StaffRequest) -> HttpResponse:
    """Show and change it for `?place=`; what is smaller than a street has its street's. Raises `NotFound` for a place beyond the
    reader's."""
    posted = request.method == "POST"
    asked = read_asked_indicators(request.actor, request.POST if posted else request.GET)
    place = asked.place[: DECIDED_AT[0]]
    terms = terms_for(place)
    form = TermsForm(request.POST if posted else None, initial=_filled(terms))
    may_change = len(place) in DECIDED_AT and request.actor.may(DECIDERS, place)
    if posted and form.is_valid():
        with refused_into(form):
            set_rate_terms(
                actor=request.actor,
                key=read_key(request),
                place_code=place,
                terms=form.terms(),
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("已保存。各处的比率从现在起按新的口径算，件数不变；已发布的报告照旧。"))
            return request.back_to(f"{indicators_url(asked, 'centre:rate_terms')}")
    return request.show(
        "centre/rate_terms.html",
        status=422 if posted else 200,
        form=form,
        place_name=place_facts(place).short if place else _("整个平台"),
        hidden=query_of(asked),
        back_url=indicators_url(asked),
        may_change=may_change,
        too_wide=len(place) not in DECIDED_AT,
        decided_by=place_facts(terms.decided_by).short if terms.decided_by else "",
        is_own=terms.decided_by == place,
        terms=terms,
        facts=_facts(terms),
        shipped=_facts(SHIPPED),
    )


def _filled(terms: Terms) -> dict[str, str]:
    response, resolve, satisfy = map(plain, terms.weights)
    return {
        "response": response,
        "resolve": resolve,
        "satisfy": satisfy,
        "basically": plain(terms.basically_counts),
        "low": plain(terms.whistle_low * 100),
        "high": plain(terms.whistle_high * 100),
    }


def _facts(terms: Terms) -> list[tuple[str, str]]:
    band = (plain(edge * Decimal(100), "%") for edge in (terms.whistle_low, terms.whistle_high))
    return [
        (_("三率分"), score_words(terms)),
        (_("满意率"), _("一件基本满意算 %(n)s 件满意") % {"n": plain(terms.basically_counts)}),
        (_("吹哨率"), _("%(low)s 到 %(high)s 之间算平常") % dict(zip(("low", "high"), band, strict=True))),
    ]
