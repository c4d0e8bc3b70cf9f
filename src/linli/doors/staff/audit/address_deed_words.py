"""What the deeds with addresses are called on the pages of the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ADDRESSES = {
    "places.propose_alias": _("提出叫法"),
    "places.confirm_alias": _("确认叫法"),
    "places.refuse_alias": _("不采用叫法"),
    "places.withdraw_alias": _("撤回叫法"),
    "people.begin_home_register": _("开始落格进楼"),
    "people.bind_home_rows": _("绑定一批地址"),
    "people.take_out_unbound": _("取走没对上的行"),
}

ADDRESS_SUBJECTS = {
    "places.placealias": _("叫法"),
    "people.homeregister": _("地址表"),
    "people.unboundrow": _("没对上的行"),
    "places.dwelling": _("住房"),
    "people.household": _("住户"),
    "people.resident": _("居民"),
}
