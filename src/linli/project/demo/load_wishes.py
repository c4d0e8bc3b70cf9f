"""Wishes, member units and pledges of the demonstration, brought where they stand by the real deeds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from uuid import NAMESPACE_OID, UUID, uuid5

from linli.accounts.models import User
from linli.accounts.queries import actor_for
from linli.alliance.actions.answer_pledge import answer_pledge
from linli.alliance.actions.ask_for_pledge import ask_for_pledge
from linli.alliance.actions.collect_wish import collect_wish
from linli.alliance.actions.join_alliance import join_alliance
from linli.alliance.actions.move_wish import move_wish
from linli.alliance.actions.pledge_resource import Offer, pledge_resource
from linli.alliance.hope import Claimer, Hope, WishWay
from linli.alliance.models import Pledge, Wish, WishClaim
from linli.alliance.rules import Check, ClaimerKind, UseState, WishDeed, WishState
from linli.kernel import clock
from linli.kernel.actor import Actor, reporter
from linli.kernel.clock import SHANGHAI
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from . import town
from .load_places import Progress
from .people import given_name, surname
from .plan import COMMUNITY, ESTATES, dice
from .wish_stories import PLEDGES, REFUSALS, STORIES, UNITS, WishStory

AFTER_APPROVAL = frozenset(WishState) - {WishState.COLLECTED, WishState.REFUSED}
CLAIMED_ONCE = frozenset({WishState.CLAIMED, WishState.FULFILLED, WishState.CONFIRMED})


def load_wishes(progress: Progress) -> None:
    """Six member units with eight pledges, and 28 wishes in every state: the published account's five came true."""
    with acting_in(Scope.everything()):
        if Wish.objects.filter(street_code=street_of(COMMUNITY)).exists():
            return
    users = User.objects.filter(username__in=("shequ", "shequ2", "zhanzhang"))
    actors = {user.username: actor_for(user) for user in users}
    units = _make_units(actors["shequ"])
    _make_pledges(actors["shequ"], units)
    for number, story in enumerate(STORIES):
        _play(number, story, actors, units)
    progress(f"共建单位 {len(units)} 家、资源 {len(PLEDGES)} 项、心愿 {len(STORIES)} 个")


def _make_units(staff: Actor) -> dict[str, UUID]:
    units = {}
    with clock.at(clock.now() - timedelta(days=150)):
        for number, (name, kind) in enumerate(UNITS):
            chance = dice("unit", name)
            member = join_alliance(
                actor=staff, key=_key("unit", name), community=COMMUNITY, name=name, kind=kind,
                liaison=_person(chance), phone=f"1990000{4000 + number:04d}",
            )  # fmt: skip
            units[name] = member.organisation_id
    return units


def _make_pledges(staff: Actor, units: Mapping[str, UUID]) -> None:
    for one in PLEDGES:
        offer = Offer(
            kind=one.kind.value, title=one.title, quantity=Decimal(one.quantity), unit=one.measure, area=COMMUNITY,
            first_on=clock.today() - timedelta(days=140), last_on=clock.today() + timedelta(days=one.lasts),
        )  # fmt: skip
        pledge_resource(actor=staff, key=_key("pledge", one.title), organisation=units[one.unit], offer=offer)


def _play(number: int, story: WishStory, actors: Mapping[str, Actor], units: Mapping[str, UUID]) -> None:
    chance, now = dice("wish", number), clock.now()
    hour, minute = chance.randrange(9, 17), chance.randrange(60)
    began = (now - timedelta(days=story.days)).astimezone(SHANGHAI).replace(hour=hour, minute=minute)
    began = min(began, now - timedelta(hours=1))
    estate = next((one for one in ESTATES if one.name == story.estate), None)
    place = town.estate_place(estate) if estate else COMMUNITY
    someone = reporter(uuid5(NAMESPACE_OID, f"demo wish {number}"), place)
    staff, other, lead = actors["shequ"], actors["shequ2"], actors["zhanzhang"]
    with clock.at(began):
        hope = Hope(
            story.words, place, WishWay.PAGE, town.estate_id(estate) if estate else None, _person(chance),
            f"1990000{5000 + number:04d}",
        )  # fmt: skip
        wish = collect_wish(actor=someone, key=_key("wish", number), hope=hope)

    def do(actor: Actor, deed: WishDeed, days: float, **given: object) -> None:
        # Never in the future, however long the steps before it took.
        with clock.at(min(began + timedelta(days=days), now)):
            move_wish(actor=actor, key=_key(deed.value, number), wish=wish.key, deed_done=deed, given=given)

    if story.state is WishState.REFUSED:
        do(staff, WishDeed.REFUSE, 1, reason=REFUSALS[story.words])
    if story.state not in AFTER_APPROVAL:
        return
    do(
        staff, WishDeed.APPROVE, 1, kind=story.kind.value, public_words=story.public,
        checks=tuple(one.value for one in Check),
    )  # fmt: skip
    if story.state in (WishState.COMMITTEE, WishState.UNMET):
        do(staff, WishDeed.TO_COMMITTEE, 31)
    if story.state is WishState.UNMET:
        do(
            lead,
            WishDeed.CLOSE_UNMET,
            45,
            reason="联席会商量：没有合适的地方和安全条件，暂时办不到；夏天在市民广场有戏水活动，届时通知您。",
        )
    if story.state is WishState.WITHDRAWN:
        do(someone, WishDeed.WITHDRAW, 3, reason="亲戚送了一台，不用了")
    if story.state not in CLAIMED_ONCE:
        return
    claimed_at = min(began + timedelta(days=1 + story.waited), now - timedelta(hours=3))
    with clock.at(claimed_at):
        _claim(number, story, wish, staff, units, chance)
    later = (claimed_at - began) / timedelta(days=1)
    if story.state is WishState.CLAIMED:
        return
    with acting_in(Scope.everything()):
        claim = WishClaim.objects.get(street_code=wish.street_code, wish=wish, released_at__isnull=True)
    do(reporter(claim.id, place), WishDeed.FULFIL, later + 2, note=story.note)
    if story.state is WishState.CONFIRMED:
        do(someone, WishDeed.CONFIRM, later + 3, thanks="谢谢大家惦记着")
    if story.story:
        do(other, WishDeed.TELL_STORY, later + 4, story=story.story)


def _claim(number: int, story: WishStory, wish: Wish, staff: Actor, units: Mapping[str, UUID], chance: object) -> None:
    promised_on = clock.today() + timedelta(days=10)
    if story.pledge:
        with acting_in(Scope.everything()):
            pledge = Pledge.objects.get(street_code=wish.street_code, title=story.pledge)
        amount = Decimal(300 if pledge.unit == "株" else 1)
        ask_for_pledge(
            actor=staff, key=_key("ask", number), wish=wish.key, pledge=pledge.key, quantity=amount,
            why=f"{story.helper}登记的{pledge.title}，类别对得上，在本社区",
        )  # fmt: skip
        answer_pledge(
            actor=staff, key=_key("yes", number), wish=wish.key, answer=UseState.COMMITTED, promised_on=promised_on
        )
        return
    unit = units.get(story.helper)
    kind = ClaimerKind.UNIT if unit else ClaimerKind(story.helper)
    claimer = Claimer(kind.value, _person(chance), f"1990000{6000 + number:04d}", unit)
    move_wish(
        actor=staff if unit else reporter(uuid5(NAMESPACE_OID, f"demo claim {number}"), wish.place_code),
        key=_key("claim", number), wish=wish.key, deed_done=WishDeed.CLAIM,
        given={"claimer": claimer, "promised_on": promised_on},
    )  # fmt: skip


def _person(chance: object) -> str:
    return surname(chance) + given_name(chance, chance.random() < 0.5, chance.randint(1950, 2000))


def _key(*parts: object) -> UUID:
    return uuid5(NAMESPACE_OID, "demo alliance " + "/".join(map(str, parts)))
