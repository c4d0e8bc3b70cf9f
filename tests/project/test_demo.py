"""The demonstration community has its published size, and loading it again changes nothing."""

import re
import stat
from itertools import combinations, pairwise
from math import hypot

import pytest
from django.contrib.auth.hashers import check_password
from django.db.models import Count

from linli.accounts.models import Grant, User
from linli.kernel.actor import Role
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.people.models import Household, Resident
from linli.places.models import Building, Community, Division, Dwelling, Estate, Grid
from linli.places.queries import full_name, is_demo
from linli.project.demo import COMMUNITY, load_accounts, load_places, load_teams
from linli.project.demo.layout import footprints
from linli.project.demo.people import households
from linli.project.demo.plan import ESTATES, HOUSEHOLDS, PEOPLE, in_chinese
from linli.project.demo.town import basic_grids
from linli.teams.models import Organisation, Post
from linli.teams.queries import officer_post_for, posts_for_dispatch
from linli.teams.rules import Why


def silent(line: str) -> None:
    pass


class TestPlan:
    def test_grids_hold_300_to_500_households_and_together_all_of_them(self):
        sizes = [grid.households for grid in basic_grids()]
        assert 17 <= len(sizes) <= 28
        assert 300 <= min(sizes) <= max(sizes) <= 500
        assert sum(sizes) == HOUSEHOLDS

    def test_a_grid_is_one_piece(self):
        """Every building of a grid stands within 150 m of another of the same grid, all of them linked."""
        for grid in basic_grids():
            shapes = [_metres(building.footprint.ring) for building in grid.buildings]
            reached, waiting = {0}, [0]
            while waiting:
                here = shapes[waiting.pop()]
                near = {n for n, other in enumerate(shapes) if n not in reached and _corners_apart(here, other) <= 150}
                reached |= near
                waiting += near
            assert len(reached) == len(shapes), grid.name

    def test_footprints_do_not_overlap_and_stand_apart(self):
        shapes = [_metres(one.ring) for estate in ESTATES for one in footprints(estate)]
        assert all(150 < _area(shape) < 900 for shape in shapes)
        assert [(a, b) for a, b in combinations(shapes, 2) if _gap(a, b) < 6] == []

    def test_everybody_is_made_up(self):
        people = [person for household in households() for person in household]
        assert len(people) == PEOPLE
        phones = [person.phone for person in people if person.phone]
        assert len(set(phones)) == len(phones) == HOUSEHOLDS
        assert all(re.fullmatch(r"1990000\d{4}", phone) for phone in phones)
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        for person in people:
            body, check = person.id_number[:17], person.id_number[17]
            assert len(person.id_number) == 18
            assert check != "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]

    def test_numbers_are_said_in_chinese(self):
        assert [in_chinese(n) for n in (1, 10, 11, 20, 24)] == ["一", "十", "十一", "二十", "二十四"]


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


@pytest.mark.django_db
def test_the_whole_community_arrives_once(home):
    load_places(silent)
    load_teams(silent)
    shown = load_accounts(silent)
    before = _everything()
    note = (home / "demo-accounts.txt").read_text(encoding="utf-8")

    with acting_in(Scope.everything()):
        _has_published_size()
        _everybody_is_in_post()
    assert full_name(COMMUNITY) == "安徽省池州市贵池区清风街道东湖路社区"
    assert is_demo()

    password = re.search(r"口令：(\S+)", note)[1]
    assert all(check_password(password, user.password) for user in User.objects.all()[:3])
    assert not User.objects.filter(must_change_password=True).exists()
    assert stat.S_IMODE((home / "demo-accounts.txt").stat().st_mode) == 0o600
    assert {"shequ", "wangge01", "wuye", "zhihui", "guanli"} <= {one.username for one in shown}

    load_places(silent)
    load_teams(silent)
    assert load_accounts(silent) == shown
    assert _everything() == before
    assert (home / "demo-accounts.txt").read_text(encoding="utf-8") == note


def _has_published_size():
    assert Estate.objects.count() == 14
    assert Household.objects.count() == 8_274
    assert Resident.objects.count() == 22_335
    assert Grid.objects.filter(kind="basic").count() == 24
    assert Grid.objects.filter(kind="exclusive").count() == 3
    per_grid = Household.objects.values("place_code").annotate(n=Count("id")).values_list("n", flat=True)
    assert 300 <= min(per_grid) <= max(per_grid) <= 500
    assert not Household.objects.exclude(place_code__in=Grid.objects.filter(kind="basic").values("place_code")).exists()
    assert not Estate.objects.exclude(place_code__startswith=COMMUNITY).exists()
    assert Estate.objects.filter(property_firm_id__isnull=True).count() == 4
    person = Resident.objects.filter(street_code=341702010).exclude(phone_mark="").first()
    assert str(person.phone).startswith("199****")


def _everybody_is_in_post():
    posts = Post.objects.filter(street_code__in=[341702010, 341702000])
    captains = posts.filter(role=Role.BUILDING_CAPTAIN)
    assert captains.count() == Building.objects.count()
    assert not captains.filter(holder_name="").exists()
    assert posts.filter(role=Role.PATCH_LEADER).count() == 14
    officers = {row.id: row for row in posts.filter(role=Role.GRID_OFFICER, holder_id__isnull=False)}
    assert len(officers) == 24
    assert all(officers[row.partner_id].partner_id == row.id for row in officers.values())
    held = posts.filter(holder_id__isnull=False).values_list("holder_id", "role", "place_code")
    grants = set(Grant.objects.values_list("user_id", "role", "prefix"))
    assert set(held) <= grants
    for grid in basic_grids():
        assert officer_post_for(grid.code).why is Why.OFFICER
    estate = Estate.objects.get(name="新湖东苑")
    building = Building.objects.get(estate=estate, number="1")
    groups = {group.kind: group.choices for group in posts_for_dispatch(building.place_code, estate.id, building.id)}
    assert len(groups["department"]) == 13
    assert len(groups["utility"]) == 5
    assert [choice.organisation for choice in groups["estate"]] == ["", "安居物业"]


def _everything():
    with acting_in(Scope.everything()):
        models = (Division, Community, Grid, Estate, Building, Dwelling, Household, Organisation, Post, User, Grant)
        counted = {model.__name__: model.objects.count() for model in models}
        return counted, list(Post.objects.order_by("id").values_list("id", "holder_id", "holder_name"))


def _metres(ring):
    return [(x * 95_760, y * 110_860) for x, y in ring]


def _corners_apart(one, other):
    return min(hypot(x - u, y - v) for x, y in one for u, v in other)


def _area(ring):
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))) / 2


def _gap(one, other):
    """How far apart two rectangles are along the side that separates them best, in metres; negative when they overlap."""
    best = -1e9
    for ring in (one, other):
        for (x, y), (u, v) in list(pairwise(ring))[:2]:
            length = hypot(u - x, v - y)
            along = ((u - x) / length, (v - y) / length)
            mine = [p * along[0] + q * along[1] for p, q in one]
            theirs = [p * along[0] + q * along[1] for p, q in other]
            best = max(best, min(mine) - max(theirs), min(theirs) - max(mine))
    return best
