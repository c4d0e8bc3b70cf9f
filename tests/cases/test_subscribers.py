"""Everybody concerned is told, once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from linli.accounts.models import Notice
from linli.cases.actions.add_entry import add_entry
from linli.cases.jobs import sweep_alarms
from linli.cases.matter import Source
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.models import OutboxMessage
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import do
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    loop.make_categories()
    return make_small_community()


def told(town, name: str) -> list[str]:
    deliver()
    with acting_in(Scope.everything()):
        return list(
            Notice.objects.filter(user_id=town.users[name].id).order_by("at", "id").values_list("kind", flat=True)
        )


def test_a_new_matter_is_told_to_the_community_desk_alone(town):
    loop.raised(town)
    assert told(town, "staff") == ["case_raised"]
    assert told(town, "neighbour_staff") == told(town, "officer_a") == []


def test_who_is_given_a_case_is_told_and_the_ab_partner_with_him(town):
    loop.dispatched(town)
    assert "case_dispatch" in told(town, "officer_a")
    assert "case_dispatch" in told(town, "officer_b")


def test_property_firm_and_captain_are_told_at_each_turn_of_what_they_registered(town):
    case = loop.raised(town)
    for name, source in (("firm", Source.PROPERTY_FIRM), ("captain", Source.CAPTAIN)):
        matter = loop.a_matter(town, source=source, post_id=town.posts[name].id)
        actor = town.actor(name)
        if name == "firm":
            do(town, "staff", case, Deed.FILE, {"category": "0301"})
            do(town, "staff", case, Deed.DISPATCH, {"lead": town.posts["firm"].id})
        deliver()
        add_entry(actor=actor, key=uuid4(), case=case.key, matter=matter)
    deliver()
    do(town, "firm", case, Deed.ACCEPT)
    do(town, "firm", case, Deed.RECORD_CONTACT, {"contacted": "电话", "contacted_at": clock.now()})
    do(town, "firm", case, Deed.FEED_BACK, {"result": "已清理"})
    do(town, "staff2", case, Deed.PASS_INSPECTION)
    assert told(town, "captain").count("case_turn") == 2
    assert told(town, "firm").count("case_turn") == 2, (
        "of the captain's entry and of the inspection, not of his own deeds"
    )


def test_telling_twice_tells_once(town):
    loop.dispatched(town)
    first = told(town, "officer_a")
    OutboxMessage.objects.update(delivered_at=None, next_try_at=clock.now())
    assert told(town, "officer_a") == first


def test_the_ladder_tells_one_rung_after_the_other(town):
    case = loop.handling(town)
    with clock.at(case.handle_due_at + timedelta(minutes=1)):
        sweep_alarms()
        deliver()
    assert "case_overdue" in told(town, "officer_a")
    assert "case_overdue" in told(town, "leader")
    assert "case_overdue" not in told(town, "lead")
    with clock.at(case.handle_due_at + timedelta(days=12)):
        sweep_alarms()
        deliver()
    assert "case_overdue" in told(town, "street_lead")
    assert "case_overdue" in told(town, "centre")


def test_a_reopened_case_is_told_to_those_who_have_not_reviewed_it(town):
    case = loop.calling_back(town)
    loop.by_reporter(case, Deed.RATE, {"resolved": False, "satisfaction": "dissatisfied", "reason": "还在漏"})
    assert "case_reopened" in told(town, "staff")
    assert "case_reopened" not in told(town, "staff2")
