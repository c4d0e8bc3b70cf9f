"""Training: who came, and who has been trained in what a duty demands (practices.md B2)."""

from __future__ import annotations

from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class TrainingKind(Labelled):
    """Which form a training takes."""

    COLLECTIVE = "collective", _("集中培训")
    COMMUNITY = "community", _("社区分训")
    DISTRICT = "district", _("片区办班")


class CameBy(Labelled):
    """How it is known that somebody came."""

    LIST = "list", _("名单")
    QR = "qr", _("扫码")


class TeamKind(Labelled):
    """Kinds of volunteer teams (practices.md E1, D2)."""

    CAPTAINS = "captains", _("楼栋长队")
    STUDENTS = "students", _("学生队")
    MEMBERS = "members", _("在职党员双报到队")
    NEIGHBOURS = "neighbours", _("左邻右帮队")
    OTHER = "other", _("其他队伍")
