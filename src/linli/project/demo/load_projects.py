"""Projects of the demonstration: one in each state that waits for somebody (practices.md C6, D2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from linli.alliance.actions.count_turnout import count_turnout
from linli.alliance.actions.finish_milestone import finish_milestone
from linli.alliance.actions.follow_project import follow_project
from linli.alliance.actions.move_project import move_project
from linli.alliance.actions.propose_project import propose_project
from linli.alliance.actions.rate_project import rate_project
from linli.alliance.actions.write_milestone import write_milestone
from linli.alliance.actions.write_project_money import write_project_money
from linli.alliance.actions.write_project_quantity import write_project_quantity
from linli.alliance.models import Project
from linli.alliance.rules.project_figures import Money, MoneySource, Quantity, QuantityUnit, TurnoutKind
from linli.alliance.rules.project_loop import ProjectDeed, ProjectState
from linli.kernel import clock
from linli.kernel.actor import Actor, reporter
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from . import town
from .acting import actors_of, ago, deed_key
from .load_places import Progress
from .plan import COMMUNITY, ESTATES


@dataclass(frozen=True, slots=True)
class ProjectStory:
    """A project and how far it came; `quantities` as (item, unit, planned, done), `money` as (item, source, planned, spent) in
    yuan, `steps` as (milestone, days ago it is due, days ago it was done or None)."""

    title: str
    aim: str
    state: ProjectState
    days: float
    estates: tuple[str, ...] = ()
    money: tuple[tuple[str, MoneySource, int, int], ...] = ()
    quantities: tuple[tuple[str, QuantityUnit, str, str], ...] = ()
    steps: tuple[tuple[str, int, int | None], ...] = ()
    ratings: tuple[int, ...] = ()


S, M, Q = ProjectState, MoneySource, QuantityUnit
ORDER = (S.APPROVED, S.UNDER_WAY, S.ACCEPTED, S.MAINTAINED)

STORIES = (
    ProjectStory("汇景新村加装电梯", "先做三个单元，一楼住户的采光和补偿商量好再开工。", S.PROPOSED, 6, ("汇景新村",)),
    ProjectStory(
        "湖畔人家儿童乐园", "旧沙坑换成安全地垫和滑梯。", S.APPROVED, 25, ("湖畔人家",), (("地垫和器材", M.PARTNERS, 86_000, 0),),
        (("安全地垫", Q.SQUARE_METRE, "120", "0"),), (("选定器材", -10, None), ("完工", -40, None)),
    ),
    ProjectStory(
        "秀山苑楼道照明改造", "声控灯换成人体感应灯，线路归整。", S.UNDER_WAY, 60, ("秀山苑",),
        (("灯具", M.FISCAL, 64_000, 41_000), ("施工", M.REPAIR_FUND, 38_000, 20_000)),
        (("楼道灯", Q.LAMP, "360", "214"),), (("进场", 40, 39), ("东区换完", 6, None), ("全部完工", -20, None)),
    ),
    ProjectStory(
        "百荷花园雨污分流", "雨水、污水分开走，返味和内涝一起治。", S.ACCEPTED, 150, ("百荷花园",),
        (("管道施工", M.FISCAL, 520_000, 508_300),), (("新管道", Q.METRE, "860", "874.5"),),
        (("开挖", 110, 112), ("完工", 20, 18)), (5, 4, 5, 5),
    ),
    ProjectStory(
        "新湖东苑闲置车库改活动室", "清空、改造一间闲置车库，给老人一个去处。", S.MAINTAINED, 200, ("新湖东苑",),
        (("改造", M.PARTNERS, 32_000, 31_200), ("座椅棋牌", M.RESIDENTS, 4_000, 3_860)),
        (("活动室", Q.SQUARE_METRE, "64", "64"), ("座椅", Q.PIECE, "24", "24")), (("清空", 180, 181), ("开门", 150, 152)), (5, 5, 4),
    ),
)  # fmt: skip


def load_projects(progress: Progress) -> None:
    """Five projects by the real deeds, with money, quantities, milestones (one late), turnout and what residents said."""
    with acting_in(Scope.everything()):
        if Project.objects.filter(place_code__startswith=COMMUNITY, title=STORIES[0].title).exists():
            return
    actors = actors_of(("shequ", "zhanzhang"))
    estates = {estate.name: town.estate_id(estate) for estate in ESTATES}
    for story in STORIES:
        carry_out(actors["shequ"], actors["zhanzhang"], COMMUNITY, story, [estates[name] for name in story.estates])
    progress(f"项目 {len(STORIES)} 个")


def carry_out(staff: Actor, lead: Actor, place: str, story: ProjectStory, estates: Iterable[UUID]) -> Project:
    """Bring a project to where its story says."""
    due_days = [ago(due).date() for _title, due, _done in story.steps]
    with clock.at(ago(story.days, 9)):
        project = propose_project(
            actor=staff, key=deed_key("project", place, story.title), place_code=place, title=story.title, aim=story.aim,
            estate_ids=tuple(estates),
        )  # fmt: skip
        for item, source, planned, spent in story.money:
            money = Money(item, source, Decimal(planned), Decimal(spent))
            write_project_money(actor=staff, key=deed_key("money", story.title, item), project=project.key, money=money)
        for item, unit, planned, done in story.quantities:
            quantity = Quantity(item, unit, Decimal(planned), Decimal(done))
            write_project_quantity(
                actor=staff, key=deed_key("quantity", story.title, item), project=project.key, quantity=quantity
            )
        lines = [
            write_milestone(
                actor=staff, key=deed_key("milestone", story.title, title), project=project.key, title=title,
                due_on=due_on,
            )
            for (title, _due, _done), due_on in zip(story.steps, due_days, strict=True)
        ]  # fmt: skip
    wanted: Sequence[ProjectState] = ORDER[: ORDER.index(story.state) + 1] if story.state in ORDER else ()
    if S.APPROVED in wanted:
        _move(lead, project, ProjectDeed.APPROVE, story.days - 2, {})
    if S.UNDER_WAY in wanted:
        _move(staff, project, ProjectDeed.START, story.days - 10, {})
        with clock.at(ago(story.days - 9)):
            count_turnout(
                actor=staff, key=deed_key("turnout", story.title), project=project.key, kind=TurnoutKind.MEETING,
                held_on=clock.today(), people=46, words="开工说明会",
            )  # fmt: skip
        for line, (title, _due, done) in zip(lines, story.steps, strict=True):
            if done is not None:
                with clock.at(ago(done, 17)):
                    finish_milestone(
                        actor=staff, key=deed_key("done", story.title, title), milestone=line.key, done_on=clock.today()
                    )
    if S.ACCEPTED in wanted:
        last = min(done for _title, _due, done in story.steps if done is not None)
        _move(lead, project, ProjectDeed.ACCEPT, last - 3, {"note": "社区、施工方和楼栋长一起看过，合格。"})
        _rate(project, story.ratings, last - 5)
    if S.MAINTAINED in wanted:
        given = {"keeper": "社区和楼栋长轮值", "every_days": 30, "first_on": ago(-5).date()}
        _move(staff, project, ProjectDeed.HAND_OVER, last - 8, given)
    return project


def _move(actor: Actor, project: Project, deed: ProjectDeed, days: float, given: Mapping[str, object]) -> None:
    with clock.at(ago(days, 14)):
        move_project(
            actor=actor, key=deed_key(deed, project.id), project=project.key, deed_done=deed, given=dict(given)
        )


def _rate(project: Project, ratings: Sequence[int], days: float) -> None:
    for number, mark in enumerate(ratings):
        follower_id = deed_key("follows", project.title, number)
        as_follower = reporter(follower_id, project.place_code)
        with clock.at(ago(days, 19) + timedelta(minutes=number)):
            follower = follow_project(
                actor=as_follower, key=deed_key("follow", project.title, number), project=project.key
            )
            rate_project(
                actor=as_follower, key=deed_key("rate", project.title, number), follower=follower.key, rating=mark
            )
