"""Administrators keep accounts within their jurisdiction, and never their own."""

import pytest

from linli.accounts.actions.change_password import change_password
from linli.accounts.actions.close_account import close_account
from linli.accounts.actions.grant_role import grant_role
from linli.accounts.actions.open_account import open_account
from linli.accounts.actions.reopen_account import reopen_account
from linli.accounts.actions.reset_password import reset_password
from linli.accounts.actions.revoke_role import revoke_role
from linli.accounts.models import Grant, Session, User
from linli.accounts.one_time_password import one_time_password
from linli.accounts.queries import actor_for, signed_in, user_facts, users_page
from linli.accounts.secret import Secret
from linli.accounts.sessions import SessionStore, end_oldest_sessions
from linli.kernel.actor import Role, system
from linli.kernel.errors import BadInput, KeyReused, MissingField, NotAllowed, NotFound, WrongState
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine, IdempotencyKey
from linli.ledger.scoped import acting_in
from tests.small_community import PASSWORD, make_small_community

NEW = Secret("Lake-East-2031")


@pytest.fixture
def town(db):
    return make_small_community()


@pytest.fixture
def keeper(town):
    """An administrator of the community alone."""
    user = User.objects.create(username="keeper", name="齐家", created_at=town.users["staff"].created_at)
    Grant.objects.create(
        user=user, role=Role.ADMINISTRATOR, prefix=town.code, granted_at=user.created_at, granted_by=user.id
    )
    return actor_for(user)


def opened(actor, town, key=None, **changed):
    given = {"username": "xin", "name": "新人", "role": Role.COMMUNITY_STAFF, "prefix": town.code, "password": NEW}
    return open_account(actor=actor, key=key or uuid7(), **(given | changed))


def seated(user):
    store = SessionStore()
    store["_auth_user_id"] = str(user.id)
    store.create()
    store.save()
    return store.session_key


def test_an_account_is_opened_with_a_role_and_a_password_that_must_be_changed(town, keeper):
    user = opened(keeper, town)
    assert user.must_change_password
    assert user.check_password(NEW.reveal())
    assert [(g.role, g.prefix) for g in actor_for(user).grants] == [(Role.COMMUNITY_STAFF, town.code)]


def test_opening_twice_under_one_key_opens_one_account(town, keeper):
    key = uuid7()
    assert opened(keeper, town, key) == opened(keeper, town, key)
    with pytest.raises(KeyReused):
        opened(keeper, town, key, name="别人")


def test_a_password_is_neither_in_the_trail_nor_under_the_key(town, keeper):
    user = opened(keeper, town)
    with acting_in(Scope.everything()):
        kept = repr([line.changes for line in AuditLine.objects.all()])
    kept += repr(list(IdempotencyKey.objects.values_list("digest", "result")))
    assert NEW.reveal() not in kept
    assert user.password not in kept


def test_the_one_time_password_is_the_same_for_the_same_key_and_satisfies_the_rules(town):
    from django.contrib.auth.password_validation import validate_password

    key = uuid7()
    assert one_time_password(key).reveal() == one_time_password(key).reveal() != one_time_password(uuid7()).reveal()
    validate_password(one_time_password(key).reveal())
    assert "reveal" not in repr(one_time_password(key))


def test_a_name_that_is_taken_is_refused_and_nothing_is_left(town, keeper):
    with pytest.raises(BadInput, match="taken"):
        opened(keeper, town, username="Staff")
    assert not Grant.objects.filter(granted_by=keeper.id, role=Role.COMMUNITY_STAFF).exists()


@pytest.mark.parametrize("username", ["", "ab", "网格", "a b c", "-abc", "x" * 41, "a'; drop"])
def test_a_name_that_cannot_be_typed_everywhere_is_refused(town, keeper, username):
    with pytest.raises(BadInput, match="username_shape"):
        opened(keeper, town, username=username)


@pytest.mark.parametrize("prefix", ["", "34170201090", "池州", "*1", "3417020109010000"[:15]])
def test_a_jurisdiction_is_a_place_code(town, prefix):
    with pytest.raises(BadInput, match="not_a_place"):
        opened(system(), town, prefix=prefix)


def test_nobody_is_given_a_role_outside_the_administrators_jurisdiction(town, keeper):
    for prefix in (town.street, town.neighbour_code, "*"):
        with pytest.raises(NotAllowed, match="scope"):
            opened(keeper, town, prefix=prefix)


def test_who_speaks_for_an_organisation_names_it(town, keeper):
    with pytest.raises(MissingField, match="organisation"):
        opened(keeper, town, role=Role.PROPERTY_FIRM)


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.REPORTER])
def test_nobody_is_made_the_system_or_a_reporter(town, role):
    with pytest.raises(BadInput, match="not_granted"):
        opened(system(), town, role=role)


def test_an_administrator_gives_himself_nothing(town):
    admin = town.actor("admin")
    with pytest.raises(NotAllowed, match="oneself"):
        grant_role(actor=admin, key=uuid7(), user_id=admin.id, role=Role.COMMUNITY_LEAD, prefix=town.code)


def test_administrator_and_auditor_are_two_people(town):
    auditor = town.users["auditor"].id
    with pytest.raises(NotAllowed, match="apart"):
        grant_role(actor=town.actor("admin"), key=uuid7(), user_id=auditor, role=Role.ADMINISTRATOR, prefix=town.county)


def test_staff_give_nobody_anything(town):
    with pytest.raises((NotAllowed, NotFound)):
        opened(town.actor("lead"), town)
    with pytest.raises(NotFound):
        reset_password(actor=town.actor("lead"), key=uuid7(), user_id=town.users["staff"].id, password=NEW)


def test_who_also_serves_beyond_the_jurisdiction_is_not_taken_over_by_a_new_password(town, keeper):
    staff = town.users["staff"].id
    grant_role(actor=town.actor("admin"), key=uuid7(), user_id=staff, role=Role.GOVERNANCE_CENTRE, prefix=town.county)
    assert user_facts(keeper, staff)
    for deed in (reset_password, close_account):
        with pytest.raises(NotAllowed, match="scope"):
            deed(actor=keeper, key=uuid7(), user_id=staff, **({"password": NEW} if deed is reset_password else {}))


def test_a_role_is_held_from_the_grant_to_the_revocation(town):
    admin, user = town.actor("admin"), town.users["staff"]
    grant = grant_role(actor=admin, key=uuid7(), user_id=user.id, role=Role.COMMUNITY_LEAD, prefix=town.code)
    again = grant_role(actor=admin, key=uuid7(), user_id=user.id, role=Role.COMMUNITY_LEAD, prefix=town.code)
    assert again == grant
    assert Role.COMMUNITY_LEAD in signed_in(user.id).actor.roles
    revoke_role(actor=admin, key=uuid7(), grant_id=grant.id)
    revoke_role(actor=admin, key=uuid7(), grant_id=grant.id)
    assert signed_in(user.id).actor.roles == {Role.COMMUNITY_STAFF}


def test_the_actor_comes_with_all_live_grants_in_one_statement(town, django_assert_num_queries):
    user = town.users["staff"]
    grant_role(
        actor=town.actor("admin"), key=uuid7(), user_id=user.id, role=Role.COMMUNITY_LEAD, prefix=town.neighbour_code
    )
    with django_assert_num_queries(1):
        found = signed_in(user.id, "10.1.1.1")
    assert set(found.actor.grants) == set(actor_for(user).grants)
    assert len(found.actor.grants) == 2
    assert found.actor.ip == "10.1.1.1"


def test_somebody_without_a_role_signs_in_and_sees_nothing(town):
    Grant.objects.filter(user=town.users["staff"]).delete()
    assert signed_in(town.users["staff"].id).actor.grants == ()


def test_closing_an_account_ends_its_sessions_and_takes_its_roles(town):
    user = town.users["staff"]
    seated(user)
    close_account(actor=town.actor("admin"), key=uuid7(), user_id=user.id)
    assert signed_in(user.id) is None
    assert not Session.objects.filter(user_id=user.id).exists()
    assert actor_for(user).grants == ()
    with pytest.raises(WrongState):
        reset_password(actor=town.actor("admin"), key=uuid7(), user_id=user.id, password=NEW)


def test_a_closed_account_is_opened_again_by_its_jurisdictions_administrator_alone(town, keeper):
    admin, user = town.actor("admin"), town.users["neighbour_staff"]
    close_account(actor=admin, key=uuid7(), user_id=user.id)
    given = {"user_id": user.id, "password": NEW, "role": Role.COMMUNITY_STAFF}
    with pytest.raises(NotFound):
        reopen_account(actor=keeper, key=uuid7(), prefix=town.code, **given)
    reopen_account(actor=admin, key=uuid7(), prefix=town.neighbour_code, **given)
    assert signed_in(user.id).user.must_change_password


def test_a_new_password_ends_every_session_but_ones_own(town):
    user = town.users["staff"]
    here, there = seated(user), seated(user)
    old = Secret(PASSWORD)
    change_password(actor=town.actor("staff"), key=None, old=old, new=NEW, keep_session=here)
    assert list(Session.objects.filter(user_id=user.id).values_list("pk", flat=True)) == [here] != [there]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("wrong", "Lake-East-2031", "old_password"),
        (PASSWORD, PASSWORD, "new_password"),
        (PASSWORD, "short", "new_password"),
        (PASSWORD, "onlylowercase", "new_password"),
        (PASSWORD, "Password123", "new_password"),
    ],
)
def test_a_password_that_is_wrong_old_or_weak_is_refused(town, old, new, field):
    with pytest.raises(BadInput) as refused:
        change_password(actor=town.actor("staff"), key=None, old=Secret(old), new=Secret(new))
    assert refused.value.field == field


def test_a_user_keeps_the_three_sessions_used_last(town):
    keys = [seated(town.users["staff"]) for _ in range(5)]
    end_oldest_sessions(town.users["staff"].id)
    left = set(Session.objects.filter(user_id=town.users["staff"].id).values_list("pk", flat=True))
    assert left == set(keys[2:])


def test_an_administrator_sees_the_accounts_of_the_jurisdiction_and_no_others(town, keeper):
    names = {line.username for line in users_page(keeper, size=100).items}
    assert {"staff", "officer_a", "firm", "keeper"} <= names
    assert not names & {"neighbour_staff", "street_lead", "centre", "admin"}
    with pytest.raises(NotFound):
        user_facts(keeper, town.users["neighbour_staff"].id)
    assert users_page(town.actor("lead")).items == []


def test_the_list_is_read_a_page_at_a_time_in_two_statements_forwards_and_back(town, django_assert_num_queries):
    admin = town.actor("admin")
    with django_assert_num_queries(2):
        first = users_page(admin, size=8)
    second = users_page(admin, at=first.next, size=8)
    third = users_page(admin, at=second.next, size=8)
    assert third.next is None
    names = [line.username for page in (first, second, third) for line in page.items]
    assert names == sorted(town.users)
    back = users_page(admin, at=third.previous, size=8)
    assert [line.username for line in back.items] == [line.username for line in second.items]
    assert users_page(admin, at=second.previous, size=8).previous is None
