"""Projects brought to any state by real deeds, for tests; and households to gain from them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from linli.alliance.actions.follow_project import follow_project
from linli.alliance.actions.move_project import move_project
from linli.alliance.actions.propose_project import propose_project
from linli.alliance.actions.write_milestone import write_milestone
from linli.alliance.models import Project
from linli.alliance.rules.project_loop import ProjectDeed, ProjectOrigin
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.people.models import Household, Resident


def settle(town: Any, people: int = 3) -> None:
    """A household of `people` in every dwelling of the community."""
    with acting_in(Scope.everything()):
        for home in town.dwellings:
            household = Household(place_code=home.place_code, dwelling=home)
            household.save(force_insert=True)
            Resident.objects.bulk_create(
                Resident(place_code=home.place_code, household=household, name="居民", birth_year=1950 + 10 * n)
                for n in range(people)
            )


def proposed(town: Any, **changed: Any) -> Project:
    given = {
        "place_code": town.code,
        "title": "湖东苑停车和路灯改造",
        "aim": "划清车位，补齐路灯",
        "origin": ProjectOrigin.PLAN,
        "estate_ids": (town.estate_a.id, town.estate_b.id),
        **changed,
    }
    return propose_project(actor=town.actor("staff"), key=uuid4(), **given)


def do(town: Any, project: Project, deed: ProjectDeed, who: str = "lead", **given: Any) -> Project:
    move_project(actor=town.actor(who), key=uuid4(), project=project.key, deed_done=deed, given=given)
    return read_again(project)


def under_way(town: Any, **changed: Any) -> Project:
    project = do(town, proposed(town, **changed), ProjectDeed.APPROVE)
    return do(town, project, ProjectDeed.START, "staff")


def accepted(town: Any, **changed: Any) -> Project:
    return do(town, under_way(town, **changed), ProjectDeed.ACCEPT, note="四方现场验收，合格")


def maintained(town: Any, **changed: Any) -> Project:
    project = accepted(town, **changed)
    given = {
        "keeper": "湖畔物业",
        "every_days": 30,
        "first_on": clock.today() + timedelta(days=30),
        "keeper_post_id": town.posts["officer_a"].id,
    }
    return do(town, project, ProjectDeed.HAND_OVER, "staff", **given)


def milestone(town: Any, project: Project, days: int = 10, title: str = "路面铺设完成", **changed: Any) -> Any:
    return write_milestone(
        actor=town.actor("staff"),
        key=uuid4(),
        project=project.key,
        title=title,
        due_on=clock.today() + timedelta(days=days),
        **changed,
    )


def followed(town: Any, project: Project, phone: str = "13900005678") -> Any:
    return follow_project(actor=reporter(uuid4(), town.code), key=uuid4(), project=project.key, phone=phone)


def read_again(project: Project) -> Project:
    with acting_in(Scope.everything()):
        return Project.objects.get(id=project.id)
