"""What the address of a page of the centre asks for, and addresses that ask for the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from linli.insight.counted import Counted
from linli.insight.overview import DAYS, chosen_place
from linli.kernel.actor import Actor


class Asked(NamedTuple):
    """A place the reader answers for, and over how many days settled matters are counted."""

    place: str
    days: int


def read_asked(actor: Actor, given: Mapping[str, str]) -> Asked:
    """Raises `NotFound` for a place beyond the reader's jurisdiction; a span nobody offers becomes the first one."""
    days = given.get("days", "")
    return Asked(chosen_place(actor, given.get("place", "").strip()), int(days) if days in map(str, DAYS) else DAYS[0])


def overview_url(asked: Asked, name: str = "centre:overview") -> str:
    """The page of a place."""
    return f"{reverse(name)}?{urlencode({'place': asked.place, 'days': asked.days})}"


def rows_url(counted: Counted, asked: Asked) -> str:
    """The cases behind a number: the staff's work list where it has them as a tab, with its batch deeds, else our own list."""
    if counted.tab:
        try:
            return f"{reverse('staff:desk')}?{urlencode({'tab': counted.tab, 'place': asked.place})}"
        except NoReverseMatch:
            pass
    query = {"of": counted.value, "place": asked.place, "days": asked.days}
    return f"{reverse('centre:cases')}?{urlencode(query)}"


def case_url(code: str) -> str:
    """The case's page at the desk."""
    return reverse("staff:case", args=[code])
