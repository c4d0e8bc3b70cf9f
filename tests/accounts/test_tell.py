"""People are told once, on their own list."""

import pytest

from linli.accounts.actions.mark_notices_read import mark_notices_read
from linli.accounts.queries import notices_page, unread_notices
from linli.accounts.tell import tell
from linli.kernel.ids import uuid7
from linli.ledger.scoped import acting_in
from tests.small_community import make_small_community


@pytest.fixture
def town(db):
    return make_small_community()


def told(town, *names, row=None, once="1"):
    with acting_in(town.actor("staff").scope):
        tell([town.users[name].id for name in names], "case.filed", row or town.estate_a, {"title": "路灯"}, once)


def unread(town, name):
    actor = town.actor(name)
    with acting_in(actor.scope):
        return unread_notices(actor)


def test_telling_the_same_twice_leaves_one_notice(town):
    told(town, "staff", "lead")
    told(town, "staff", "lead")
    assert unread(town, "staff") == unread(town, "lead") == 1


def test_who_is_told_of_a_matter_elsewhere_still_finds_the_notice(town):
    told(town, "neighbour_officer", "centre", "admin")
    assert [unread(town, name) for name in ("neighbour_officer", "centre", "admin")] == [1, 1, 1]


def test_nobody_reads_anothers_notices(town):
    told(town, "lead")
    assert unread(town, "staff") == 0


def test_telling_many_takes_two_statements(town, django_assert_num_queries):
    with acting_in(town.actor("staff").scope), django_assert_num_queries(2):
        tell([user.id for user in town.users.values()], "case.filed", town.estate_a, {}, "many")


def test_reading_marks_only_ones_own_and_only_what_was_named(town):
    told(town, "staff", "lead", once="1")
    told(town, "staff", once="2")
    staff = town.actor("staff")
    with acting_in(staff.scope):
        newest = notices_page(staff).items[0]
    assert mark_notices_read(actor=staff, key=None, ids=[newest.id]) == 1
    assert unread(town, "staff") == 1
    assert mark_notices_read(actor=staff, key=uuid7()) == 1
    assert (unread(town, "staff"), unread(town, "lead")) == (0, 1)
