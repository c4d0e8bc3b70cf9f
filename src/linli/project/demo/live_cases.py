"""Cases on their way, brought by the real deeds to where every list, board and wall has something to show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from linli.accounts.models import User
from linli.accounts.queries import actor_for
from linli.cases.actions.add_entry import add_entry
from linli.cases.actions.merge_case import merge_case
from linli.cases.actions.move_case import move_case
from linli.cases.actions.raise_case import raise_case
from linli.cases.actions.settle_on_the_spot import settle_on_the_spot
from linli.cases.matter import Matter, PlaceChosen, Source, Voice
from linli.cases.models import Case, Entry
from linli.kernel import clock
from linli.kernel.actor import Actor, Role, reporter
from linli.kernel.clock import SHANGHAI
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from . import town
from .matters import MATTERS
from .people import given_name, surname
from .plan import COMMUNITY, dice
from .stories import STORIES
from .team_plan import PlannedPost, posts
from .turns import Story, Turn

OPENS, CLOSES = 8, 19
"""Hours of the day at which people of the demonstration do things."""


def make_live_cases() -> int:
    """Play every story so that its last deed lies the told hours ago; returns how many cases there are now more.

    Where the street has a case that was raised here, not imported, nothing is played: the stories are told once.
    """
    with acting_in(Scope.everything()):
        if Case.objects.filter(street_code=street_of(COMMUNITY), import_id__isnull=True).exists():
            return 0
    users = {user.username: user for user in User.objects.filter(username__in=_usernames())}
    actors = {name: actor_for(user) for name, user in users.items()}
    made = 0
    for number, story in enumerate(STORIES):
        made += _Play(number, story, actors).play()
    return made


def _usernames() -> set[str]:
    return {plan.username for plan in posts() if plan.username}


class _Play:
    """One story while it is played."""

    def __init__(self, number: int, story: Story, actors: Mapping[str, Actor]) -> None:
        self.number, self.story, self.actors = number, story, actors
        self.chance = dice("story", number)
        estates = [one for one in town.buildings() if not story.estate or one.estate.name == story.estate]
        self.building = self.chance.choice(estates)
        self.matter = MATTERS[story.matter % len(MATTERS)]
        self.case: Case | None = None

    def play(self) -> int:
        times = self._times()
        with clock.at(times[0]):
            self.case = self._raise()
        for at, turn in zip(times[1:], self.story.turns, strict=True):
            with clock.at(at):
                self._do(turn)
        return 1 + sum(turn.deed == "another" for turn in self.story.turns)

    def _times(self) -> list[datetime]:
        """A time of the day for every deed, the last of them the story's hours ago at the latest."""
        end = clock.now() - timedelta(hours=self.story.hours_ago)
        start = end - timedelta(hours=sum(turn.after for turn in self.story.turns))
        while True:
            times = [_in_daytime(start, forward=False)]
            for turn in self.story.turns:
                times.append(_in_daytime(times[-1] + timedelta(hours=turn.after, minutes=self.chance.randrange(1, 20))))
            if times[-1] <= end or not self.story.turns:
                return times
            start -= timedelta(hours=6)

    def _raise(self) -> Case:
        story, matter = self.story, self._words(self.story.source)
        if story.settled_by:
            actor = self._actor(story.settled_by)
            return settle_on_the_spot(
                actor=actor, key=self._key("raise"), matter=matter, category=self.matter.kind, result=self.matter.answer
            )
        return raise_case(actor=self._raiser(story.source), key=self._key("raise"), matter=matter)

    def _do(self, turn: Turn) -> None:
        key, case = self._key(turn), self.case
        if turn.deed == "add_entry":
            source = Source(turn.given["source"])
            add_entry(actor=self._actor(turn.who), key=key, case=case.key, matter=self._words(source))
        elif turn.deed == "another":
            again = raise_case(actor=self._raiser(Source.CALL), key=self._key("again"), matter=self._words(Source.CALL))
            merge_case(actor=self._actor(turn.who), key=key, case=again.key, into=case.key, reason="同一栋楼的同一件事")
        else:
            move_case(
                actor=self._reporter() if turn.who == "reporter" else self._actor(turn.who),
                key=key, case=case.key, deed_done=turn.deed, given=self._given(turn.given),
            )  # fmt: skip

    def _given(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What the deed is given, with the story's words for posts, texts and days turned into what they stand for."""
        values: dict[str, Any] = {
            "kind": self.matter.kind,
            "answer": self.matter.answer,
            "summary": self.matter.summary,
        }
        found: dict[str, Any] = {}
        for name, value in given.items():
            if isinstance(value, str) and value.startswith("$"):
                found[name] = values[value[1:]]
            elif name == "lead":
                found[name] = self._post(value).id
            elif name in ("assists", "departments"):
                found[name] = tuple(self._post(one).id for one in value)
            elif isinstance(value, timedelta):
                moment = clock.now() + value
                found[name] = moment.astimezone(SHANGHAI).date() if name == "review_on" else moment
            else:
                found[name] = value
        return found

    def _words(self, source: Source) -> Matter:
        building, chance = self.building, dice("voice", self.number, source)
        name = surname(chance) + given_name(chance, chance.random() < 0.5, chance.randint(1945, 1995))
        home = f"{chance.randint(1, building.estate.units)}单元{chance.randint(1, building.estate.floors)}02室"
        text = f"{building.estate.name}{building.name}{self.matter.where}"
        return Matter(
            body=self.matter.words,
            place=PlaceChosen(building.grid, town.estate_id(building.estate), building.id, text, "反映人选了楼栋"),
            source=source,
            voice=Voice(name, f"1990000{chance.randrange(10_000):04d}", home),
        )

    def _raiser(self, source: Source) -> Actor:
        who = {
            Source.PROPERTY_FIRM: "firm",
            Source.CAPTAIN: "louzhang",
            Source.OFFICER: "officer",
            Source.CALL: "shequ",
            Source.VISIT: "shequ",
            Source.COMMUNITY: "shequ2",
        }.get(source)
        if who:
            return self._actor(who)
        return reporter(uuid5(NAMESPACE_OID, str(self._key("raise"))), self.building.grid)

    def _reporter(self) -> Actor:
        with acting_in(Scope.everything()):
            entry = Entry.objects.filter(street_code=self.case.street_code, case_id=self.case.id).earliest(
                "entered_at", "id"
            )
        return reporter(entry.id, entry.place_code)

    def _actor(self, who: str) -> Actor:
        return self.actors[self._post(who).username if who in ("officer", "firm") else who]

    def _post(self, who: str) -> PlannedPost:
        """The officer of the building's grid, the estate's property firm, or whoever bears the account."""
        if who == "officer":
            return next(p for p in posts() if p.role is Role.GRID_OFFICER and p.place_code == self.building.grid)
        if who == "firm":
            estate = town.estate_id(self.building.estate)
            return next(p for p in posts() if p.role is Role.PROPERTY_FIRM and estate in p.estate_ids)
        return next(p for p in posts() if p.username == who)

    def _key(self, what: object) -> UUID:
        return uuid5(NAMESPACE_OID, f"demo story {self.number} {what}")


def _in_daytime(at: datetime, *, forward: bool = True) -> datetime:
    """`at`, or the nearest morning after it (evening before it) where it falls in the night."""
    here = at.astimezone(SHANGHAI)
    if OPENS <= here.hour < CLOSES:
        return at
    if forward:
        day = here if here.hour < OPENS else here + timedelta(days=1)
        return day.replace(hour=OPENS, minute=here.minute % 30, second=0, microsecond=0)
    day = here if here.hour >= CLOSES else here - timedelta(days=1)
    return day.replace(hour=CLOSES - 1, minute=here.minute, second=0, microsecond=0)
