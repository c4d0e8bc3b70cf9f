"""The needs list: each line a ledger from asked to confirmed, and nobody who asked is left without an answer."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from linli.alliance.models import Need, NeedStep
from linli.alliance.open_need import open_need
from linli.alliance.rules.need_loop import NeedOrigin
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.kernel.scope import Scope
from linli.ledger.deed import action, deed
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return make_small_community()


@action
def a_room_above_asks(*, actor: Actor, key: UUID | None, **given) -> Need:
    with deed(actor, key, "hall.ask") as d:
        return open_need(d, **given)


WHEELCHAIR = {
    "origin": NeedOrigin.HALL, "origin_id": None, "kind": "goods", "title": "轮椅一辆", "quantity": Decimal(1),
    "unit": "辆", "is_urgent": True, "people": 1, "wanted_by_on": None,
}  # fmt: skip


def test_any_room_opens_a_need_within_its_own_deed(town):
    staff = town.actor("staff")
    need = a_room_above_asks(actor=staff, key=uuid4(), place_code=town.grid_a, **WHEELCHAIR)
    assert deliver() == 1
    with acting_in(Scope.everything()):
        kept = Need.objects.get(id=need.id)
        assert (kept.state, kept.origin, kept.is_urgent) == ("asked", "hall", True)
        assert kept.alarm_at is not None, "somebody is reminded"
        assert NeedStep.objects.filter(need_id=need.id).count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("title", "3号楼201王奶奶的轮椅"), ("kind", "gold"), ("quantity", Decimal(0)), ("unit", ""), ("people", 0)],
)  # fmt: skip
def test_a_need_names_a_thing_and_nobody(town, field, value):
    with pytest.raises(BadInput) as refused:
        a_room_above_asks(
            actor=town.actor("staff"), key=uuid4(), place_code=town.grid_a, **{**WHEELCHAIR, field: value}
        )
    assert refused.value.field == field
