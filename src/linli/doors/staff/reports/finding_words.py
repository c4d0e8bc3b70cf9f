"""The sentence of each finding of a half-month analysis."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.insight.rules import Finding

SENTENCES: dict[str, Promise] = {
    "none_raised": _("本期没有新反映的事，上期 %(before)s 件。"),
    "more_raised": _("本期新反映 %(n)s 件，比上期的 %(before)s 件多 %(change)s 件。"),
    "fewer_raised": _("本期新反映 %(n)s 件，比上期的 %(before)s 件少 %(change)s 件。"),
    "as_many_raised": _("本期新反映 %(n)s 件，和上期一样多。"),
    "top_kind": _("反映最多的是%(name)s，%(n)s 件，占 %(percent)s%%。"),
    "top_kinds": _("反映最多的是%(names)s，各 %(n)s 件。"),
    "no_kind_yet": _("还有 %(n)s 件没有归类。"),
    "top_place": _("%(name)s最多，%(n)s 件。"),
    "risen": _("%(name)s从上期 %(before)s 件增加到 %(n)s 件，增加得最多。"),
    "fallen": _("%(name)s从上期 %(before)s 件减少到 %(n)s 件。"),
    "contacted": _("应联系反映人 %(due)s 件，时限内联系了 %(n)s 件。"),
    "all_on_time": _("本期办好的 %(due)s 件都在时限以内，没有到期未办的。"),
    "late": _("本期办好或到期 %(due)s 件，按时办好 %(n)s 件，%(late)s 件没有按时。"),
    "backlog": _("到统计时还有 %(n)s 件逾期没有办好。"),
    "settled_here": _("结案 %(n)s 件，都没有出社区。"),
    "settled": _("结案 %(n)s 件，其中 %(here)s 件没有出社区。"),
    "solved": _("回访和评价了 %(answered)s 件，%(n)s 件说已经解决。"),
    "satisfaction": _(
        "评过满意度的 %(rated)s 件：满意 %(satisfied)s，基本满意 %(basically)s，不满意 %(dissatisfied)s。"
    ),
    "dissatisfied_most": _("不满意的以%(name)s最多，%(n)s 件，要看一看哪里没有办到位。"),
    "repeated": _(
        "%(n)s 件是 30 天内同一处同一类的事又来反映，以%(name)s最多（%(most)s 件），要看一看是不是没有治本。"
    ),
}


def sentence_of(finding: Finding) -> str:
    """The finding in words."""
    facts = {name: "、".join(value) if isinstance(value, list) else value for name, value in finding.facts.items()}
    return str(SENTENCES[finding.kind]) % facts
