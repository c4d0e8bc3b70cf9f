"""What every loader of deeds needs: who acts, under which keys, and people who were made up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, time, timedelta
from random import Random
from uuid import NAMESPACE_OID, UUID, uuid5

from linli.accounts.models import User
from linli.accounts.queries import actor_for
from linli.kernel import clock
from linli.kernel.actor import Actor, reporter
from linli.kernel.clock import SHANGHAI

from .people import given_name, surname


def actors_of(usernames: Collection[str]) -> Mapping[str, Actor]:
    """The actors of these accounts, by username."""
    return {user.username: actor_for(user) for user in User.objects.filter(username__in=set(usernames))}


def deed_key(*parts: object) -> UUID:
    """The key under which a deed of the demonstration is done: the same every time."""
    return uuid5(NAMESPACE_OID, "demo " + "/".join(map(str, parts)))


def resident(place_code: str, *parts: object) -> Actor:
    """Somebody without an account, the same every time."""
    return reporter(uuid5(NAMESPACE_OID, "demo resident " + "/".join(map(str, parts))), place_code)


def somebody(chance: Random, born: int | None = None) -> str:
    """A made-up name."""
    return surname(chance) + given_name(chance, chance.random() < 0.5, born or chance.randint(1950, 2000))


def phones(first: int) -> Iterator[str]:
    """Telephones nobody has, one after the other."""
    for number in range(first, 10_000):
        yield f"1990000{number:04d}"


def ago(days: float, hour: int = 10, minute: int = 0) -> datetime:
    """That hour of the day so many days ago, never later than now; a negative number of days is to come."""
    day = (clock.now() - timedelta(days=days)).astimezone(SHANGHAI).date()
    moment = datetime.combine(day, time(hour, minute), SHANGHAI)
    return moment if days < 0 else min(moment, clock.now())
