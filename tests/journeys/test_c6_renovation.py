"""C6: need before, plan meanwhile, effect afterwards; 301 parking places and 1121.5 m of lanes; who gains is counted."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from PIL import Image

from linli.forms.jobs import close_ended_surveys
from linli.kernel import clock
from linli.ledger.outbox import deliver
from tests.alliance import projects

pytestmark = pytest.mark.django_db


def post(client: Client, url: str, **typed: Any) -> str:
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()
    deliver()
    return answer["Location"]


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def photograph() -> io.BytesIO:
    data = io.BytesIO()
    Image.new("RGB", (80, 60), "grey").save(data, "JPEG")
    data.seek(0)
    data.name = "spot.jpg"
    return data


def ask(neighbours: Any, project: str, stage: str, marks: str, *, parking: str) -> str:
    """One of the three surveys, drafted with the bank's questions for its stage, answered by five homes, closed by time."""
    staff, town = neighbours.at("staff"), neighbours.town
    form = page(staff, f"/staff/surveys/new/?project={project}&stage={stage}")
    questions = re.findall(r'name="questions" value="([0-9a-f-]{36})"[^>]*checked', form)
    assert len(questions) >= 5, "the bank offers what fits the stage"
    today = clock.today()
    url = post(
        staff, f"/staff/surveys/new/?project={project}&stage={stage}", title=f"改造{stage}", purpose="改得对不对，问了再定",
        consent="不记姓名", once_per="dwelling", channels=["page", "door"], asks_age="on", questions=questions,
        first_on=today.isoformat(), last_on=(today + timedelta(days=7)).isoformat(),
    )  # fmt: skip
    post(staff, url + "do/open/")
    public = f"/c/{town.code}/surveys/{url.split('/')[3]}/"
    shown = page(Client(), public)
    number = re.search(r'name="(q\d+)"[^>]*>(?:(?!name="q).)*?', shown.split("您对小区的停车满意吗")[1], re.S)[1]
    assert parking in shown
    for dwelling, mark in zip(town.dwellings, marks, strict=False):
        home = {"building": str(dwelling.building_id), "unit": dwelling.unit, "room": dwelling.room}
        post(Client(), public, **{number: mark}, age_group="35_59", **home)
    with clock.at(clock.now() + timedelta(days=8)):
        close_ended_surveys()
        deliver()
    assert "问卷已结束" in neighbours.notices("staff")
    return url


def test_before_meanwhile_and_after_the_renovation(neighbours):
    town, staff, lead = neighbours.town, neighbours.at("staff"), neighbours.at("lead")
    projects.settle(town, people=3)
    url = post(
        staff, "/staff/projects/new/", place=town.code, title="老旧小区停车和道路改造", aim="车没处停，路坑洼", origin="survey",
        estates=[str(town.estate_a.id), str(town.estate_b.id)],
    )  # fmt: skip
    project = url.split("/")[3]
    assert "等您决定是否立项" in neighbours.notices("lead")
    post(lead, url + "do/approve/")
    before = ask(neighbours, project, "before", "12211", parking="您对小区的停车满意吗")
    assert "5/8" in page(staff, before), "five of eight homes"
    assert "答得少的" in page(staff, before)
    post(staff, url + "enter/spot/", name="2号楼北侧路口", stand="垃圾房前朝南")
    spot = re.search(r"pictures/([0-9a-f-]{36})/add/", page(staff, url + "pictures/"))[1]
    today = clock.today().isoformat()
    post(staff, url + f"pictures/{spot}/add/", moment="before", taken_on=today, photographs=photograph())
    assert "站在同一个地方" in page(staff, url + f"pictures/{spot}/add/"), "the picture before is the guide"
    post(staff, url + "do/start/")
    ask(neighbours, project, "during", "33333", parking="您对现在的改造方案满意吗")
    post(staff, url + "enter/milestone/", name="标线划完", due_on=today, post=str(town.posts["officer_a"].id))
    with clock.at(clock.now() + timedelta(days=2)):
        from linli.alliance.project_jobs import sweep_project_milestones

        assert sweep_project_milestones() == 1
        assert "项目节点逾期" in neighbours.notices("officer_a")
    for item, unit, planned in (("停车位", "piece", "301"), ("标线", "m", "1121.5")):
        post(staff, url + "enter/quantity/", item=item, unit=unit, planned=planned, done=planned)
    post(staff, url + "enter/money/", item="停车位和标线", source="repair_fund", planned="301000", spent="298000")
    milestone = re.search(r"enter/done/([0-9a-f-]{36})/", page(neighbours.at("officer_a"), url))[1]
    post(neighbours.at("officer_a"), url + f"enter/done/{milestone}/", done_on=today, note="全部划完")
    post(staff, url + f"pictures/{spot}/add/", moment="after", taken_on=today, photographs=photograph())
    post(lead, url + "do/accept/", note="居民代表参加，验收合格")
    ask(neighbours, project, "after", "45545", parking="您对小区的停车满意吗")
    compared = page(staff, url + "surveys/")
    for words in ("1.40 分（n=5）", "3.00 分（n=5）", "4.60 分（n=5）", "+3.20", "变化明显"):
        assert words in compared
    public = page(Client(), f"/c/{town.code}/projects/{project}/")
    for words in (
        "301 个", "1,121.5 m", "登记住户 8 户、居民 24 人", "啤酒厂小区", "30.1 万元", "居民代表参加，验收合格",
        "2号楼北侧路口", "+3.20", "全部划完",
    ):  # fmt: skip
        assert words in public, words
    assert "没有物业" in public
    pictures = re.findall(rf"/c/{town.code}/projects/{project}/photographs/[0-9a-f-]+/", public)
    assert len(set(pictures)) == 2
    assert Client().get(pictures[0]).status_code == 200
    assert "301 个" in page(staff, url + "print/")
