"""The rooms a person may enter, as the rail of the desk lists them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.kernel.actor import Actor, Role

IN_THE_FIELD = frozenset({Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER})
AT_A_DESK = frozenset({Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD})
OUTSIDE = frozenset({Role.DEPARTMENT_LIAISON, Role.PROPERTY_FIRM})
CENTRE = frozenset({Role.GOVERNANCE_CENTRE})
WITH_CASES = IN_THE_FIELD | AT_A_DESK | OUTSIDE | CENTRE


class Room(NamedTuple):
    """A line of the rail; a room whose address does not exist is left out."""

    label: Promise
    icon: str
    url_name: str
    roles: frozenset[Role]


class Section(NamedTuple):
    """Rooms of one kind under their heading; what everybody opens each day stands above the headings."""

    heading: Promise | str
    rooms: tuple[Room, ...]


AS_THEY_ARE = 14
"""Up to so many lines the rail shows them all; a longer one is folded under its headings, the current one open."""


SECTIONS = (
    Section(
        "",
        (
            Room(_("我的清单"), "person", "field:today", IN_THE_FIELD | OUTSIDE),
            Room(_("工作台"), "inbox", "staff:desk", AT_A_DESK | CENTRE),
            Room(_("快速登记"), "phone", "staff:quick_entry", AT_A_DESK | CENTRE | IN_THE_FIELD | {Role.PROPERTY_FIRM}),
            Room(_("全部事项"), "case", "staff:cases", WITH_CASES),
            Room(_("地图"), "place", "staff:map", WITH_CASES),
            Room(
                _("下村日"),
                "calendar",
                "staff:all_walk_days",
                AT_A_DESK | CENTRE | {Role.GRID_OFFICER, Role.GRID_LEADER},
            ),
            Room(
                _("15分钟便民圈"),
                "home",
                "staff:circles",
                AT_A_DESK | CENTRE | {Role.GRID_OFFICER, Role.GRID_LEADER},
            ),
            Room(_("我的网格图"), "pen", "field:own_map", frozenset({Role.GRID_OFFICER, Role.GRID_LEADER})),
        ),
    ),
    Section(
        _("听民意"),
        (
            Room(_("民情"), "inbox", "staff:opinions", IN_THE_FIELD | AT_A_DESK | CENTRE),
            Room(_("心愿"), "star", "staff:wishes", IN_THE_FIELD | AT_A_DESK | CENTRE),
            Room(_("问卷"), "check", "staff:surveys", IN_THE_FIELD | AT_A_DESK | CENTRE),
            Room(
                _("热点问题"),
                "warning",
                "centre:hot_issues",
                AT_A_DESK | CENTRE | {Role.GRID_OFFICER, Role.GRID_LEADER},
            ),
        ),
    ),
    Section(
        _("议事投票"),
        (
            Room(_("议事厅"), "people", "staff:halls", AT_A_DESK | CENTRE | {Role.PATCH_LEADER}),
            Room(_("投票"), "check", "staff:votes", AT_A_DESK | CENTRE),
        ),
    ),
    Section(
        _("共建清单"),
        (
            Room(_("需求清单"), "inbox", "staff:needs", IN_THE_FIELD | AT_A_DESK | CENTRE),
            Room(_("资源清单"), "people", "staff:resources", AT_A_DESK | CENTRE),
            Room(_("项目"), "building", "staff:projects", IN_THE_FIELD | AT_A_DESK | CENTRE),
            Room(_("共治联盟"), "people", "staff:alliance", AT_A_DESK),
            Room(
                _("结对"),
                "home",
                "staff:pairings",
                frozenset({Role.GRID_OFFICER, Role.GRID_LEADER, Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD}),
            ),
        ),
    ),
    Section(
        _("活动和志愿"),
        (
            Room(_("活动"), "calendar", "staff:activities", IN_THE_FIELD | AT_A_DESK | CENTRE),
            Room(_("活动签到"), "qr", "field:activities", IN_THE_FIELD | {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD}),
            Room(_("阵地"), "building", "staff:venues", IN_THE_FIELD | AT_A_DESK | CENTRE),
            Room(_("志愿者"), "people", "staff:volunteers", IN_THE_FIELD | AT_A_DESK | CENTRE),
            Room(_("队伍"), "grid", "staff:teams", IN_THE_FIELD | AT_A_DESK | CENTRE),
        ),
    ),
    Section(
        _("分析和台账"),
        (
            Room(
                _("治理中心"),
                "chart",
                "centre:overview",
                CENTRE | {Role.STREET_LEAD, Role.STREET_STAFF, Role.COMMUNITY_LEAD},
            ),
            Room(_("大屏"), "grid", "centre:screen", frozenset({Role.WALL})),
            Room(_("半月分析"), "calendar", "staff:reports", AT_A_DESK | CENTRE | {Role.PATCH_LEADER}),
            Room(
                _("四清底数"),
                "chart",
                "staff:all_clarities",
                AT_A_DESK | CENTRE | {Role.GRID_OFFICER, Role.GRID_LEADER},
            ),
            Room(_("台账导入"), "plus", "staff:import_ledger", AT_A_DESK | CENTRE | {Role.ADMINISTRATOR}),
            Room(_("楼门二维码"), "qr", "staff:door_cards", AT_A_DESK),
        ),
    ),
    Section(
        _("管理设置"),
        (
            Room(_("社区与楼栋"), "building", "staff:places", CENTRE | {Role.ADMINISTRATOR, Role.STREET_LEAD}),
            Room(_("地址与叫法"), "place", "staff:addresses", AT_A_DESK | CENTRE | {Role.ADMINISTRATOR}),
            Room(_("网格划分"), "grid", "staff:grids", CENTRE | {Role.ADMINISTRATOR, Role.STREET_LEAD}),
            Room(
                _("岗位"),
                "person",
                "staff:posts",
                CENTRE | {Role.ADMINISTRATOR, Role.STREET_LEAD, Role.COMMUNITY_LEAD},
            ),
            Room(_("日历与时限"), "calendar", "staff:calendar", CENTRE | {Role.ADMINISTRATOR, Role.STREET_LEAD}),
            Room(_("账号与授权"), "people", "staff:accounts", frozenset({Role.ADMINISTRATOR})),
            Room(_("审计"), "lock", "staff:audit", frozenset({Role.AUDITOR})),
        ),
    ),
)


def rail_for(actor: Actor, path: str) -> list[dict[str, Any]]:
    """The rail's sections with their lines for the actor; a heading where the whole is long. Current is the nearest line that
    `path` lies under; the desk, under whose address all others lie, only where it is `path` itself."""
    sections = list(_open_sections(actor))
    lines = [line for _heading, rooms in sections for line in rooms]
    desk = reverse("staff:desk")
    under = [url for _room, url in lines if path == url or (path.startswith(url) and url != desk)]
    current = max(under, key=len, default="")
    folds = len(lines) > AS_THEY_ARE
    return [
        {
            # One line alone needs no heading over it.
            "heading": heading if folds and len(rooms) > 1 else "",
            "open": any(url == current for _room, url in rooms),
            "rooms": [
                {"label": room.label, "icon": room.icon, "url": url, "current": url == current} for room, url in rooms
            ],
        }
        for heading, rooms in sections
    ]


def home_of(actor: Actor) -> str:
    """Where the actor's day begins: the first room of the rail, else the own account."""
    return next((rooms[0][1] for _heading, rooms in _open_sections(actor)), "") or reverse("staff:my_account")


def _open_sections(actor: Actor) -> Iterator[tuple[Promise | str, list[tuple[Room, str]]]]:
    for section in SECTIONS:
        rooms = [(room, url) for room in section.rooms if room.roles & actor.roles and (url := _address(room))]
        if rooms:
            yield section.heading, rooms


def _address(room: Room) -> str:
    try:
        return reverse(room.url_name)
    except NoReverseMatch:
        return ""
