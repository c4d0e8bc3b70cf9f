import pytest
from django.test import Client

from linli.kernel import clock
from tests.cases import in_the_loop as loop


@pytest.fixture
def town(town):
    loop.make_categories()
    return town


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
