"""What the deeds of facilities, circles and walk days are called in the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "places.keep_facility": _("登记便民设施"),
    "places.close_facility": _("去掉便民设施"),
    "places.take_in_facilities": _("批量登记便民设施"),
    "places.set_circle_rule": _("定便民圈远近标准"),
    "places.ask_for_circle": _("算便民圈"),
    "places.take_up_circle": _("便民圈算好"),
    "places.ask_for_sites": _("一起选几处新服务"),
    "places.take_up_sites": _("新服务的地方选好"),
    "places.plan_walk_day": _("排下村日"),
    "places.note_looks": _("下村日记下看过的"),
    "places.end_walk_day": _("结束下村日"),
    "case.raise_from_walk": _("下村日发现上报"),
}
SUBJECTS = {
    "places.facility": _("便民设施"),
    "places.circlerule": _("便民圈标准"),
    "places.circlerun": _("便民圈"),
    "places.siterun": _("选址"),
    "places.walkday": _("下村日"),
    "places.placelook": _("下村日看过的地方"),
}
