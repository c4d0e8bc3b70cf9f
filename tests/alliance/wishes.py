"""Wishes brought to any state by real deeds, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from linli.alliance.actions.collect_wish import collect_wish
from linli.alliance.actions.move_wish import move_wish
from linli.alliance.hope import Claimer, Hope, WishWay
from linli.alliance.models import Wish, WishClaim
from linli.alliance.rules import Check, WishDeed
from linli.kernel import clock
from linli.kernel.actor import Actor, reporter
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

WORDS = "我是3号楼201的王秀英，想要一台助听器"
PUBLIC = "一位独居老人想要一台助听器"
PHONE = "13900005678"
HELPER_PHONE = "13800004321"
CHECKS = tuple(check.value for check in Check)
APPROVAL = {"kind": "goods", "public_words": PUBLIC, "checks": CHECKS}


def the_wisher(wish: Wish) -> Actor:
    return reporter(wish.id, wish.place_code)


def a_helper(town, name: str = "李热心", phone: str = HELPER_PHONE) -> tuple[Actor, dict[str, Any]]:
    """Somebody without an account, and what she fills in."""
    promised_on = clock.today() + timedelta(days=7)
    return reporter(uuid4(), town.code), {"claimer": Claimer("person", name, phone), "promised_on": promised_on}


def do(wish: Wish, actor: Actor, deed: WishDeed, given: dict[str, Any] | None = None) -> Wish:
    move_wish(actor=actor, key=uuid4(), wish=wish.key, deed_done=deed, given=given or {})
    return read_again(wish)


def read_again(wish: Wish) -> Wish:
    with acting_in(Scope.everything()):
        return Wish.objects.get(id=wish.id)


def standing(wish: Wish) -> WishClaim | None:
    with acting_in(Scope.everything()):
        return WishClaim.objects.filter(wish_id=wish.id, released_at__isnull=True).first()


def collected(town, **changed: Any) -> Wish:
    hope = Hope(**{"words": WORDS, "place_code": town.code, "source": WishWay.PAGE, "phone": PHONE, **changed})
    return collect_wish(actor=reporter(uuid4(), hope.place_code), key=uuid4(), hope=hope)


def published(town, **changed: Any) -> Wish:
    return do(collected(town, **changed), town.actor("staff"), WishDeed.APPROVE, APPROVAL)


def claimed(town, **changed: Any) -> Wish:
    wish = published(town, **changed)
    helper, given = a_helper(town)
    return do(wish, helper, WishDeed.CLAIM, given)


def fulfilled(town, **changed: Any) -> Wish:
    wish = claimed(town, **changed)
    helper = reporter(standing(wish).id, wish.place_code)
    return do(wish, helper, WishDeed.FULFIL, {"note": "助听器已经送到，教会她用了"})


def confirmed(town, **changed: Any) -> Wish:
    wish = fulfilled(town, **changed)
    return do(wish, the_wisher(wish), WishDeed.CONFIRM, {"thanks": "谢谢好心人"})
