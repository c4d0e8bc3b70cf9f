"""D4: an address in anyone's words leads to a place; a whole register is bound to homes (落格进楼)."""

from __future__ import annotations

import hashlib
import io
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from linli.cases.models import Case
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.people import binding_runs
from linli.people.models import HomeRegister, Resident, UnboundRow
from linli.people.rules.home_rows import HomeRow
from linli.places.models import Dwelling, PlaceAlias

pytestmark = pytest.mark.django_db

REGISTER = """序号,住址,姓名,电话,身份证号
1,湖东苑1号楼1单元101室,王建国,13900001111,341702195003041234
2,湖东苑一幢1单元101,李秀英,,
3,清风街道测试社区湖冬苑１＃1-102,赵强,13900002222,
4,啤酒厂宿舍2栋1单元501,孙平,,
5,湖东苑9号楼101,周全,,
6,不知道哪里,吴名,,
7,湖东苑1号楼1单元101室,郑错,12,
"""


def entered(client, **typed):
    answer = client.post(
        "/staff/new/", {"key": str(uuid4()), "body": "地下室漏水，又脏又臭", "source": "call", "step": "raise", **typed}
    )
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return re.search(r"saved=(\d{10})", answer["Location"])[1]


def case_of(code: str) -> Case:
    with acting_in(Scope.everything()):
        return Case.objects.get(code=code)


def test_a_name_nobody_registered_is_asked_learned_confirmed_and_found_ever_after(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    hints = staff.post("/staff/new/hints/", {"body": "路灯坏了", "place": "东湖苑一栋"}).content.decode()
    assert "拿不准" in hints
    assert str(town.buildings[0].id) in hints, "the building is among the choices"
    undecided = case_of(entered(staff, place="东湖苑一栋"))
    assert (undecided.building_id, undecided.place_code) == (None, town.code), "nothing is guessed"

    chosen = case_of(entered(staff, place="东湖苑一栋", place_is=str(town.buildings[0].id)))
    assert chosen.building_id == town.buildings[0].id
    assert "已选定" in chosen.place_reason

    page = neighbours.at("lead").get("/staff/addresses/").content.decode()
    assert "东湖苑" in page
    assert "地址匹配率" in page
    assert undecided.code in page, "what was not placed can be opened"
    confirm = re.search(r"/staff/addresses/names/[0-9a-f-]{36}/confirm/", page)[0]
    assert neighbours.at("lead").post(confirm, {"key": str(uuid4())}).status_code == 302
    found = case_of(entered(staff, place="东湖苑一栋"))
    assert found.building_id == town.buildings[0].id
    assert "另一个叫法" in found.place_reason

    page = neighbours.at("lead").get("/staff/addresses/").content.decode()
    withdraw = re.search(r"/staff/addresses/names/[0-9a-f-]{36}/withdraw/", page)[0]
    neighbours.at("lead").post(withdraw, {"key": str(uuid4())})
    assert case_of(entered(staff, place="东湖苑一栋")).building_id is None


def test_a_case_whose_place_is_corrected_among_several_goes_there_and_the_name_is_learned(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    code = entered(staff, place="")
    form = {"category": "0301", "place": "东湖苑一栋"}
    url = f"/staff/cases/{code}/file/"
    answer = staff.post(url, {"key": str(uuid4()), **form})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请在下面选一个" in page
    assert "东湖苑一栋" in page, "what was typed is kept"
    assert f'value="{town.buildings[0].id}"' in page
    assert case_of(code).building_id is None

    refused = staff.post(url, {"key": str(uuid4()), **form, "place_is": str(uuid4())})
    assert refused.status_code == 422
    assert case_of(code).building_id is None, "a place that was not offered is not taken"

    answer = staff.post(url, {"key": str(uuid4()), **form, "place_is": str(town.buildings[0].id)})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    case = case_of(code)
    assert (case.building_id, case.place_code) == (town.buildings[0].id, town.grid_a)
    assert "已选定" in case.place_reason
    with acting_in(Scope.everything()):
        heard = PlaceAlias.objects.get()
    assert (heard.name, heard.estate_id, heard.times) == ("东湖苑", town.estate_a.id, 1)
    page = neighbours.at("lead").get("/staff/addresses/").content.decode()
    confirm = re.search(r"/staff/addresses/names/[0-9a-f-]{36}/confirm/", page)[0]
    neighbours.at("lead").post(confirm, {"key": str(uuid4())})
    assert case_of(entered(staff, place="东湖苑一栋")).building_id == town.buildings[0].id


def test_a_place_corrected_without_doubt_asks_nothing_and_learns_nothing(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    code = entered(staff, place="")
    given = {"key": str(uuid4()), "category": "0301", "place": "湖东苑2号楼"}
    assert staff.post(f"/staff/cases/{code}/file/", given).status_code == 302
    assert case_of(code).building_id == town.buildings[1].id
    with acting_in(Scope.everything()):
        assert not PlaceAlias.objects.exists()


def test_a_whole_register_is_bound_to_homes_and_the_rest_comes_back_with_reasons(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    url = f"/staff/addresses/{town.code}/bind/"
    seen = staff.post(url, {"file": SimpleUploadedFile("住户表.csv", REGISTER.encode()), "new_homes": "1"})
    page = seen.content.decode()
    assert seen.status_code == 200
    assert "6 行地址里 4 行能对上" in page
    assert "电话不像一个号码" in page
    with acting_in(Scope.everything()):
        assert not Resident.objects.exists(), "a look writes nothing"
    text = re.search(r'<textarea name="text" hidden>(.*?)</textarea>', page, re.S)[1].replace("&quot;", '"')
    typed = {"do": "bind", "text": text, "file_name": "住户表.csv", "new_homes": "1"}
    first = staff.post(url, {**typed, "key": str(uuid4())})
    assert first.status_code == 302, first.content.decode()[-1500:]
    report = staff.get(first["Location"]).content.decode()
    assert "小区里没有9号楼" in report
    assert "王建国" not in report
    with acting_in(Scope.everything()):
        people = {str(one.name.reveal()): one for one in Resident.objects.select_related("household")}
        assert set(people) == {"王建国", "李秀英", "赵强", "孙平"}
        assert people["王建国"].household_id == people["李秀英"].household_id
        assert people["王建国"].birth_year == 1950
        assert people["王建国"].place_code == town.grid_a
        assert Dwelling.objects.filter(room="501").count() == 1, "the home that was not on record is now"
        assert "吴名" not in str(UnboundRow.objects.values_list("why", flat=True))

    again = staff.post(url, {**typed, "key": str(uuid4())})
    assert again["Location"] == first["Location"], "the same table is the same run"
    run = first["Location"].rstrip("/").rsplit("/", 1)[1]
    file = staff.post(f"/staff/addresses/registers/{run}/unbound/")
    rows = list(load_workbook(io.BytesIO(b"".join(file.streaming_content))).active.values)
    assert [row[2] for row in rows[1:]] == ["周全", "吴名"]

    mended = "地址,姓名\n湖东苑2号楼1单元101,周全\n湖东苑1号楼1单元101室,王建国\n"
    seen = staff.post(url, {"file": SimpleUploadedFile("改好.csv", mended.encode())}).content.decode()
    text = re.search(r'<textarea name="text" hidden>(.*?)</textarea>', seen, re.S)[1]
    staff.post(url, {"do": "bind", "text": text, "file_name": "改好.csv", "key": str(uuid4())})
    with acting_in(Scope.everything()):
        assert Resident.objects.count() == 5, "who is on record already is not recorded twice"


def test_a_binding_that_broke_off_is_finished_on_the_page_and_nothing_is_bound_twice(neighbours, monkeypatch):
    town, staff = neighbours.town, neighbours.at("staff")
    lines = [f"湖东苑1号楼1单元{n}室,住户{n}" for n in range(501, 508)]
    file = SimpleUploadedFile("表.csv", "\n".join(["地址,姓名", *lines]).encode())
    url = f"/staff/addresses/{town.code}/bind/"
    page = staff.post(url, {"file": file, "new_homes": "1"}).content.decode()
    text = re.search(r'<textarea name="text" hidden>(.*?)</textarea>', page, re.S)[1].replace("\r", "")
    monkeypatch.setattr(binding_runs, "AT_ONCE", 3)

    def breaks_off(run: HomeRegister) -> None:
        if run.done == 3:
            raise InterruptedError

    rows = [HomeRow(n + 2, *line.split(",")) for n, line in enumerate(lines)]
    with pytest.raises(InterruptedError):
        binding_runs.bind_register(
            actor=town.actor("staff"), key=None, community=town.code, file_name="表.csv",
            sha256=hashlib.sha256(text.replace("\n", "\r\n").encode()).hexdigest(), count=len(rows), rows=rows,
            with_new_homes=True, told=breaks_off,
        )  # fmt: skip
    with acting_in(Scope.everything()):
        run = HomeRegister.objects.get()
        assert (run.done, Resident.objects.count()) == (3, 3)
    assert "还没有做完" in staff.get(f"/staff/addresses/registers/{run.id}/").content.decode()
    staff.post(url, {"do": "bind", "text": text, "file_name": "表.csv", "new_homes": "1", "key": str(uuid4())})
    with acting_in(Scope.everything()):
        run = HomeRegister.objects.get()
        assert (run.done, run.bound, run.new_homes, Resident.objects.count()) == (7, 7, 7, 7)


def test_a_name_many_rows_use_is_chosen_once_bound_by_and_learned(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    rows = "".join(f"东湖苑1号楼1单元{n}室\n" for n in (501, 502, 503))
    url = f"/staff/addresses/{town.code}/bind/"
    file = SimpleUploadedFile("表.csv", f"地址\n{rows}不知道哪里\n".encode())
    page = staff.post(url, {"file": file, "new_homes": "1"}).content.decode()
    assert "“东湖苑”（3 行）" in page
    assert f'value="{town.estate_a.id}"' in page
    text = re.search(r'<textarea name="text" hidden>(.*?)</textarea>', page, re.S)[1]
    typed = {"do": "bind", "text": text, "file_name": "表.csv", "new_homes": "1"}
    chosen = {"said-0": "东湖苑", "is-0": str(town.estate_a.id), "said-1": "瞎编", "is-1": str(uuid4())}
    answer = staff.post(url, {**typed, **chosen, "key": str(uuid4())}, follow=True)
    assert "1 个叫法已提交社区确认" in answer.content.decode()
    with acting_in(Scope.everything()):
        run = HomeRegister.objects.get()
        assert (run.bound, run.new_homes) == (3, 3)
        heard = PlaceAlias.objects.get()
        assert (heard.name, heard.estate_id) == ("东湖苑", town.estate_a.id)
    again = staff.post(url, {**typed, **chosen, "key": str(uuid4())})
    assert str(run.id) in again["Location"], "the same table with the same choices is the same run"


def test_what_an_import_could_not_place_is_named_on_its_page_and_learned(neighbours, django_assert_max_num_queries):
    town, lead = neighbours.town, neighbours.at("lead")
    code = entered(neighbours.at("staff"), place="东湖苑一栋")
    assert case_of(code).estate_id is None
    lead.get("/staff/addresses/unplaced/")
    with django_assert_max_num_queries(10):
        page = lead.get("/staff/addresses/unplaced/").content.decode()
    assert code in page
    assert f'name="place_is" value="{town.buildings[0].id}"' in page
    typed = {"place": "东湖苑一栋", "place_is": str(town.buildings[0].id)}
    answer = lead.post("/staff/addresses/unplaced/learn/", {**typed, "key": str(uuid4())}, follow=True)
    assert "已记下这个叫法" in answer.content.decode()
    with acting_in(Scope.everything()):
        assert [one.name for one in PlaceAlias.objects.all()] == ["东湖苑"]
    for other in ({}, {"place": "x" * 500, "place_is": "\x00"}, {**typed, "place_is": str(uuid4())}):
        answer = lead.post("/staff/addresses/unplaced/learn/", {**other, "key": str(uuid4())}, follow=True)
        assert "没有记下" in answer.content.decode()
    book = lead.get("/staff/addresses/unplaced/export/")
    rows = list(load_workbook(io.BytesIO(b"".join(book.streaming_content))).active.values)
    assert (rows[1][0], rows[1][2]) == (code, "东湖苑1栋")


def test_from_the_communities_one_comes_to_binding(neighbours):
    town = neighbours.town
    listed = neighbours.at("street_lead").get("/staff/addresses/bind/").content.decode()
    assert f"/staff/addresses/{town.code}/bind/" in listed
    assert f"/staff/addresses/{town.neighbour_code}/bind/" in listed
    own = neighbours.at("staff").get("/staff/addresses/bind/").content.decode()
    assert town.neighbour_code not in own
    page = neighbours.at("centre").get(f"/staff/settings/places/{town.code}/").content.decode()
    assert f"/staff/addresses/{town.code}/bind/" in page
    assert f"/staff/addresses/{town.code}/bind/" in neighbours.at("lead").get("/staff/addresses/").content.decode()


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\x00\x01\x02",
        "地址\n".encode(),
        "姓名,电话\n王,1\n".encode(),
        ("地址\n" + "楼" * 10_000 + "\n").encode(),
        "地址\n🏠🏠\n\x00\n".encode(),
    ],
)
def test_a_bad_table_is_said_to_be_bad_and_changes_nothing(neighbours, file):
    answer = neighbours.at("staff").post(
        f"/staff/addresses/{neighbours.town.code}/bind/", {"file": SimpleUploadedFile("表.csv", file)}
    )
    assert answer.status_code in (200, 422)
    with acting_in(Scope.everything()):
        assert not Resident.objects.exists()


def test_a_resident_is_shown_what_the_words_may_mean(neighbours):
    from django.test import Client

    town, resident = neighbours.town, Client()
    hints = resident.post(f"/c/{town.code}/raise/place/", {"place_text": "胡东苑后面的菜场"}).content.decode()
    assert "湖东苑" in hints
    assert "没有登记“菜场”" in hints
    for words in ("", "x" * 10_000, "\x00", "🏠"):
        assert resident.post(f"/c/{town.code}/raise/place/", {"place_text": words}).status_code == 200
    answer = resident.post(
        f"/c/{town.code}/raise/",
        {
            "key": str(uuid4()),
            "body": "菜场门口污水",
            "place_text": "胡东苑后面的菜场",
            "place_is": str(town.estate_a.id),
        },
    )
    code = re.search(r"/(\d{10})/", answer["Location"])[1]
    assert case_of(code).estate_id == town.estate_a.id
