"""Members, pledges and needs by real deeds, for tests."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from linli.alliance.actions.ask_need import Asked, ask_need
from linli.alliance.actions.join_alliance import join_alliance
from linli.alliance.actions.pledge_resource import Offer, pledge_resource
from linli.alliance.models import MemberUnit, Need, Pledge
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

UNIT_PHONE = "13800004321"


def member(town, name: str = "湖畔便利店", kind: str = "enterprise") -> MemberUnit:
    return join_alliance(
        actor=town.actor("staff"), key=uuid4(), community=town.code, name=name, kind=kind, liaison="余工", phone=UNIT_PHONE
    )  # fmt: skip


def pledged(town, unit_of: MemberUnit | None = None, **changed: Any) -> Pledge:
    if unit_of is None:
        with acting_in(Scope.everything()):
            unit_of = MemberUnit.objects.order_by("joined_on").first()
    today = clock.today()
    quantity = Decimal(changed.pop("quantity", 5))
    offer = {
        "kind": "goods", "title": "轮椅", "unit": "辆", "area": town.code, "first_on": today,
        "last_on": today + timedelta(days=60), **changed,
    }  # fmt: skip
    return pledge_resource(
        actor=town.actor("staff"), key=uuid4(), organisation=unit_of.organisation_id, offer=Offer(quantity=quantity, **offer)
    )  # fmt: skip


def asked(town, actor: str = "staff", **changed: Any) -> Need:
    quantity = Decimal(changed.pop("quantity", 1))
    given = {"kind": "goods", "title": "轮椅", "unit": "辆", "place_code": town.grid_a, **changed}
    return ask_need(actor=town.actor(actor), key=uuid4(), asked=Asked(quantity=quantity, **given))


def read_need(need: Need) -> Need:
    with acting_in(Scope.everything()):
        return Need.objects.get(id=need.id)
