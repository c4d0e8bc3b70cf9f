"""A matter is raised without an account; nothing typed is lost and nothing sent can break the page."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from linli.cases.models import Case
from linli.kernel.scope import Scope
from linli.ledger.models import Attachment
from linli.ledger.scoped import acting_in
from tests.cases.in_the_loop import PHONE

from .conftest import case_of, code_in, entries_of, photograph, raise_url, send, typed

pytestmark = pytest.mark.django_db


def how_many() -> int:
    with acting_in(Scope.everything()):
        return Case.objects.count()


def test_the_words_alone_are_enough(client, town):
    answer = send(client, town, phone="")
    case = case_of(code_in(answer))
    assert (case.state, case.place_code, case.source) == ("reported", town.code, "resident")
    page = client.get(answer["Location"]).content.decode()
    assert re.search(r'data-copy="\d{6}"', page)


def test_the_estate_and_the_building_chosen_give_the_place(client, town):
    building = town.buildings[0]
    case = case_of(code_in(send(client, town, estate=str(building.estate_id), building=str(building.id))))
    assert (case.place_code, case.building_id, case.place_text) == (town.grid_a, building.id, "湖东苑1号楼")


def test_the_building_is_understood_from_the_words_where_none_was_chosen(client, town):
    case = case_of(code_in(send(client, town, place_text="湖东苑小区2号楼3单元")))
    assert (case.building_id, case.place_code) == (town.buildings[1].id, town.grid_a)
    assert case.place_reason


def test_the_card_on_the_door_gives_the_place(client, town):
    door = f"/d/{town.buildings[0].door_token}/"
    assert "湖东苑1号楼" in client.get(door).content.decode()
    case = case_of(code_in(send(client, town, door)))
    assert (case.source, case.building_id, case.place_code) == ("door_qr", town.buildings[0].id, town.grid_a)


def test_sending_it_twice_keeps_one(client, town):
    form = typed()
    first, second = client.post(raise_url(town), form), client.post(raise_url(town), form)
    assert code_in(first) == code_in(second)
    assert how_many() == 1


def test_a_changed_form_under_an_old_key_asks_and_then_counts_as_another_matter(client, town):
    form = typed()
    client.post(raise_url(town), form)
    asked = client.post(raise_url(town), form | {"body": "另一件事"})
    assert asked.status_code == 422
    assert "另一件事" in asked.content.decode()
    fresh = re.search(r'name="key" value="([0-9a-f-]{36})"', asked.content.decode()).group(1)
    assert client.post(raise_url(town), form | {"body": "另一件事", "key": fresh}).status_code == 302
    assert how_many() == 2


def test_a_wrong_phone_keeps_the_words_and_the_photograph(client, town):
    refused = client.post(raise_url(town), typed(phone="12", photographs=[photograph(exif=True)]))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "楼道灯坏了三天" in page
    token = re.search(r'name="kept" value="([^"]+)"', page).group(1)
    case = case_of(code_in(client.post(raise_url(town), typed(kept=[token]))))
    with acting_in(Scope.everything()):
        kept = Attachment.objects.get(subject_id=entries_of(case)[0].id)
    with Image.open(Path(django_settings.MEDIA_ROOT) / kept.stored_as) as picture:
        assert not picture.getexif()


def test_bad_files_are_refused_by_name_and_the_matter_is_kept(client, town):
    files = [
        photograph("good.jpg"),
        SimpleUploadedFile("fake.jpg", b"MZ not a picture"),
        SimpleUploadedFile("empty.png", b""),
    ]
    answer = client.post(raise_url(town), typed(photographs=files))
    page = client.get(answer["Location"]).content.decode()
    assert "fake.jpg" in page
    case = case_of(code_in(answer))
    with acting_in(Scope.everything()):
        assert Attachment.objects.filter(subject_id=entries_of(case)[0].id).count() == 1


def test_danger_is_answered_at_once_and_marks_the_case_urgent(client, town):
    said = client.post("/urgent/", {"body": "楼下燃气泄漏了"}).content.decode()
    assert 'href="tel:119"' in said
    case = case_of(code_in(send(client, town, body="楼下燃气泄漏了")))
    assert case.is_urgent
    assert not case_of(code_in(send(client, town))).is_urgent


def test_one_question_a_page_loses_nothing_going_forth_and_back(client, town):
    url = raise_url(town)
    client.get(url + "?elder=1")
    form = {"key": str(uuid4()), "step": "body", "go": "next", "body": "路灯\n坏了", "phone": PHONE}
    second = client.post(url, form)
    assert "第 2 步" in second.content.decode()
    assert 'name="body" value="路灯\n坏了"' in second.content.decode()
    last = client.post(url, form | {"step": "person", "photographs": [photograph()]}).content.decode()
    token = re.search(r'name="kept" value="([^"]+)"', last).group(1)
    back = client.post(url, form | {"step": "photographs", "go": "back", "kept": [token]}).content.decode()
    assert token in back
    assert PHONE in back
    sent = client.post(url, form | {"step": "photographs", "go": "send", "kept": [token]})
    assert case_of(code_in(sent)).subject == "路灯"


def test_an_empty_answer_stays_on_its_question(client, town):
    client.cookies["linli_elder"] = "1"
    answer = client.post(raise_url(town), {"key": str(uuid4()), "step": "body", "go": "next", "body": " "})
    assert answer.status_code == 422
    assert "第 1 步" in answer.content.decode()


def test_at_a_door_nobody_is_asked_which_estate(client, town):
    client.cookies["linli_elder"] = "1"
    page = client.get(f"/d/{town.buildings[0].door_token}/").content.decode()
    assert "共 4 步" in page


def test_without_javascript_the_buildings_are_listed_by_a_button(client, town):
    answer = client.post(raise_url(town), typed(go="narrow", estate=str(town.estate_a.id)))
    assert answer.status_code == 200
    assert "2号楼" in answer.content.decode()
    assert how_many() == 0


def test_the_choice_of_buildings_follows_the_estate(client, town):
    part = client.get(f"/c/{town.code}/raise/buildings/", {"estate": str(town.estate_b.id)}).content.decode()
    assert str(town.buildings[2].id) in part
    assert str(town.buildings[0].id) not in part


def test_who_fills_in_the_hidden_field_is_asked_again(client, town):
    assert send(client, town, website="http://spam").status_code == 422
    assert how_many() == 0


def test_too_many_from_one_address_wait_and_lose_nothing(client, town):
    for _ in range(20):
        assert send(client, town).status_code == 302
    answer = send(client, town, body="第二十一件")
    assert answer.status_code == 429
    assert "第二十一件" in answer.content.decode()
    assert "分钟后再试" in answer.content.decode()


def test_an_opinion_on_the_platform_says_so(client, town):
    case = case_of(code_in(send(client, town, about="platform", body="字太小")))
    assert case.subject == "平台意见：字太小"


@pytest.mark.parametrize(
    "changed",
    [
        {"body": "\x00\x00"},
        {"body": "字" * 10_001},
        {"key": "not-a-key"},
        {"key": ""},
        {"estate": "\x00"},
        {"estate": str(uuid4())},
        {"building": str(uuid4())},
        {"place_text": "x" * 5000},
        {"phone": "９" * 29},
        {"phone": "\x00"},
        {"name": "🙂" * 60},
        {"kept": "forged:token"},
        {"step": "99", "go": "next"},
        {"go": "x" * 3000},
    ],
)
def test_nothing_sent_breaks_the_page(client, town, changed):
    answer = send(client, town, **changed)
    assert answer.status_code in (200, 302, 422)


def test_ten_thousand_characters_with_pictures_in_them_are_taken(client, town):
    body = "🙂" * 9_999 + "\x00字"
    assert entries_of(case_of(code_in(send(client, town, body=body))))[0].body == body.replace("\x00", "")


@pytest.mark.parametrize("form", [{f"f{n}": "1" for n in range(2100)}, {"body": "字" * 2_000_000}])
def test_a_flood_of_fields_is_refused(client, town, form):
    assert client.post(raise_url(town), form).status_code in (400, 413)


@pytest.mark.parametrize(
    "path", ["/c/000000000000/", "/c/341702010999/raise/", "/d/none/", "/d/%00/", "/d/a'b/", "/c/x/wall/"]
)
def test_an_address_that_leads_nowhere_is_a_page_with_a_sentence(client, town, path):
    assert client.get(path).status_code == 404


def test_an_estate_of_the_neighbours_cannot_be_chosen(client, town):
    answer = send(client, town, estate=str(town.neighbour_estate.id), building=str(town.neighbour_building.id))
    assert answer.status_code == 422
    assert how_many() == 0


def test_the_form_costs_two_statements(client, town, django_assert_max_num_queries):
    client.get(raise_url(town))
    with django_assert_max_num_queries(2):
        client.get(raise_url(town))


def test_the_code_is_shown_only_to_whoever_raised_the_matter(client, town):
    answer = send(client, town)
    assert client.get(answer["Location"]).status_code == 200
    assert Client().get(answer["Location"]).status_code == 302
    assert "楼道灯坏了三天" in client.get(answer["Location"] + "slip/").content.decode()


def test_the_first_page_leads_to_the_community(client, town):
    assert "测试社区" in client.get("/").content.decode()
    assert client.get("/?in=341702").status_code == 200
    assert client.get("/?in=\x00; drop").status_code == 200
    assert "反映一件事" in client.get(f"/c/{town.code}/").content.decode()
