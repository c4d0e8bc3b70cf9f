"""Projects at the desk and in public: every page in a fixed number of statements, every entry by its form."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from openpyxl import load_workbook
from PIL import Image

from linli.alliance.models import ProjectFollower, ProjectMilestone, ProjectSpot
from linli.alliance.rules.project_loop import ProjectDeed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.alliance import projects
from tests.doors.staff.cases.desk_of import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def post(client, url, **typed):
    return client.post(url, {"key": str(uuid4()), **typed})


def text_of(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def picture(name="a.jpg"):
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "grey").save(data, "JPEG")
    data.seek(0)
    data.name = name
    return data


def url_of(project, *more) -> str:
    return "/".join(["/staff/projects", str(project.id), *map(str, more)]) + "/"


def test_a_project_is_proposed_decided_on_and_filled_in_by_forms(town, signed_in):
    staff, lead = signed_in("staff"), signed_in("lead")
    projects.settle(town)
    assert "还没有" in text_of(staff, "/staff/projects/") or "没有项目" in text_of(staff, "/staff/projects/")
    empty = post(staff, "/staff/projects/new/", place=town.code, title="", aim="补路灯", origin="plan")
    assert empty.status_code == 422
    assert "补路灯" in empty.content.decode(), "what was typed is kept"
    made = post(
        staff, "/staff/projects/new/", place=town.code, title="停车和路灯", aim="划车位", origin="plan",
        estates=[str(town.estate_a.id), str(town.estate_b.id)],
    )  # fmt: skip
    assert made.status_code == 302
    url = made["Location"]
    assert "登记住户 8 户、居民 24 人" in text_of(staff, url)
    assert "1 个小区没有物业" in text_of(staff, url)
    assert post(staff, url + "do/approve/").status_code == 422, "staff may not decide"
    assert post(lead, url + "do/approve/").status_code == 302
    assert post(staff, url + "do/start/").status_code == 302
    for kind, typed in (
        ("quantity", {"item": "停车位", "unit": "piece", "planned": "301", "done": "301"}),
        ("quantity", {"item": "标线", "unit": "m", "planned": "1121.5", "done": "1121.5"}),
        ("money", {"item": "路面", "source": "fiscal", "planned": "800000", "spent": "1000"}),
        ("milestone", {"name": "方案公示", "due_on": clock.today().isoformat(), "post": ""}),
        ("turnout", {"kind": "meeting", "held_on": clock.today().isoformat(), "people": "34", "words": "说明会"}),
        ("spot", {"name": "2号楼北侧路口", "stand": "站在垃圾房前朝南"}),
        ("words", {"name": "停车和路灯改造", "aim": "划清车位", "ask_whom": "社区专干，电话 2045678"}),
    ):
        answer = post(staff, url + f"enter/{kind}/", **typed)
        assert answer.status_code == 302, (kind, answer.content.decode())
    again = post(staff, url + "enter/quantity/", item="停车位", unit="piece", planned="1", done="0")
    assert "已经有同样的一行" in again.content.decode()
    shown = text_of(staff, url)
    for words in ("301 个", "1,121.5 m", "80 万元", "方案公示", "34", "停车和路灯改造"):
        assert words in shown
    with acting_in(Scope.everything()):
        milestone, spot = ProjectMilestone.objects.get(), ProjectSpot.objects.get()
    assert "方案公示" in text_of(staff, url + f"enter/milestone/{milestone.id}/")
    done = post(
        staff,
        url + f"enter/done/{milestone.id}/",
        done_on=clock.today().isoformat(),
        note="已公示",
        photographs=picture(),
    )
    assert done.status_code == 302
    for moment in ("before", "after"):
        answer = post(
            staff, url + f"pictures/{spot.id}/add/", moment=moment, taken_on=clock.today().isoformat(),
            photographs=picture(),
        )  # fmt: skip
        assert answer.status_code == 302, answer.content.decode()
    pictures = text_of(staff, url + "pictures/")
    assert "站在垃圾房前朝南" in pictures
    assert "改造后" in pictures
    assert post(lead, url + "do/accept/", note="四方验收合格").status_code == 302
    for page in ("print/", "surveys/", "places/", "parts/", "pictures/"):
        assert "停车和路灯改造" in text_of(staff, url + page)
    public = text_of(Client(), f"/c/{town.code}/projects/{url.split('/')[3]}/")
    for words in ("301 个", "四方验收合格", "社区专干，电话 2045678", "居民 24 人", "2号楼北侧路口"):
        assert words in public
    assert "陈静" not in public, "the page names posts, not people"


def test_places_and_parts_are_chosen(town, signed_in):
    staff, project = signed_in("staff"), projects.proposed(town)
    building = town.buildings[0]
    answer = post(staff, url_of(project, "places"), estates=[], building=str(building.id), unit="1")
    assert answer.status_code == 302, answer.content.decode()
    assert "湖东苑1号楼1单元" in text_of(staff, url_of(project))
    lead = f"p:{town.posts['staff'].id}"
    answer = post(staff, url_of(project, "parts"), lead=lead, helper1=f"o:{town.housing.id}", does1="方案审查")
    assert answer.status_code == 302, answer.content.decode()
    shown = text_of(staff, url_of(project))
    assert "方案审查" in shown
    assert "陈静" in shown


def test_the_list_is_filtered_and_exported(town, signed_in):
    staff, project = signed_in("staff"), projects.under_way(town)
    projects.milestone(town, project, days=-3)
    projects.proposed(town, title="加装电梯")
    late = text_of(staff, "/staff/projects/?late=1")
    assert "湖东苑停车和路灯改造" in late
    assert "加装电梯" not in late
    book = load_workbook(io.BytesIO(staff.get("/staff/projects/export/?q=电梯").getvalue()))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["加装电梯"]


def test_a_neighbours_project_is_not_found_and_a_captain_only_reads(town, signed_in):
    project = projects.proposed(town)
    assert signed_in("neighbour_staff").get(url_of(project)).status_code == 404
    captain = signed_in("captain")
    assert "改名称和说明" not in text_of(captain, url_of(project))
    assert "由社区和街道维护" in text_of(captain, url_of(project, "enter", "money"))
    typed = {"item": "x", "source": "fiscal", "planned": "1", "spent": "0"}
    assert post(captain, url_of(project, "enter", "money"), **typed).status_code == 422


def test_the_pages_cost_ten_statements_at_most(town, signed_in):
    staff = signed_in("staff")
    made = [projects.under_way(town, title=f"项目{n}") for n in range(4)]
    for n in range(5):
        projects.milestone(town, made[0], days=n, title=f"节点{n}", post_id=town.posts["officer_a"].id)
    text_of(staff, "/staff/projects/")
    with at_most(10):
        text_of(staff, "/staff/projects/")
    with at_most(10):
        text_of(staff, url_of(made[0]))
    with at_most(10):
        text_of(Client(), f"/c/{town.code}/projects/")
    with at_most(10):
        text_of(Client(), f"/c/{town.code}/projects/{made[0].id}/")


def test_a_resident_follows_and_rates_without_an_account(town):
    project = projects.accepted(town)
    client = Client()
    url = f"/c/{town.code}/projects/{project.id}/follow/"
    assert "关注" in text_of(client, url)
    made = post(client, url, phone="13900005678")
    assert made.status_code == 302
    code = made["Location"].split("/")[2]
    assert code[:4] in text_of(client, made["Location"])
    assert "请您评价" in text_of(client, f"/project/{code}/")
    assert post(client, f"/project/{code}/", rating="5", said="晚上亮了").status_code == 302
    assert post(client, f"/project/{code}/", rating="9").status_code == 422
    assert "5.0 分" in text_of(Client(), f"/c/{town.code}/projects/{project.id}/")
    assert "已经关注了" in post(Client(), url, phone="13900005678").content.decode()
    other = Client()
    assert other.get(f"/project/{code}/").status_code == 302, "nobody else opens it"
    opened = other.post("/follow/", {"code": code, "word": "5678"})
    assert opened["Location"] == f"/project/{code}/"
    word = post(Client(), url, phone="")
    assert word.status_code == 302
    with acting_in(Scope.everything()):
        assert ProjectFollower.objects.count() == 2


def test_a_maintained_project_is_looked_after_by_a_form(town, signed_in):
    staff, project = signed_in("staff"), projects.accepted(town)
    first = (clock.today() + timedelta(days=10)).isoformat()
    bad = post(staff, url_of(project, "do", "hand_over"), keeper="湖畔物业", every_days="30", first_on="2020-01-01")
    assert bad.status_code == 422
    answer = post(staff, url_of(project, "do", "hand_over"), keeper="湖畔物业", every_days="30", first_on=first)
    assert answer.status_code == 302, answer.content.decode()
    today = clock.today().isoformat()
    assert post(staff, url_of(project, "enter", "look"), looked_on=today, is_fine="0", note="").status_code == 422
    assert post(staff, url_of(project, "enter", "look"), looked_on=today, is_fine="0", note="灯不亮").status_code == 302
    assert "看事项" in text_of(staff, url_of(project))


def test_a_project_that_is_stopped_says_why_and_takes_no_more_entries(town, signed_in):
    project = projects.do(town, projects.under_way(town), ProjectDeed.STOP, reason="管线权属不清")
    staff = signed_in("staff")
    assert "管线权属不清" in text_of(staff, url_of(project))
    assert "由社区和街道维护" in text_of(staff, url_of(project, "enter", "money"))
