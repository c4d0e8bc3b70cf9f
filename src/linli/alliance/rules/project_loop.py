"""The way of one project (项目清单) as one table: proposed, approved, under way, accepted, maintained; or stopped with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linli.kernel import deed_table
from linli.kernel.actor import Role
from linli.kernel.deed_table import check_deed_table, row
from linli.kernel.errors import WrongState
from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class ProjectOrigin(Labelled):
    """Where a project comes from: what it answers, linked both ways by `origin_id`."""

    NEED = "need", _("需求清单")
    MOTION = "motion", _("议事决议")
    CASE = "case", _("居民反映的事项")
    OPINION = "opinion", _("民情")
    WISH = "wish", _("心愿")
    SURVEY = "survey", _("问卷调查")
    HOT_ISSUE = "hot_issue", _("热点问题")
    PLAN = "plan", _("年度计划")


class ProjectState(Labelled):
    """Where a project stands. `label` is the word of the desk, `told` what residents read."""

    told: str

    PROPOSED = "proposed", _("待立项"), _("已提出，等社区决定是否立项")
    APPROVED = "approved", _("已立项"), _("已立项，正在准备开工")
    UNDER_WAY = "under_way", _("实施中"), _("正在实施")
    ACCEPTED = "completed", _("已验收"), _("已完工并通过验收")
    MAINTAINED = "maintained", _("维护中"), _("已交付使用，有人维护")
    STOPPED = "stopped", _("已停止"), _("没有继续，原因见下")


class ProjectDeed(Labelled):
    """What is done with a project: the button's word, and what follows from it."""

    consequence: str

    PROPOSE = "propose", _("提出项目"), _("列入项目清单，等社区负责人决定")
    APPROVE = "approve", _("批准立项"), _("向居民公示，按节点推进")
    START = "start", _("开工"), _("居民看到正在实施")
    ACCEPT = "accept", _("通过验收"), _("公示完工结果，请居民评价")
    HAND_OVER = "hand_over", _("交付维护"), _("写明由谁维护、多久看一次，到期提醒")
    STOP = "stop", _("停止项目"), _("理由原样公示，告知关注的居民")


class ProjectTurn(Labelled):
    """What else the story of a project tells besides its deeds."""

    MILESTONE_DONE = "milestone_done", _("节点办完")
    MILESTONE_MOVED = "milestone_moved", _("节点改期")
    MILESTONE_LATE = "milestone_late", _("节点逾期")
    LOOKED_AFTER = "looked_after", _("维护检查")


IN_PUBLIC = frozenset(ProjectState) - {ProjectState.PROPOSED}
"""What residents see of the list: whatever has been decided on. A project stopped before it was approved was never public."""

OPEN = frozenset({ProjectState.PROPOSED, ProjectState.APPROVED, ProjectState.UNDER_WAY})
"""Where milestones still run."""

DONE = frozenset({ProjectState.ACCEPTED, ProjectState.MAINTAINED})

DESK = frozenset({Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD})
LEAD = frozenset({Role.COMMUNITY_LEAD, Role.STREET_LEAD})
KEEPERS = DESK | LEAD | {Role.STREET_STAFF}
"""Who keeps the project list: community and street, each for its own jurisdiction."""

READERS = KEEPERS | {
    Role.GOVERNANCE_CENTRE,
    Role.GRID_OFFICER,
    Role.GRID_LEADER,
    Role.BUILDING_CAPTAIN,
    Role.PATCH_LEADER,
}


S, D = ProjectState, ProjectDeed

TABLE = (
    row(D.PROPOSE, {None}, S.PROPOSED, KEEPERS, (), True),
    row(D.APPROVE, {S.PROPOSED}, S.APPROVED, LEAD, (), True),
    row(D.START, {S.APPROVED}, S.UNDER_WAY, KEEPERS, (), True),
    row(D.ACCEPT, {S.UNDER_WAY}, S.ACCEPTED, LEAD, ("note",), True),
    row(D.HAND_OVER, {S.ACCEPTED}, S.MAINTAINED, KEEPERS, ("keeper", "every_days", "first_on"), True),
    row(D.STOP, {S.PROPOSED, S.APPROVED, S.UNDER_WAY}, S.STOPPED, LEAD, ("reason",)),
)
"""The parts of this table are the roles themselves."""

check_deed_table(TABLE, ProjectState, {ProjectState.MAINTAINED, ProjectState.STOPPED})


@dataclass(frozen=True, slots=True)
class NextProjectDeed:
    """A deed to show, and whether the project waits for it. `why_not`: the reason it is greyed, in words."""

    deed: ProjectDeed
    main: bool
    why_not: str = ""


OPEN_MILESTONES = _("还有节点没有办完，办完或改期后才能验收")


def decide(
    deed: ProjectDeed,
    state: ProjectState | None,
    given: dict[str, object],
    *,
    roles: Iterable[Role],
    open_milestones: int = 0,
) -> ProjectState:
    """The state that `deed` leads to. Raises `WrongState` (also for an acceptance while milestones are open), `NotAllowed`,
    `MissingField`."""
    if deed is ProjectDeed.ACCEPT and state is ProjectState.UNDER_WAY and open_milestones and LEAD & frozenset(roles):
        raise WrongState(deed, "open_milestones")
    return ProjectState(deed_table.decide(TABLE, deed, state, given, roles))


def available(state: ProjectState, *, roles: Iterable[Role], open_milestones: int = 0) -> list[NextProjectDeed]:
    """What somebody with these roles may do next, what the project waits for first."""
    found = []
    for one in deed_table.available(TABLE, state, roles):
        held_up = one.deed is ProjectDeed.ACCEPT and open_milestones > 0
        found.append(
            NextProjectDeed(ProjectDeed(one.deed), one.main and not held_up, OPEN_MILESTONES if held_up else "")
        )
    return sorted(found, key=lambda one: (bool(one.why_not), not one.main))
