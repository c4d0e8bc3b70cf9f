"""The first morning of a community office: from an empty database to a resident's matter in the officer's hands, by the doors."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from linli.cases.models import Case
from linli.cases.rules import Deed
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from linli.places.models import Building
from linli.project.first_start import first_administrator, reset_administrator
from linli.teams.models import Post
from tests.cases.in_the_loop import make_categories
from tests.doors.staff.cases.desk_of import at_most, words_of

pytestmark = pytest.mark.django_db
OWN = "Chun-Tian-2026-Hao"
CODE = "341702010001"
PLACES = f"/staff/settings/places/{CODE}/"
TABLE = (
    "楼栋,小区,网格名称,别名,组团/期,单元数,层数,物业公司,经度,纬度\n"
    "1号楼,湖东苑,第一网格,东苑,,3,6,湖畔物业,117.4891,30.6612\n"
    "二幢,湖东苑,第一网格,,,3,6,湖畔物业,,\n"
    "1号楼,啤酒厂小区,第二网格,,一期,2,5,,,\n"
)


def keyed(**given):
    return {"key": str(uuid4()), **given}


def sign_in_first(username: str, password: str) -> Client:
    """Somebody's first sign-in, with a one-time password that is changed at once."""
    client = Client()
    answer = client.post("/staff/sign-in/", {"username": username, "password": password})
    assert answer.status_code == 302, words_of(answer)
    assert client.get("/staff/settings/posts/")["Location"] == "/staff/password/"
    answer = client.post("/staff/password/", keyed(old_password=password, new_password=OWN, repeated=OWN))
    assert answer.status_code == 302, words_of(answer)
    return client


def upload(client: Client, data: bytes | str, **given):
    data = data if isinstance(data, bytes) else data.encode()
    return client.post(PLACES + "import/", keyed(file=SimpleUploadedFile("表.csv", data), **given))


def confirm(client: Client, looked):
    text = re.search(r'<textarea name="text" hidden>\n?(.*?)</textarea>', looked.content.decode(), re.S).group(1)
    return client.post(PLACES + "import/", keyed(do="import", text=text))


def take_post(admin: Client, role: str, place: str, username: str, name: str) -> Client:
    """The administrator opens a post and, on its page, an account for it; the person signs in."""
    answer = admin.post("/staff/settings/posts/new/", keyed(**{"in": CODE, "role": role, "place_code": place}))
    assert answer.status_code == 302, words_of(answer)
    answer = admin.post(answer["Location"] + "account/", keyed(username=username, name=name))
    password = re.search(r"[A-Z][a-z]\d[a-z](?:-[A-Z][a-z]\d[a-z]){3}", answer.content.decode())
    assert password, words_of(answer)
    return sign_in_first(username, password.group())


@pytest.fixture
def admin(db, settings, tmp_path) -> Client:
    cache.clear()
    settings.MEDIA_ROOT = tmp_path
    make_categories()
    return sign_in_first("guanli", first_administrator())


@pytest.fixture
def opened(admin) -> Client:
    """The administrator's browser once the community stands."""
    answer = admin.post("/staff/settings/places/new/", keyed(street="341702010", serial="001", name="东湖路社区"))
    assert answer["Location"] == PLACES, words_of(answer)
    return admin


def test_the_first_administrator_is_made_once_and_helped_when_the_password_is_lost(admin):
    assert first_administrator() is None
    again = reset_administrator()
    assert admin.get("/staff/settings/places/").status_code == 302, "the old sign-in has ended"
    sign_in_first("guanli", again)


def test_an_office_begins_and_takes_its_first_matter(admin):
    assert "还没有社区" in words_of(admin.get("/staff/settings/places/"))
    assert "还没有社区" in words_of(admin.get("/staff/settings/posts/"))
    asked = {"province": "34", "city": "3417", "county": "341702", "street": "341702010"}
    assert "社区代码" in words_of(admin.get("/staff/settings/places/new/", asked))
    answer = admin.post("/staff/settings/places/new/", keyed(street="341702010", serial="001", name="东湖路社区"))
    assert answer["Location"] == PLACES, words_of(answer)

    looked = upload(admin, TABLE)
    assert "新增 2 个网格、2 个小区、3 栋楼" in words_of(looked)
    assert confirm(admin, looked).status_code == 302
    assert "2 个网格，2 个小区，3 栋楼" in words_of(admin.get(PLACES))
    building = Building.public.get(number="2")

    clerk = take_post(admin, "community_staff", CODE, "shequ", "陈静")
    officer = take_post(admin, "grid_officer", building.place_code, "wangge", "周敏")
    post = Post.public.get(role="grid_officer")
    assert "周敏" in words_of(admin.get("/staff/settings/posts/"))

    answer = Client().post(f"/d/{building.door_token}/", keyed(body="楼道灯坏了，晚上看不见。", phone="13900005678"))
    code = re.search(r"/(\d{10})/", answer["Location"]).group(1)
    deliver()
    assert "楼道灯坏了" in words_of(clerk.get("/staff/notices/"))
    for deed, given in ((Deed.FILE, {"category": "0301"}), (Deed.DISPATCH, {"lead": str(post.id)})):
        answer = clerk.post(f"/staff/cases/{code}/{deed.value}/", keyed(**given))
        assert answer.status_code == 302, words_of(answer)
    deliver()
    assert "楼道灯坏了" in words_of(officer.get("/field/"))
    with acting_in(Scope.everything()):
        assert Case.objects.get(code=code).building_id == building.id


def test_the_same_table_changes_nothing_and_a_corrected_one_what_was_corrected(opened):
    confirm(opened, upload(opened, TABLE))
    tokens = set(Building.public.values_list("door_token", flat=True))
    assert "3 行都已经登记过" in words_of(upload(opened, TABLE))
    looked = upload(opened, TABLE.replace(",,3,6,湖畔物业,,", ",,4,7,湖畔物业,,").encode("gb18030"))
    assert "改动 0 个小区、1 栋楼；2 行没有变化" in words_of(looked)
    confirm(opened, looked)
    assert Building.public.get(number="2").units == 4
    assert set(Building.public.values_list("door_token", flat=True)) == tokens


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1号楼,,第一网格,,,3,6,,,", "没有写小区"),
        ("3号楼,湖东苑,第一网格,,,三十万,6,,,", "单元数"),
        ("3号楼,湖东苑,第一网格,,,3,0,,,", "层数"),
        ("3号楼,湖东苑,第一网格,,,3,6,,30.66,117.48", "是否写反"),
        ("3号楼,湖东苑,第一网格,,,3,6,,117.48,", "要么都写"),
        ("1号楼,湖东苑,第二网格,,,3,6,,,", "和第 2 行是同一处"),
    ],
)
def test_a_bad_row_is_named_with_its_number_and_nothing_is_imported(opened, row, why):
    answer = upload(opened, TABLE + row + "\n")
    assert answer.status_code == 422
    assert why in words_of(answer)
    assert "有 1 行要改" in words_of(answer)
    assert opened.post(PLACES + "import/", keyed(do="import", text=TABLE + row + "\n")).status_code == 422
    assert not Building.public.exists()


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02" * 99, b"PK\x03\x04broken", b"%PDF-1.4", "姓名,电话\n甲,乙\n".encode()]
)
def test_a_file_that_is_no_such_table_is_refused_in_words(opened, data):
    answer = upload(opened, data)
    assert answer.status_code == 422
    assert not Building.public.exists()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"serial": "001", "street": "341702010"}, "已经有社区用了这个代码"),
        ({"serial": "12", "street": "341702010"}, "3 位数字"),
        ({"serial": "000", "street": "341702010"}, "不能是 000"),
        ({"serial": "002", "street": ""}, "还没有选到街道"),
        ({"serial": "002", "street": "999999999"}, "还没有选到街道"),
    ],
)
def test_a_community_that_cannot_be_is_refused_beside_the_field(opened, given, why):
    answer = opened.post("/staff/settings/places/new/", keyed(name="另一社区", **given))
    assert answer.status_code == 422
    assert why in words_of(answer)


def test_one_place_is_added_and_renamed_by_hand(opened):
    given = {
        "estate": "湖东苑",
        "grid": "第一网格",
        "building": "7栋",
        "units": "2",
        "floors": "6",
        "aliases": "",
        "cluster": "",
    }
    assert opened.post(PLACES + "add/", keyed(**given)).status_code == 302
    assert opened.post(PLACES + "add/", keyed(**given | {"floors": "x"})).status_code == 422
    building = Building.public.get(name="7号楼")
    address = f"{PLACES}rename/estate/{building.estate_id}/"
    assert opened.post(address, keyed(name="湖东新苑")).status_code == 302
    assert "也叫：湖东苑" in words_of(opened.get(f"{PLACES}estates/{building.estate_id}/"))


def test_organisations_posts_and_partners_are_kept(opened):
    confirm(opened, upload(opened, TABLE))
    base = "/staff/settings/posts/"
    given = {"name": "区城管局", "kind": "department", "prefix": "341702", "short_name": "城管", "phone": ""}
    assert opened.post(base + "organisations/", keyed(**given)).status_code == 302
    assert opened.post(base + "organisations/", keyed(**given)).status_code == 422
    assert "湖畔物业" in words_of(opened.get(base + "organisations/"))
    pages = [
        opened.post(base + "new/", keyed(**{"in": CODE, "role": "grid_officer", "place_code": CODE + n}))["Location"]
        for n in ("1001", "1002")
    ]
    other = Post.public.get(place_code=CODE + "1002")
    assert opened.post(pages[0] + "pair/", keyed(partner=str(other.id))).status_code == 302
    shown = words_of(opened.get(pages[0]))
    assert "AB 角：第二网格网格员" in shown
    assert "没有找到这样的账号" not in shown
    assert "没有找到这样的账号" in words_of(opened.get(pages[0] + "?q=无此人"))
    captain = opened.post(
        base + "new/", keyed(**{"in": CODE, "role": "building_captain", "place_code": CODE + "1001"})
    )["Location"]
    building = Building.public.get(number="2")
    assert opened.post(captain + "places/", keyed(places=[str(building.id)])).status_code == 302
    assert Post.public.get(role="building_captain").building_ids == [str(building.id)]
    wrong = opened.post(base + "new/", keyed(**{"in": CODE, "role": "grid_officer", "place_code": CODE}))
    assert wrong.status_code == 422
    assert opened.post(captain + "close/", keyed()).status_code == 302
    for address in (
        base, pages[0] + "?q=a", base + "new/", base + "organisations/", "/staff/settings/places/", PLACES,
        PLACES + "import/", "/staff/settings/places/new/?province=34&city=3417&county=341702",
    ):  # fmt: skip
        opened.get(address)
        with at_most(10):
            assert opened.get(address).status_code == 200, address
