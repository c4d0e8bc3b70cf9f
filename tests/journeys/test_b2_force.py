"""B2: party branches on grids, one officer, a captain a building, N volunteers; trainings with who came."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from linli.kernel import clock
from linli.kernel.clock import SHANGHAI

pytestmark = pytest.mark.django_db


def post(client: Client, url: str, **typed: Any) -> Any:
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return answer


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_force_of_the_grids_shows_its_gaps_until_they_are_filled(neighbours):
    town, lead = neighbours.town, neighbours.at("lead")
    seen = page(lead, "/staff/teams/force/")
    assert "1/4" in seen, "one building of four has a captain"
    assert "湖东苑2号楼" in seen
    post_page = post(
        lead, "/staff/settings/posts/new/", **{"in": town.code}, role="building_captain", place_code=town.grid_a,
        title="湖东苑2号楼楼栋长", holder_name="钱大妈",
    )["Location"]  # fmt: skip
    post(lead, f"{post_page}places/", places=[str(town.buildings[1].id)])
    post(lead, "/staff/volunteers/new/", name="孙小妹", phone="", estate=str(town.estate_a.id))
    seen = page(lead, "/staff/teams/force/")
    assert "2/4" in seen
    assert "湖东苑2号楼" not in seen.split("<table")[1]
    assert "配齐" in seen, "the first grid has an officer, a captain in each building and a volunteer"


def test_a_compound_branch_is_built_on_its_grids(neighbours):
    town, lead = neighbours.town, neighbours.at("lead")
    post(lead, "/staff/teams/branches/", name="湖东复合型网格支部", grids=[town.grid_a, town.grid_b])
    assert "第一网格、第二网格" in page(neighbours.at("street_staff"), "/staff/teams/branches/")


def test_a_district_class_by_code_a_community_class_by_list_and_who_still_lacks_it(neighbours):
    centre, staff, officer = (neighbours.at(name) for name in ("centre", "staff", "officer_a"))
    now = clock.now().astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    form = {"title": "消防检查", "topic": "消防检查", "held_at": now, "minutes": "60"}
    district = post(centre, "/staff/teams/trainings/new/", kind="district", **form)["Location"]
    assert "<svg" in page(centre, f"{district}card/")
    post(officer, f"{district}come/")
    local = post(staff, "/staff/teams/trainings/new/", kind="community", **{**form, "title": "社区复训"})["Location"]
    names = re.findall(r'name="people" value="([0-9a-f-]{36})"', page(staff, local))
    assert str(neighbours.town.posts["captain"].id) in names
    post(staff, local, people=[str(neighbours.town.posts["captain"].id)], codes="")
    seen = page(staff, "/staff/teams/trainings/?topic=消防检查")
    assert "2/5" in seen
    missing = seen.split("还没有学过")[1].split("</section>")[0]
    assert "吴强" in missing
    assert "周敏" not in missing
