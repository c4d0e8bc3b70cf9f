import pytest

from tests.small_community import make_small_community


@pytest.fixture
def town(db):
    return make_small_community()
