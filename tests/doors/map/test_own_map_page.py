"""The officer's own map on the page and on the wall, without a line of script."""

from __future__ import annotations

import json
import re
from uuid import uuid4

import pytest
from django.urls import reverse

from linli.doors.map.draw_sheet import draw_sheet
from linli.doors.map.paper import HEIGHT, MAP, WIDTH
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.keep_own_map import keep_own_map
from linli.places.models import OwnMap
from linli.places.queries.map_layers import buildings_on_map
from linli.places.rules.own_map import Drawing, Line, LineKind, Mark, MarkKind
from linli.teams.models import Organisation

from . import statements

pytestmark = pytest.mark.django_db

DRAWN = Drawing(
    marks=(Mark(MarkKind.FIRE, (117.4811, 30.6601), "<消火栓>"),),
    lines=(Line(LineKind.WALK, ((117.4809, 30.6603), (117.4822, 30.6599)), "早上走"),),
    notes="周一走西边",
)


def sent(drawing=DRAWN, began_from=0, **more):
    return {
        "key": str(uuid4()),
        "drawing": json.dumps(drawing.as_plain()),
        "began_from": began_from,
        "layers": ["outline", "numbers"],
        "notes": drawing.notes,
        **more,
    }


def post(client, town, **more):
    return client.post(f"{reverse('field:own_map')}?grid={town.grid_a}", sent(**more))


def kept():
    with acting_in(Scope.everything()):
        return OwnMap.objects.get()


def test_an_officer_of_two_grids_draws_each(signed_in_as, town):
    page = signed_in_as("officer_a").get(reverse("field:own_map")).content.decode()
    assert "第一网格" in page
    assert "第二网格" in page


def test_what_is_drawn_is_kept_and_shown_again(signed_in_as, town):
    client = signed_in_as("officer_a")
    assert post(client, town).status_code == 302
    assert (kept().version, kept().layers, kept().drawn["marks"][0]["words"]) == (1, ["outline", "numbers"], "<消火栓>")
    page = client.get(f"{reverse('field:own_map')}?grid={town.grid_a}").content.decode()
    assert "周一走西边" in page
    assert "&lt;消火栓&gt;" in page
    assert "<消火栓>" not in page
    assert f'action="{reverse("field:own_map")}?grid={town.grid_a}"' in page, "what is drawn next goes to the map again"


def test_without_script_a_mark_is_added_beside_a_building_and_taken_away(signed_in_as, town):
    client = signed_in_as("officer_a")
    building = town.buildings[0]
    post(client, town, deed="add", building=str(building.id), mark_kind="gate", words="东门")
    marks = kept().drawn["marks"]
    assert [one["words"] for one in marks] == ["<消火栓>", "东门"]
    assert marks[1]["at"][0] == pytest.approx(building.longitude)
    assert marks[1]["at"][1] < building.latitude
    post(client, town, began_from=1, deed="remove:line:0")
    assert kept().drawn["lines"] == []
    post(client, town, began_from=2, deed="remove:mark:7")
    assert len(kept().drawn["marks"]) == 1


def test_two_telephones_the_second_is_told_and_loses_nothing(signed_in_as, town):
    client = signed_in_as("officer_a")
    post(client, town)
    mine = Drawing(notes="我这份")
    answer = post(client, town, drawing=mine, began_from=0)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "我这份" in page
    assert kept().notes == "周一走西边"
    over = re.search(r'name="over" value="(\d+)"', page).group(1)
    assert post(client, town, drawing=mine, began_from=0, over=over).status_code == 302
    assert (kept().notes, kept().version) == ("我这份", 2)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"drawing": "{"}, "图没有传完整"),
        ({"drawing": '{"marks": [{"kind": "gate", "at": [30.66, 80]}]}'}, "超过 5 公里"),
        ({"drawing": json.dumps({"marks": [{"kind": "gate", "at": [117.48, 30.66]}] * 61})}, "最多 60 个记号"),
        ({"notes": "字" * 121}, "缩到 120 字"),
        ({"layers": ["streets"]}, ""),
        ({"building": "x", "deed": "add"}, ""),
        ({"began_from": "x"}, ""),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(signed_in_as, town, wrong, said):
    form = {**sent(), **wrong}
    answer = signed_in_as("officer_a").post(f"{reverse('field:own_map')}?grid={town.grid_a}", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with acting_in(Scope.everything()):
        assert not OwnMap.objects.exists()


@pytest.mark.parametrize("grid", ["341702010902" + "1001", "x", "\x00", "341702010901"])
def test_a_grid_of_others_is_not_hers_to_draw(signed_in_as, town, grid):
    client = signed_in_as("officer_a")
    assert client.get(reverse("field:own_map"), {"grid": grid}).status_code == 404


def sheet_of(signed_in_as, town, name="officer_a", **asked):
    row = keep_own_map(actor=town.actor("officer_a"), key=uuid4(), grid=town.grid_a, drawing=DRAWN, began_from=0)
    return signed_in_as(name).get(reverse("staff:own_map_sheet", args=[row.id]), asked)


def test_the_sheet_has_all_that_a_wall_needs(signed_in_as, town):
    Organisation.objects.filter(id=town.water.id).update(phone="0566-2022222")
    page = sheet_of(signed_in_as, town).content.decode()
    for word in (
        "第一网格", "图例", "北", "米", "119", "110", "120", "12345", "0566-2022222", "周一走西边",
        "早上走", "消防设施", "走访路线", "&lt;消火栓&gt;", "湖东苑", "示意图",
    ):  # fmt: skip
        assert word in page, word
    assert "wall-a4" in page
    assert " style=" not in page
    assert "<script" not in page


def test_the_sheet_is_for_a3_too_and_for_the_lead_but_for_no_other_officer(signed_in_as, town):
    answer = sheet_of(signed_in_as, town, "lead", paper="a3")
    assert "wall-a3" in answer.content.decode()
    with acting_in(Scope.everything()):
        address = reverse("staff:own_map_sheet", args=[OwnMap.objects.get().id])
    assert signed_in_as("officer_b").get(address).status_code == 404
    page = signed_in_as("lead").get(reverse("staff:map")).content.decode()
    assert address in page


def test_everything_drawn_lies_within_the_frame_of_the_sheet(town):
    with acting_in(Scope.everything()):
        sheet = draw_sheet(buildings_on_map(town.grid_a), DRAWN, "https://linli.example.cn/field/map/")
    left, top, width, height = MAP
    assert left + width < WIDTH
    assert top + height < HEIGHT
    numbers = [float(one) for one in re.findall(r"[\d.]+", sheet.buildings + sheet.guessed + sheet.lines[0].path)]
    assert all(left <= x <= left + width for x in numbers[::2])
    assert all(top <= y <= top + height for y in numbers[1::2])
    assert 0 < sheet.bar <= 50


def test_a_grid_without_buildings_has_a_sheet_too():
    sheet = draw_sheet([], Drawing(), "https://linli.example.cn/")
    assert (sheet.outline, sheet.buildings, sheet.numbers) == ("", "", [])


def test_pages_take_few_statements(signed_in_as, town):
    client = signed_in_as("officer_a")
    client.get(reverse("field:own_map"))
    assert statements(lambda: client.get(reverse("field:own_map"))) <= 8
    row = keep_own_map(actor=town.actor("officer_a"), key=uuid4(), grid=town.grid_a, drawing=DRAWN, began_from=0)
    assert statements(lambda: client.get(reverse("staff:own_map_sheet", args=[row.id]))) <= 10
