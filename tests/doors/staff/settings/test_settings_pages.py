"""The work calendar, office hours, and kinds with their limits, over HTTP."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.cases.categories import set_in_force
from linli.cases.models import Category, CategorySet
from linli.kernel import clock
from linli.kernel.ids import uuid7
from linli.teams.models import Workday
from linli.teams.queries import work_calendar
from tests.cases import in_the_loop as loop
from tests.doors.staff.cases.desk_of import at_most, words_of

YEAR = (
    "日期,是否上班,名称\n" + "".join(f"2027-10-0{n},休息,国庆节\n" for n in range(1, 8)) + "2027-10-09,上班,国庆调休\n"
)


@pytest.fixture
def town(town):
    loop.make_categories()
    return town


def keyed(**given):
    return {"key": str(uuid7()), **given}


def test_the_year_shows_days_off_and_make_up_days(town, signed_in):
    page = signed_in("admin").get("/staff/settings/?year=2026")
    shown = page.content.decode()
    assert "10月1日 周四 休息：国庆节" in shown
    assert "10月10日 周六 上班" in shown
    assert "/staff/settings/days/2026-10-01/" in shown


@pytest.mark.parametrize("year", ["", "abc", "1", "9999", "２０２６", "99999999999"])
def test_a_year_that_makes_no_sense_shows_one_that_does(town, signed_in, year):
    assert signed_in("centre").get("/staff/settings/", {"year": year}).status_code == 200


def test_a_year_without_a_calendar_is_shown_as_a_warning(town, signed_in):
    with clock.at(datetime(2026, 11, 22, tzinfo=UTC)):
        shown = words_of(signed_in("admin").get("/staff/settings/"))
    assert "2027 年的放假和调休还没有导入" in shown
    with clock.at(datetime(2026, 3, 2, tzinfo=UTC)):
        shown = words_of(signed_in("admin").get("/staff/settings/"))
    assert "还没有导入" not in shown


def test_a_day_is_changed_by_hand_and_set_back(town, signed_in):
    client, day = signed_in("admin"), "/staff/settings/days/2026-12-25/"
    answer = client.post(day, keyed(worked="off", name="地方节日"))
    assert answer["Location"] == "/staff/settings/?year=2026"
    assert not work_calendar().is_workday(datetime(2026, 12, 25).date())
    client.post(day, keyed(worked="usual", name=""))
    assert work_calendar().is_workday(datetime(2026, 12, 25).date())


@pytest.mark.parametrize("day", ["2026-13-01", "x", "20261", "2026-02-30"])
def test_no_such_day(town, signed_in, day):
    assert signed_in("admin").get(f"/staff/settings/days/{day}/").status_code == 404


def test_the_platforms_calendar_is_changed_by_its_administrator_alone(town, signed_in):
    client = signed_in("street_lead")
    assert "由平台管理员来改" in words_of(client.get("/staff/settings/"))
    assert client.get("/staff/settings/days/2026-10-01/").status_code == 403
    assert client.post("/staff/settings/import/", keyed(text=YEAR, source="x")).status_code == 403
    assert signed_in("officer_a").get("/staff/settings/").status_code == 403


def test_a_year_is_looked_at_before_it_is_imported(town, signed_in):
    client = signed_in("admin")
    looked = client.post("/staff/settings/import/", keyed(text=YEAR, source="国办通知"))
    assert looked.status_code == 200
    assert "新增 8 天" in words_of(looked)
    assert not Workday.objects.filter(day__year=2027).exists()
    done = client.post("/staff/settings/import/", keyed(text=YEAR, source="国办通知", do="import"))
    assert done["Location"] == "/staff/settings/?year=2027"
    assert 2027 in work_calendar().covered_years


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_in_the_encodings_spreadsheets_write(town, signed_in, encoding):
    file = SimpleUploadedFile("2027.csv", YEAR.encode(encoding))
    answer = signed_in("admin").post("/staff/settings/import/", keyed(file=file, source="国办通知"))
    assert "新增 8 天" in words_of(answer)


def test_lines_that_cannot_be_read_are_named_and_nothing_is_imported(town, signed_in):
    broken = YEAR + "2027-13-40,休息,元旦\n2027-01-01,也许,元旦\n"
    for do in ("", "import"):
        answer = signed_in("admin").post("/staff/settings/import/", keyed(text=broken, source="x", do=do))
        shown = words_of(answer)
        assert answer.status_code == 422
        assert "2027-13-40" in shown
    assert "日期读不懂" in words_of(signed_in("admin").post("/staff/settings/import/", keyed(text=broken, source="x")))
    assert not Workday.objects.filter(day__year=2027).exists()


@pytest.mark.parametrize(
    "given", [{}, {"text": "", "source": "x"}, {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04\0\0"), "source": "x"}]
)
def test_nothing_to_import_is_said_beside_the_file(town, signed_in, given):
    answer = signed_in("admin").post("/staff/settings/import/", keyed(**given))
    assert answer.status_code == 422


def test_office_hours_of_a_street_are_set_by_its_lead(town, signed_in):
    client = signed_in("street_lead")
    given = keyed(opens="09:00", closes="12:00", opens_again="13:00", closes_again="17:00")
    assert client.post("/staff/settings/hours/", given).status_code == 302
    assert "09:00–12:00，13:00–17:00" in words_of(client.get("/staff/settings/hours/"))
    assert work_calendar("341703001").hours != work_calendar(town.code).hours


@pytest.mark.parametrize(
    "given",
    [
        {"opens": "12:00", "closes": "09:00", "opens_again": "", "closes_again": ""},
        {"opens": "09:00", "closes": "12:00", "opens_again": "11:00", "closes_again": "17:00"},
        {"opens": "09:00", "closes": "12:00", "opens_again": "13:00", "closes_again": ""},
        {"opens": "x"},
        {},
    ],
)
def test_hours_that_make_no_sense_are_refused_beside_the_field(town, signed_in, given):
    answer = signed_in("street_lead").post("/staff/settings/hours/", keyed(**given))
    assert answer.status_code == 422


def test_a_new_version_from_draft_to_publication(town, signed_in, key_on):
    client = signed_in("street_lead")
    page = client.get("/staff/settings/kinds/")
    assert "暴露垃圾" in words_of(page)
    draft_url = client.post("/staff/settings/kinds/draft/", {"key": key_on(page)})["Location"]
    kind_url = draft_url + "0301/"
    assert client.get(kind_url).status_code == 200
    given = {
        "name": "暴露垃圾",
        "response_amount": "1",
        "response_clock": "wh",
        "handle_amount": "2",
        "handle_clock": "wh",
    }
    assert client.post(kind_url, keyed(**given))["Location"] == draft_url
    assert "有 1 处不同" in words_of(client.get(draft_url))
    without_reason = client.post(draft_url + "publish/", keyed(note=""))
    assert without_reason.status_code == 422
    assert client.post(draft_url + "publish/", keyed(note="按新标准")).status_code == 302
    assert loop.filed(town).handle_limit == "2wh"
    assert "按新标准" in words_of(client.get("/staff/settings/kinds/"))


@pytest.fixture
def draft_url(town, signed_in):
    return signed_in("street_lead").post("/staff/settings/kinds/draft/", keyed())["Location"]


@pytest.mark.parametrize(
    "changed",
    [
        {"handle_amount": ""},
        {"handle_amount": "abc"},
        {"handle_amount": "-1"},
        {"handle_amount": "0"},
        {"handle_amount": "99999"},
        {"handle_amount": "1.5", "handle_clock": "wd"},
        {"handle_clock": "fortnight"},
        {"name": ""},
        {"name": "名" * 60},
        {"code": "30"},
        {"code": "7702"},
        {"code": "0x01"},
    ],
)
def test_a_kind_that_cannot_stand_is_refused_beside_the_field(town, signed_in, draft_url, changed):
    given = {"code": "0320", "name": "共享单车乱停", "response_amount": "1", "response_clock": "wh", "handle_amount": "2", "handle_clock": "wh"}  # fmt: skip
    answer = signed_in("street_lead").post(draft_url + "new/", keyed(**(given | changed)))
    if changed.get("code") == "30":
        assert answer.status_code == 302  # a new large kind has a name alone
        return
    assert answer.status_code == 422
    assert not Category.objects.filter(set__prefix=town.street, code="0320").exists()


def test_a_kind_is_added_and_left_out(town, signed_in, draft_url):
    client = signed_in("street_lead")
    given = {"code": "0320", "name": "共享单车乱停", "response_amount": "1", "response_clock": "wh", "handle_amount": "2", "handle_clock": "wd"}  # fmt: skip
    assert client.post(draft_url + "new/", keyed(**given)).status_code == 302
    assert "共享单车乱停" in words_of(client.get(draft_url))
    assert client.post(draft_url + "0301/leave-out/", keyed()).status_code == 302
    assert "暴露垃圾" in words_of(client.get(draft_url))  # named among those left out
    assert client.get(draft_url + "0301/").status_code == 404
    assert client.post(draft_url + "discard/", keyed()).status_code == 302
    assert client.get(draft_url).status_code == 404


def test_anothers_draft_is_not_shown(town, signed_in, draft_url):
    assert signed_in("centre").get(draft_url).status_code == 404
    assert signed_in("staff").get(draft_url).status_code == 403
    published = set_in_force("").id
    assert signed_in("street_lead").get(f"/staff/settings/kinds/{published}/").status_code == 200
    assert signed_in("street_lead").get(f"/staff/settings/kinds/{published}/0301/").status_code == 404
    assert signed_in("street_lead").get(f"/staff/settings/kinds/{uuid4()}/").status_code == 404


def test_sending_the_draft_form_twice_begins_one_draft(town, signed_in):
    client, once = signed_in("street_lead"), keyed()
    first, again = (client.post("/staff/settings/kinds/draft/", once)["Location"] for _ in range(2))
    assert first == again
    assert CategorySet.objects.filter(prefix=town.street).count() == 1


def test_the_pages_cost_ten_statements_at_most(town, signed_in, draft_url):
    client = signed_in("street_lead")
    for address in (
        "/staff/settings/",
        "/staff/settings/hours/",
        "/staff/settings/kinds/",
        draft_url,
        draft_url + "0301/",
    ):
        client.get(address)
        with at_most(10):
            assert client.get(address).status_code == 200
