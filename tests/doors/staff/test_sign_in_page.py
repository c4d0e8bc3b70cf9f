"""The way in and out of the staff's pages, as a browser sees it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from linli.accounts.models import Session
from linli.kernel import clock
from tests.small_community import PASSWORD

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(town):
    client = Client()
    away = client.get("/staff/me/")
    assert away.status_code == 302
    assert away["Location"] == "/staff/sign-in/?next=%2Fstaff%2Fme%2F"
    back = client.post("/staff/sign-in/", {"username": "staff", "password": PASSWORD, "next": "/staff/me/"})
    assert back["Location"] == "/staff/me/"
    assert "陈静" in client.get("/staff/me/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(town, elsewhere):
    answer = Client().post("/staff/sign-in/", {"username": "staff", "password": PASSWORD, "next": elsewhere})
    assert answer["Location"].startswith("/")
    assert "evil" not in answer["Location"]


def test_after_a_failure_the_name_stays_and_the_password_does_not(town):
    answer = Client().post("/staff/sign-in/", {"username": "staff", "password": "not-the-one"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="staff"' in page
    assert "not-the-one" not in page
    assert "用户名或密码不对" in page


def test_a_wrong_name_and_a_wrong_password_look_the_same(town):
    def page(name):
        text = Client().post("/staff/sign-in/", {"username": name, "password": "no"}).content.decode()
        return re.sub(r"[A-Za-z0-9]{64}", "TOKEN", text.replace(name, "NAME"))

    with clock.at(NOON):
        assert page("zhujian").splitlines() == page("nobodyhere").splitlines()


def test_after_five_failures_the_page_says_how_long_to_wait(town):
    client = Client()
    for _ in range(5):
        answer = client.post("/staff/sign-in/", {"username": "staff", "password": "no"})
    assert answer.status_code == 429
    assert "请 15 分钟后再试" in answer.content.decode()


def test_the_session_gets_a_new_name_at_the_sign_in(town, signed_in_as):
    client = Client()
    client.get("/staff/sign-in/")
    client.session.save()
    fixed = "a" * 32
    client.cookies["sessionid"] = fixed
    client.post("/staff/sign-in/", {"username": "staff", "password": PASSWORD})
    assert client.cookies["sessionid"].value != fixed
    assert Session.objects.get(user_id=town.users["staff"].id).session_key == client.cookies["sessionid"].value
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_a_fourth_browser_ends_the_session_used_longest_ago(town, signed_in_as):
    clients = [signed_in_as("staff") for _ in range(4)]
    assert [client.get("/staff/me/").status_code for client in clients] == [302, 200, 200, 200]


def test_thirty_minutes_without_a_page_end_the_session(town):
    client = Client()
    with clock.at(NOON):
        client.post("/staff/sign-in/", {"username": "staff", "password": PASSWORD})
    with clock.at(NOON + timedelta(minutes=29)):
        assert client.get("/staff/me/").status_code == 200
    with clock.at(NOON + timedelta(minutes=58)):
        assert client.get("/staff/me/").status_code == 200
    with clock.at(NOON + timedelta(minutes=88, seconds=1)):
        assert client.get("/staff/me/").status_code == 302
        assert "有一段时间没有操作" in client.get("/staff/sign-in/").content.decode()


def test_at_the_first_sign_in_only_the_password_page_opens(town, signed_in_as):
    town.users["staff"].must_change_password = True
    town.users["staff"].save()
    client = signed_in_as("staff")
    for path in ("/staff/me/", "/staff/notices/"):
        assert client.get(path)["Location"] == "/staff/password/"
    new = "Lake-East-2031"
    answer = client.post("/staff/password/", {"old_password": PASSWORD, "new_password": new, "repeated": new})
    assert answer.status_code == 302
    assert client.get("/staff/me/").status_code == 200
    signed_in_as("staff", new)


def test_changing_the_password_ends_the_other_browsers(town, signed_in_as):
    here, there = signed_in_as("staff"), signed_in_as("staff")
    new = "Lake-East-2031"
    here.post("/staff/password/", {"old_password": PASSWORD, "new_password": new, "repeated": new})
    assert here.get("/staff/me/").status_code == 200
    assert there.get("/staff/me/").status_code == 302


def test_a_password_that_is_refused_says_why_beside_its_field(town, signed_in_as):
    client = signed_in_as("staff")
    answer = client.post(
        "/staff/password/", {"old_password": "wrong", "new_password": "Lake-East-2031", "repeated": "Lake-East-2031"}
    )
    assert answer.status_code == 422
    assert "现在的密码不对" in answer.content.decode()
    answer = client.post("/staff/password/", {"old_password": PASSWORD, "new_password": "abc", "repeated": "abd"})
    assert "两次输入的新密码不一样" in answer.content.decode()


def test_guessing_the_old_password_in_an_open_session_is_stopped(town, signed_in_as):
    client = signed_in_as("staff")
    form = {"old_password": "wrong", "new_password": "Lake-East-2031", "repeated": "Lake-East-2031"}
    assert [client.post("/staff/password/", form).status_code for _ in range(6)] == [422] * 5 + [429]


def test_leaving_ends_the_session_and_leaving_everywhere_ends_all(town, signed_in_as):
    one, two, three = (signed_in_as("staff") for _ in range(3))
    one.post("/staff/sign-out/")
    assert [c.get("/staff/me/").status_code for c in (one, two, three)] == [302, 200, 200]
    two.post("/staff/sign-out/", {"everywhere": "1"})
    assert three.get("/staff/me/").status_code == 302


def test_a_role_that_is_taken_back_is_gone_from_the_next_page_on(town, signed_in_as):
    client = signed_in_as("auditor")
    assert client.get("/staff/audit/").status_code == 200
    town.users["auditor"].grants.update(revoked_at=clock.now())
    assert client.get("/staff/audit/").status_code == 403


def test_a_fragment_of_who_is_signed_out_leads_the_whole_page_to_the_sign_in(town):
    answer = Client().get(
        "/staff/notices/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/staff/me/"}
    )
    assert answer["HX-Redirect"] == "/staff/sign-in/?next=%2Fstaff%2Fme%2F"
