"""The ground of the demonstration: every page of the circle, the walk days and the four clarities has something to show on the first morning."""

from __future__ import annotations

import pytest

from linli.kernel.actor import system
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.load_divisions import load_divisions
from linli.places.models import CircleRun, SiteRun, WalkDay
from linli.places.rules.circle.standard import SHIPPED
from linli.project import demo
from linli.project.demo.elsewhere import PUJIANG, ZHELU_COMMUNITIES
from linli.project.demo.plan import COMMUNITY
from tests.project.test_demo_accounts import at, figures, home, silent, words  # noqa: F401

pytestmark = pytest.mark.django_db


def test_donghu_road_has_services_a_circle_with_gaps_and_walk_days():
    for load in (demo.load_places, demo.load_teams, demo.load_accounts):
        load(silent)
    demo.note_sizes()
    demo.load_ground(silent)
    staff = at("shequ")
    circle = words(staff, f"/staff/circle/{COMMUNITY}/")
    assert "按路网步行距离" in circle
    for kind in SHIPPED.kinds:
        assert kind.label in circle
    meals = words(staff, f"/staff/circle/{COMMUNITY}/kinds/meals/buildings/?whom=elders&only=far")
    assert "走不到" in meals
    with acting_in(Scope.everything()):
        assert CircleRun.objects.get().result["off_roads"] == 0
        assert sorted(len(run.result["sites"]) for run in SiteRun.objects.all()) == [2, 3]
        assert WalkDay.objects.filter(state="done").exclude(found=[]).count() == 2
    assert figures(staff, f"/staff/walk-days/{COMMUNITY}/unseen/")["超过 90 天没人看"] != "0处"
    known = figures(staff, f"/staff/clarity/{COMMUNITY}/")
    assert known["落格进楼的居民"] == "22335"
    assert 0.4 < int(known["90 天内核实的居民"]) / 22335 < 0.9
    officer = at("wangge01")
    assert "便民圈" in words(officer, f"/staff/circle/{COMMUNITY}/")
    demo.load_ground(silent)
    with acting_in(Scope.everything()):
        assert CircleRun.objects.count() == 1, "the second start adds nothing"


def test_zhelu_and_pujiang_have_service_maps_and_what_nobody_has_looked_at():
    load_divisions(actor=system(), key=None)
    demo.load_elsewhere(silent)
    demo.note_sizes()
    demo.load_ground_elsewhere(silent)
    page = words(at("zhelu_shequ1"), f"/staff/circle/{ZHELU_COMMUNITIES[0].code}/")
    assert "按路网步行距离" in page
    sheet = words(at("zhelu_shequ1"), f"/staff/circle/{ZHELU_COMMUNITIES[0].code}/sheet/")
    for partner in ("旭日养老服务中心", "童心托育园", "旭日书房"):
        assert partner in sheet
    with acting_in(Scope.everything()):
        assert CircleRun.objects.filter(state="done").count() == 7
        assert not [run for run in CircleRun.objects.all() if run.result["off_roads"]]
    unseen = words(at("pujiang"), f"/staff/walk-days/{PUJIANG}/unseen/")
    assert "没有记录" in unseen
    assert "126" in unseen, "the eighth grid"
    street = words(at("zhelu"), "/staff/clarity/340202014/")
    for place in ZHELU_COMMUNITIES:
        assert place.name in street
    assert figures(at("zhelu"), "/staff/clarity/340202014/")["有楼长的楼"] == "277"
