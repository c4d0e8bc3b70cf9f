"""What residents say (民情) and how it is sorted."""

from __future__ import annotations

from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class OpinionWay(Labelled):
    """By which way an opinion came."""

    PAGE = "page", _("居民自己填写")
    QR = "qr", _("扫意见箱上的码")
    VISIT = "visit", _("上门走访时说的")
    CALL = "call", _("来电来访")
    PAPER = "paper", _("意见箱里的纸条")
    MEETING = "meeting", _("会上说的")
    SURVEY = "survey", _("问卷里写的")


class Sorting(Labelled):
    """Where an opinion goes."""

    ANSWERED = "answered", _("当场答复")
    CASE = "case", _("转为事项去办")
    MOTION = "motion", _("交议事厅商量")
    NEED = "need", _("列入需求清单")


class OpinionTab(Labelled):
    """The tabs of the list."""

    OPEN = "open", _("待分流")
    ANSWERED = "answered", _("当场答复")
    CASE = "case", _("转为事项")
    MOTION = "motion", _("交议事厅")
    NEED = "need", _("需求清单")
    SETTLED = "settled", _("已解决")
