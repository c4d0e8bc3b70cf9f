"""Somebody at a browser, signed in over HTTP."""

import re

import pytest
from django.test import Client

from linli.kernel import clock
from tests.small_community import PASSWORD, make_small_community


@pytest.fixture
def town(db):
    return make_small_community()


@pytest.fixture
def signed_in_as(town):
    """`signed_in_as("staff")` is a client whose session was opened through the sign-in page."""

    def sign_in(name: str, password: str = PASSWORD) -> Client:
        client = Client()
        answer = client.post("/staff/sign-in/", {"username": name, "password": password})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return sign_in


@pytest.fixture
def key_on():
    """`key_on(page)` is the idempotency key in the page's first form that carries one."""

    def read(page) -> str:
        return re.search(r'name="key" value="([0-9a-f-]{36})"', page.content.decode()).group(1)

    return read


@pytest.fixture
def signed_in(town):
    """`signed_in("staff")` is a client whose session is open; the sign-in page has its own tests."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(town.users[name])
        session = client.session
        session["seen"] = int(clock.now().timestamp())
        session.save()
        return client

    return sign_in
