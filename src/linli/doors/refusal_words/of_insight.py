"""Refusals of the indicators."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

BAD_INPUT = {
    ("weights", "not_possible"): gettext_lazy("三个权重都要在 0 到 1 之间、最多两位小数，合起来正好是 1。"),
    ("basically_counts", "not_possible"): gettext_lazy("基本满意的系数要在 0 到 1 之间，最多两位小数。"),
    ("whistle_band", "not_possible"): gettext_lazy("吹哨率的两条线都要在 0 到 100 之间，下面一条要比上面一条小。"),
    ("place", "not_a_street"): gettext_lazy("口径由街道或区县来定，别的地方用不着另定。"),
}

CONFLICTS = {
    "rate_terms": gettext_lazy("别人刚刚定了这里的口径，这次没有保存。请刷新后再改。"),
}
