"""What changed, as a line of the audit trail says it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COLUMN_WORDS: dict[str, Promise] = {
    "name": _("姓名"),
    "title": _("职务"),
    "username": _("用户名"),
    "is_active": _("启用"),
    "must_change_password": _("需要改密码"),
    "password_changed_at": _("改密码时间"),
    "role": _("岗位"),
    "prefix": _("区域"),
    "revoked_at": _("收回时间"),
    "state": _("状态"),
    "reason": _("原因"),
    "level": _("层级"),
    "alarm_at": _("下次提醒"),
    "alarm_step": _("提醒到第几级"),
    "handle_due_at": _("办理期限"),
    "response_due_at": _("响应期限"),
    "place_code": _("地点"),
    "lead_title": _("牵头"),
    "moved_at": _("变动时间"),
    "status": _("进度"),
    "total": _("总行数"),
    "read": _("已读行数"),
    "arrived": _("新增"),
    "same": _("已有"),
    "bad": _("需改正"),
    "finished_at": _("完成时间"),
    "stored_as": _("文件"),
    "remarks": _("分析与打算"),
    "edition": _("版次"),
    "issued_at": _("发布时间"),
    "counted_at": _("统计时间"),
}


def words_for_changes(changes: dict, most: int = 6) -> str:
    """A line of what changed: 岗位：网格员 → 网格长；… New rows say what they hold, shortly."""
    if "new" in changes and isinstance(changes["new"], dict):
        pairs = [
            f"{_column(name)}{_('：')}{_value(value)}"
            for name, value in changes["new"].items()
            if _is_worth(name, value)
        ]
    else:
        pairs = [
            f"{_column(name)}{_('：')}{_value(value[0])} → {_value(value[1])}"
            if isinstance(value, list) and len(value) == 2
            else f"{_column(name)}{_('：')}{_value(value)}"
            for name, value in changes.items()
        ]
    return _("；").join(pairs[:most]) + ("…" if len(pairs) > most else "")


def _column(name: str) -> str:
    return str(COLUMN_WORDS.get(name, name))


def _value(value: object) -> str:
    match value:
        case None | "":
            return str(_("空"))
        case True:
            return str(_("是"))
        case False:
            return str(_("否"))
    return str(value)[:80]


def _is_worth(name: str, value: object) -> bool:
    return (
        value not in (None, "", [], {}) and name not in ("id", "street_code", "place_code") and not name.endswith("_id")
    )
