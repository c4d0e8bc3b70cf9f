"""Every address × every role × within and beyond the jurisdiction."""

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.models import Grant, Notice, User
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop

from .permission_matrix import HOLDERS, LINES, all_names, guarded_names


@pytest.fixture
def town(town):
    now = town.users["staff"].created_at
    for username, name, role in (("keeper", "齐家", Role.ADMINISTRATOR), ("wall", "大厅的屏", Role.WALL)):
        user = User.objects.create(username=username, name=name, must_change_password=False, created_at=now)
        Grant.objects.create(user=user, role=role, prefix=town.code, granted_at=now, granted_by=user.id)
        town.users[username] = user
    town.notice_id = uuid7()
    loop.make_categories()
    town.case_code = loop.dispatched(town, to="chengguan").code
    there = town.neighbour_building
    place = loop.PlaceChosen(there.place_code, there.estate_id, there.id)
    town.neighbours_case_code = loop.raised(town, place=place).code
    return town


def seated(town, name):
    """A client signed in without the page, which has its own tests."""
    user = town.users[name]
    with acting_in(Scope.everything()):
        Notice.objects.filter(id=town.notice_id).delete()
        grant = user.grants.filter(revoked_at__isnull=True).first()
        place = grant.prefix if grant and grant.prefix != "*" else town.code
        Notice(
            id=town.notice_id, place_code=place, user_id=user.id, kind="x", subject="x", subject_id=uuid7(), at=user.created_at,
            once="x",
        ).save(force_insert=True)  # fmt: skip
    client = Client()
    client.force_login(user)
    session = client.session
    session["seen"] = int(clock.now().timestamp())
    session.save()
    return client


def ask(client, line, arguments):
    address = reverse(line.name, kwargs=arguments)
    if line.method == "get":
        return client.get(address, line.data)
    return client.post(address, {"key": str(uuid7()), **line.data})


def test_every_address_behind_the_sign_in_has_a_line_in_the_table():
    assert guarded_names() == set(LINES)


def test_an_address_has_a_name_of_its_own():
    names = list(all_names())
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("name", sorted(LINES))
def test_nobody_gets_in_without_a_session(town, name):
    line = LINES[name]
    answer = ask(Client(), line, line.inside(town))
    if line.method == "get":
        assert answer.status_code == 302
        assert answer["Location"].startswith("/staff/sign-in/")
    else:
        assert answer.status_code == 403


@pytest.mark.parametrize("role", sorted(HOLDERS))
def test_a_role_opens_its_own_pages_and_no_others(town, role):
    wrong = []
    for line in LINES.values():
        if line.name == "staff:sign_out":
            continue
        client = seated(town, HOLDERS[role])
        answer = ask(client, line, line.inside(town))
        # The account of a wall opens what names its role, and its own password.
        open_to_all = line.name == "staff:change_password" if role is Role.WALL else line.roles is None
        allowed = open_to_all or role in (line.roles or ())
        if (answer.status_code == 403) is allowed or answer.status_code >= 500:
            wrong.append(f"{line.name}: {answer.status_code}")
    assert not wrong


@pytest.mark.parametrize("name", sorted(name for name, line in LINES.items() if line.outside))
def test_beyond_the_jurisdiction_nothing_is_shown_or_done(town, name):
    line = LINES[name]
    answer = ask(seated(town, line.who), line, line.outside(town))
    assert answer.status_code in (403, 404)
