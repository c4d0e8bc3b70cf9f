"""Kinds and limits are kept by version: a case keeps the one it was filed under."""

from uuid import uuid4

import pytest

from linli.cases.actions.change_category import change_category
from linli.cases.actions.discard_category_draft import discard_category_draft
from linli.cases.actions.draft_categories import draft_categories
from linli.cases.actions.publish_categories import publish_categories
from linli.cases.actions.remove_category import remove_category
from linli.cases.categories import set_in_force
from linli.cases.models import Category
from linli.cases.queries.category_sets import category_sets, category_tree, kept_prefix
from linli.cases.queries.kinds import kinds_in_force
from linli.kernel.errors import BadInput, MissingField, NotAllowed, NotFound, WrongState
from linli.kernel.limits import Limit
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    town = make_small_community()
    loop.make_categories()
    return town


@pytest.fixture
def draft(town):
    return draft_categories(actor=town.actor("street_lead"), key=uuid4(), prefix=town.street)


def change(town, draft, code="0301", **changed):
    given = {
        "name": "暴露垃圾",
        "response_limit": Limit.parse("1wh"),
        "handle_limit": Limit.parse("2wh"),
        "lead": "环卫",
    }
    return change_category(
        actor=town.actor("street_lead"), key=uuid4(), set_id=draft.id, code=code, **(given | changed)
    )


def publish(town, draft, note="按新标准"):
    return publish_categories(actor=town.actor("street_lead"), key=uuid4(), set_id=draft.id, note=note)


def test_a_draft_begins_with_the_kinds_in_force_and_changes_nothing_yet(town, draft):
    tree = category_tree(town.street, draft.id)
    assert tree.changes == 0
    change(town, draft)
    assert category_tree(town.street, draft.id).changes == 1
    assert loop.filed(town).handle_limit == "4wh"


def test_from_publication_on_cases_are_filed_under_the_new_set_and_earlier_ones_keep_theirs(town, draft):
    before = loop.filed(town)
    change(town, draft)
    publish(town, draft)
    after = loop.filed(town)
    assert (before.handle_limit, after.handle_limit) == ("4wh", "2wh")
    assert loop.read_again(before).category_set_id != after.category_set_id == draft.id


def test_a_street_sets_limits_for_itself_alone(town, draft):
    change(town, draft)
    publish(town, draft)
    assert set_in_force(town.code).id == draft.id
    assert set_in_force("341703001001").prefix == ""


def test_two_who_begin_find_the_same_draft(town, draft):
    again = draft_categories(actor=town.actor("street_lead"), key=uuid4(), prefix=town.street)
    assert again.id == draft.id


def test_a_published_set_never_changes(town, draft):
    change(town, draft)
    publish(town, draft)
    for refused in (lambda: change(town, draft), lambda: publish(town, draft)):
        with pytest.raises(WrongState):
            refused()
    with pytest.raises(WrongState):
        discard_category_draft(actor=town.actor("street_lead"), key=uuid4(), set_id=draft.id)


def test_the_next_version_has_the_next_number_and_its_history_says_who_and_why(town, draft):
    change(town, draft)
    publish(town, draft)
    second = draft_categories(actor=town.actor("street_lead"), key=uuid4(), prefix=town.street)
    assert (draft.number, second.number) == (1, 2)
    history = category_sets(town.street)
    assert [(one.prefix, one.number, one.is_draft) for one in history][:2] == [
        (town.street, 2, True),
        (town.street, 1, False),
    ]
    assert (history[1].note, history[1].published_by) == ("按新标准", "沈明")


def test_a_draft_without_a_change_or_a_reason_is_not_published(town, draft):
    with pytest.raises(BadInput, match="unchanged"):
        publish(town, draft)
    change(town, draft)
    with pytest.raises(MissingField):
        publish(town, draft, note="  ")


def test_a_kind_left_out_is_no_longer_filed_under(town, draft):
    remove_category(actor=town.actor("street_lead"), key=uuid4(), set_id=draft.id, code="0301")
    assert category_tree(town.street, draft.id).left_out == ("暴露垃圾",)
    publish(town, draft)
    with pytest.raises(BadInput, match="category"):
        loop.filed(town)
    assert "0301" not in {kind.code for large in kinds_in_force(town.code) for kind in large.kinds}


def test_a_small_kind_needs_its_large_one_and_both_limits(town, draft):
    with pytest.raises(BadInput, match="no_parent"):
        change(town, draft, code="7701")
    with pytest.raises(BadInput, match="unusable"):
        change(town, draft, code="３０１")
    with pytest.raises(MissingField):
        change(town, draft, handle_limit=None)
    change(town, draft, code="77", name="节庆", response_limit=None, handle_limit=None)
    assert change(town, draft, code="7701", name="烟花爆竹").parent_code == "77"
    with pytest.raises(BadInput, match="has_kinds"):
        remove_category(actor=town.actor("street_lead"), key=uuid4(), set_id=draft.id, code="77")


def test_giving_a_draft_up_leaves_the_set_in_force(town, draft):
    discard_category_draft(actor=town.actor("street_lead"), key=uuid4(), set_id=draft.id)
    assert not Category.objects.filter(set_id=draft.id).exists()
    with pytest.raises(NotFound):
        change(town, draft)


@pytest.mark.parametrize("who", ["staff", "officer_a", "auditor", "lead"])
def test_only_the_keepers_of_a_jurisdiction_touch_its_kinds(town, draft, who):
    with pytest.raises(NotAllowed):
        publish_categories(actor=town.actor(who), key=uuid4(), set_id=draft.id, note="x")
    with pytest.raises(NotAllowed):
        draft_categories(actor=town.actor(who), key=uuid4(), prefix=town.street)


def test_a_street_does_not_keep_the_countys_kinds(town):
    with pytest.raises(NotAllowed):
        draft_categories(actor=town.actor("street_lead"), key=uuid4(), prefix=town.county)
    assert kept_prefix(town.actor("street_lead")) == town.street
    assert kept_prefix(town.actor("admin")) == ""


def test_every_change_is_in_the_audit_trail(town, draft):
    change(town, draft)
    publish(town, draft)
    with acting_in(Scope.everything()):
        deeds = list(AuditLine.objects.filter(deed__startswith="categories.").values_list("deed", "place_code"))
    assert deeds == [(f"categories.{name}", town.street) for name in ("draft", "change", "publish")]
