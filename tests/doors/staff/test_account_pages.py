"""The administrator's pages."""

import re

from django.test import Client

from linli.accounts.models import Grant, User
from linli.kernel.actor import Role
from linli.kernel.ids import uuid7


def new_person(town, **changed):
    return {
        "username": "xinren", "name": "新人", "title": "", "role": "community_staff", "prefix": town.code,
        "organisation_id": "", "key": str(uuid7()),
    } | changed  # fmt: skip


def test_a_person_is_given_an_account_and_signs_in_with_the_password_shown_once(town, signed_in_as):
    admin = signed_in_as("admin")
    assert admin.get("/staff/accounts/new/").status_code == 200
    answer = admin.post("/staff/accounts/new/", new_person(town))
    password = re.search(r"[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){3}", answer.content.decode()).group()
    assert answer["Cache-Control"] == "no-store"
    client = signed_in_as("xinren", password)
    assert client.get("/staff/me/")["Location"] == "/staff/password/"


def test_sending_the_form_twice_opens_one_account_and_shows_the_same_password(town, signed_in_as):
    admin, form = signed_in_as("admin"), new_person(town)
    pages = [admin.post("/staff/accounts/new/", form).content.decode() for _ in range(2)]
    first, second = (re.search(r"[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){3}", page).group() for page in pages)
    assert first == second
    assert User.objects.filter(username="xinren").count() == 1


def test_a_refused_form_says_why_at_its_field_and_keeps_the_rest(town, signed_in_as):
    admin = signed_in_as("admin")
    for changed, sentence in (
        ({"username": "staff"}, "已经有人用了"),
        ({"prefix": "12345"}, "区域代码是"),
        ({"role": "property_firm"}, "请选择这个岗位代表的单位"),
    ):
        answer = admin.post("/staff/accounts/new/", new_person(town, **changed))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page
        assert 'value="新人"' in page
    assert not User.objects.filter(username="xinren").exists()


def test_the_list_finds_by_name_role_and_state(town, signed_in_as):
    admin = signed_in_as("admin")
    assert "陈静" in admin.get("/staff/accounts/").content.decode()
    found = admin.get("/staff/accounts/", {"q": "陈"}).content.decode()
    assert "陈静" in found
    assert "吕洁" not in found
    found = admin.get("/staff/accounts/", {"role": "auditor"}).content.decode()
    assert "张审" in found
    assert "陈静" not in found
    assert "没有符合条件" in admin.get("/staff/accounts/", {"closed": "on"}).content.decode()
    assert admin.get("/staff/accounts/", {"role": "nonsense"}).status_code == 200


def test_a_cursor_that_was_tampered_with_shows_the_first_page_and_says_so(town, signed_in_as):
    admin = signed_in_as("admin")
    for cursor in ("x", "eyJ0eXAi:1:2", "\x00"):
        page = admin.get("/staff/accounts/", {"at": cursor})
        assert page.status_code == 200
        assert "翻页链接已经失效" in page.content.decode()


def test_roles_are_given_and_taken_back_on_the_page_of_the_account(town, signed_in_as, key_on):
    admin, user = signed_in_as("admin"), town.users["staff"]
    home = f"/staff/accounts/{user.id}/"
    form = {"role": "community_lead", "prefix": town.code, "organisation_id": "", "key": key_on(admin.get(home))}
    assert admin.post(f"{home}grant/", form)["Location"] == home
    page = admin.get(home).content.decode()
    assert "社区负责人" in page
    assert "测试社区" in page
    grant = Grant.objects.get(user=user, role=Role.COMMUNITY_LEAD)
    admin.post(f"{home}revoke/{grant.id}/", {"key": str(uuid7())})
    grant.refresh_from_db()
    assert grant.revoked_at


def test_a_refused_grant_is_shown_again_on_the_page_of_the_account(town, signed_in_as):
    admin, user = signed_in_as("admin"), town.users["auditor"]
    form = {"role": "administrator", "prefix": town.county, "organisation_id": "", "key": str(uuid7())}
    answer = admin.post(f"/staff/accounts/{user.id}/grant/", form)
    assert answer.status_code == 422
    assert "三员分立" in answer.content.decode()


def test_closing_ends_the_persons_session_and_opening_again_shows_a_password(town, signed_in_as):
    admin, staff, user = signed_in_as("admin"), signed_in_as("staff"), town.users["staff"]
    home = f"/staff/accounts/{user.id}/"
    admin.post(f"{home}close/", {"key": str(uuid7())})
    assert staff.get("/staff/me/").status_code == 302
    assert "这个账号已停用" in admin.get(home).content.decode()
    form = {"role": "community_staff", "prefix": town.code, "organisation_id": "", "key": str(uuid7())}
    assert "一次性密码" in admin.post(f"{home}reopen/", form).content.decode()


def test_a_locked_person_is_unlocked_and_a_forgotten_password_reset(town, signed_in_as):
    for _ in range(5):
        Client().post("/staff/sign-in/", {"username": "staff", "password": "no"})
    admin, home = signed_in_as("admin"), f"/staff/accounts/{town.users['staff'].id}/"
    assert "解锁" in admin.get(home).content.decode()
    admin.post(f"{home}unlock/", {"key": str(uuid7())})
    signed_in_as("staff")
    page = admin.post(f"{home}reset-password/", {"key": str(uuid7())}).content.decode()
    password = re.search(r"[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){3}", page).group()
    signed_in_as("staff", password)


def test_on_ones_own_account_there_is_nothing_to_press_and_nothing_to_post(town, signed_in_as):
    admin, home = signed_in_as("admin"), f"/staff/accounts/{town.users['admin'].id}/"
    assert "由另一位管理员来做" in admin.get(home).content.decode()
    assert admin.post(f"{home}close/", {"key": str(uuid7())}).status_code == 403


def test_the_list_takes_the_same_statements_however_long_it_is(town, signed_in_as, django_assert_max_num_queries):
    admin = signed_in_as("admin")
    admin.get("/staff/accounts/")
    with django_assert_max_num_queries(10):
        admin.get("/staff/accounts/")
