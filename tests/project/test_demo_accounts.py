"""The published figures of the accounts come out of the demonstration's data, read from the pages a visitor opens."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from linli.accounts.models import User
from linli.halls.models import Hall, HallMember
from linli.kernel import clock
from linli.kernel.actor import system
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.load_divisions import load_divisions
from linli.project import demo
from linli.project.demo.elsewhere import FIRE_ESTATES, GAIN, PARKING_ESTATES, PUJIANG, YIHE, ZHELU_COMMUNITIES
from linli.project.demo.plan import COMMUNITY

pytestmark = pytest.mark.django_db
A_YEAR_AND_A_HALF = timedelta(days=560)


def silent(line: str) -> None:
    pass


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    cache.clear()
    return tmp_path


@pytest.fixture
def elsewhere():
    load_divisions(actor=system(), key=None)
    demo.load_elsewhere(silent)


def at(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    session = client.session
    session["seen"] = int(clock.now().timestamp())
    session.save()
    return client


def words(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def figures(client: Client, url: str) -> dict[str, str]:
    """The figures of a page, by their labels."""
    page = client.get(url).content.decode()
    found = re.findall(r'figure-label">(.*?)</p>\s*<p class="figure-value">(.*?)</p>', page, re.S)
    return {label: re.sub(r"<small>.*?</small>|<[^>]+>", "", value).strip() for label, value in found}


def test_donghu_road_has_its_published_volunteers_activities_groups_and_matters():
    """东湖路 (E1, E2, E4, E5): 3,673 volunteers, 217 activities that served 7,800, 18 fairs from which 3,400 gained, 850 home
    visits, 14 groups led by a 片长, 528 matters settled this year, the five wishes fulfilled and shown, five pairings."""
    for load in (
        demo.load_places, demo.load_teams, demo.load_accounts, demo.load_wishes, demo.load_volunteers, demo.load_activities,
        demo.load_halls, demo.load_alliance, demo.load_votes, demo.load_projects,
    ):  # fmt: skip
        load(silent)
        demo.note_sizes()
    staff = at("shequ")
    volunteers = figures(staff, "/staff/volunteers/")
    assert "3673" in volunteers.values()
    assert "850" in volunteers.values()
    first, last = clock.today() - A_YEAR_AND_A_HALF, clock.today()
    held = figures(staff, f"/staff/activities/figures/?first={first}&last={last}")
    assert (held["活动"], held["便民大集市"], held["服务人次"], held["集市服务人次"]) == ("217", "18", "7800", "3400")
    with acting_in(Scope.everything()):
        groups = Hall.objects.filter(kind="estate")
        assert groups.count() == 14
        chairs = HallMember.objects.filter(part="chair", hall__in=groups, left_at__isnull=True)
        assert chairs.filter(seat="片长", user_id__isnull=False).count() == 14
    assert words(staff, "/staff/halls/").count("议事会") >= 14
    assert "528" in words(staff, "/staff/opinions/")
    wall = words(Client(), f"/c/{COMMUNITY}/wishes/?show=came_true")
    assert all(word in wall for word in ("车库", "楼道", "车棚", "路面", "花草"))
    assert "市人大机关" in words(staff, "/staff/pairings/")
    _every_kind_of_work_waits(staff)
    before = _counted()
    for load in (demo.load_volunteers, demo.load_activities, demo.load_halls, demo.load_alliance, demo.load_votes):
        load(silent)
    assert _counted() == before, "the second start adds nothing"


def _every_kind_of_work_waits(staff: Client) -> None:
    for url, waiting in (
        ("/staff/volunteers/?state=applied", "待社区接纳"),
        ("/staff/volunteers/hours/", "确认"),
        ("/staff/opinions/", "待分流"),
        ("/staff/needs/", "待落实"),
        ("/staff/votes/", "名册公示"),
        ("/staff/votes/", "正在投票"),
        ("/staff/projects/", "待立项"),
        ("/staff/projects/", "已验收"),
    ):
        assert waiting in words(staff, url), (url, waiting)


def _counted() -> list[int]:
    from linli.activities.models import Activity
    from linli.teams.models import Volunteer
    from linli.votes.models import Vote

    with acting_in(Scope.everything()):
        return [model.objects.count() for model in (Volunteer, Activity, Hall, HallMember, Vote)]


def test_zhelu_has_its_force_its_halls_and_its_childrens_council(elsewhere):
    """赭麓 (B1–B3): 29 grid party branches, 277 captains for 277 buildings, 592 volunteers, one station and four halls, 150 and more
    opinions of which 30 and more settled, ten and more lectures with 350 and more heads, 最美网格员 by a declared vote."""
    demo.load_zhelu(silent)
    demo.note_sizes()
    street = at("zhelu")
    branches = 0
    for number, place in enumerate(ZHELU_COMMUNITIES, 1):
        branches += int(figures(at(f"zhelu_shequ{number}"), "/staff/teams/branches/")["支部"])
        assert place.grids
    assert branches == 29
    force = figures(street, "/staff/teams/force/")
    assert (force["有楼栋长的楼"], force["网格里的志愿者"]) == ("277", "592")
    assert "592" in figures(street, "/staff/volunteers/").values()
    lobby = words(street, "/staff/halls/")
    for name in (
        "党群连心议事站",
        "组团议事厅",
        "华联片区议事厅",
        "柿子树下邻里情",
        "汀风小筑议事厅",
        "旭日天都儿童议事会",
    ):
        assert name in lobby
    halls = figures(street, "/staff/halls/")
    assert any(value.startswith("12") for value in halls.values()), "eleven lectures and a lesson for children"
    said = words(street, "/staff/opinions/")
    assert "32/152" in said.replace(" ", "")
    with acting_in(Scope.everything()):
        council = Hall.objects.get(kind="children")
        children = HallMember.objects.filter(hall=council, is_minor=True)
        assert children.count() == children.filter(consent_on__isnull=False).count() == 12
        names = [child.name.reveal() for child in children]
    public = words(Client(), f"/c/{ZHELU_COMMUNITIES[0].code}/halls/{council.id}/")
    assert not any(name in public for name in names)
    votes = words(Client(), f"/c/{ZHELU_COMMUNITIES[0].code}/votes/")
    assert "最美网格员" in votes
    assert "结果已公布" in votes


def test_pujiang_has_its_works_and_those_who_gain(elsewhere):
    """蒲江 (C6): 301 parking places, 1121.5 m of lanes, eight and seven estates without a property firm, 11,645 people gain;
    asked before, during and after."""
    demo.load_pujiang(silent)
    demo.note_sizes()
    staff = at("pujiang")
    listed = staff.get("/staff/projects/?state=").content.decode()
    links = dict.fromkeys(re.findall(r'href="(/staff/projects/[0-9a-f-]{36}/)"', listed))
    pages = {url: words(staff, url) for url in links}
    parking = next(page for page in pages.values() if "停车整治" in page)
    fire = next(page for page in pages.values() if "消防隐患整改" in page)
    assert "301" in parking
    assert "1,121.5 m" in parking
    assert (len(PARKING_ESTATES), len(FIRE_ESTATES)) == (8, 7)
    gains = sum(int(re.search(r"居民 (\d+) 人", page)[1]) for page in (parking, fire))
    assert gains == GAIN == 11_645
    assert all(name in parking for name in PARKING_ESTATES)
    assert all(name in fire for name in FIRE_ESTATES)
    surveys = words(Client(), f"/c/{PUJIANG}/surveys/")
    assert "问效" in surveys


def test_yihe_has_its_programme_and_its_alliance(elsewhere):
    """颐和 (A1, A3): activities for each age and solar term at the grid venue; an alliance whose meetings settled more than ten
    matters this year."""
    demo.load_yihe(silent)
    demo.note_sizes()
    menu = words(Client(), f"/c/{YIHE}/activities/")
    assert "冬至包饺子" in menu
    assert "河东老街网格党群阵地" in menu
    alliance = words(at("yihe"), "/staff/alliance/")
    assert "颐和物业" in alliance
    assert "老街商会" in alliance
    assert "12" in alliance
