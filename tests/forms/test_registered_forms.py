"""Registered forms: nobody fills what has no reason, has expired, or has been filled already."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from linli.forms.actions.fill_form import fill_form
from linli.forms.actions.register_form import register_form
from linli.forms.actions.stop_form import stop_form
from linli.forms.queries.registry import fillings_of, find_form, registered_forms
from linli.forms.rules.registered import Registration, Rhythm, fields_of
from linli.kernel import clock
from linli.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from linli.ledger.scoped import acting_in
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return make_small_community()


def registered(town, who="street_lead", **changed):
    today = clock.today()
    given = {
        "title": "月度走访情况表",
        "purpose": "了解走访了多少户",
        "basis": "街道年度工作要点第 6 条",
        "asked_by": "清风街道综治办",
        "rhythm": Rhythm.MONTHLY,
        "first_on": today,
        "last_on": today + timedelta(days=90),
        "fields": fields_of("社区名称\n网格名称\n房屋数\n填表人\n本月走访户数"),
        **changed,
    }
    return register_form(actor=town.actor(who), key=uuid4(), place_code=town.street, registration=Registration(**given))


def fill(town, form, who="officer_a", said="12"):
    return fill_form(actor=town.actor(who), key=uuid4(), form=form.key, answers=((5, said),))


def test_what_the_platform_knows_is_not_typed_and_is_counted(town):
    form = registered(town)
    row = fill(town, form)
    assert (row.prefilled, row.typed) == (4, 1)
    with acting_in(town.actor("officer_a").scope):
        (line,) = registered_forms(town.actor("officer_a"))
        assert (line.standing, line.filled, line.known) == ("open", True, 4)
        (filling,) = fillings_of(line)
    assert dict(filling.answers) == {
        "社区名称": "测试社区", "网格名称": "第一网格", "房屋数": "4", "填表人": "周敏", "本月走访户数": "12",
    }  # fmt: skip


def test_the_same_is_reported_once_a_turn(town):
    form = registered(town)
    fill(town, form)
    with pytest.raises(Conflict):
        fill(town, form)
    with clock.at(clock.now() + timedelta(days=32)):
        assert fill(town, form).turn != "once"


def test_an_expired_or_stopped_form_is_filled_no_more(town):
    form = registered(town)
    with clock.at(clock.now() + timedelta(days=91)), pytest.raises(WrongState, match="expired"):
        fill(town, form)
    stop_form(actor=town.actor("street_lead"), key=uuid4(), form=form.key)
    with pytest.raises(WrongState, match="stopped"):
        fill(town, form)
    with acting_in(town.actor("officer_a").scope):
        assert registered_forms(town.actor("officer_a"))[0].standing == "stopped"


@pytest.mark.parametrize("left_out", ["purpose", "basis", "asked_by"])
def test_a_form_without_purpose_basis_or_who_asks_is_not_registered(town, left_out):
    with pytest.raises(BadInput, match=left_out):
        registered(town, **{left_out: " "})


def test_a_registration_holds_a_year_at_most(town):
    with pytest.raises(BadInput, match="over_a_year"):
        registered(town, last_on=clock.today() + timedelta(days=400))


def test_an_officer_registers_nothing_and_neighbours_street_forms_do_not_reach(town):
    with pytest.raises(NotAllowed):
        registered(town, who="staff")
    form = register_form(
        actor=town.actor("lead"),
        key=uuid4(),
        place_code=town.code,
        registration=Registration(
            "表", "用", "据", "谁", Rhythm.ONCE, clock.today(), clock.today(), fields_of("本月走访户数")
        ),
    )
    with pytest.raises(NotFound):
        find_form(town.actor("neighbour_officer"), form.id)
    with pytest.raises(NotFound):
        fill(town, form, "neighbour_officer")
