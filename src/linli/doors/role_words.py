"""What the roles are called on a page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.kernel.actor import Role
from linli.kernel.scope import EVERYTHING

ROLE_WORDS = {
    Role.GRID_OFFICER: gettext_lazy("网格员"),
    Role.GRID_LEADER: gettext_lazy("网格长"),
    Role.BUILDING_CAPTAIN: gettext_lazy("楼栋长"),
    Role.PATCH_LEADER: gettext_lazy("片长"),
    Role.COMMUNITY_STAFF: gettext_lazy("社区工作人员"),
    Role.COMMUNITY_LEAD: gettext_lazy("社区负责人"),
    Role.STREET_STAFF: gettext_lazy("街道工作人员"),
    Role.STREET_LEAD: gettext_lazy("街道负责人"),
    Role.DEPARTMENT_LIAISON: gettext_lazy("部门联络员"),
    Role.PROPERTY_FIRM: gettext_lazy("物业公司"),
    Role.GOVERNANCE_CENTRE: gettext_lazy("综治中心"),
    Role.ADMINISTRATOR: gettext_lazy("系统管理员"),
    Role.AUDITOR: gettext_lazy("审计员"),
    Role.WALL: gettext_lazy("大屏（只看）"),
    Role.REPORTER: gettext_lazy("反映人"),
    Role.SYSTEM: gettext_lazy("系统"),
}


def words_for_roles(roles: Iterable[Role]) -> str:
    """The roles in the order of the table, joined as one reads them aloud: 网格员、楼栋长."""
    held = frozenset(roles)
    return _("、").join(str(words) for role, words in ROLE_WORDS.items() if role in held)


def words_for_place(prefix: str, names: dict[str, str] | None = None) -> str:
    """A jurisdiction as a page shows it: its name where known, else its code."""
    if prefix == EVERYTHING:
        return _("整个平台")
    return (names or {}).get(prefix) or prefix
