"""Which colour a state wears. A colour never stands alone: the word and an icon are always beside it."""

from typing import NamedTuple


class Tone(NamedTuple):
    tone: str
    icon: str


_WAITING_FOR_US = Tone("accent", "inbox")
_UNDER_WAY = Tone("accent", "case")
_COME_BACK = Tone("soon", "return")
_SETTLED = Tone("settled", "settled")
_PAUSED = Tone("calm", "pause")
_ENDED = Tone("calm", "cross")

TONE_OF_STATE = {
    "draft": Tone("calm", "case"),
    "reported": _WAITING_FOR_US,
    "verifying": Tone("accent", "search"),
    "rejected": _ENDED,
    "filed": _WAITING_FOR_US,
    "dispatched": Tone("accent", "arrow"),
    "accepted": Tone("accent", "check"),
    "returned": _COME_BACK,
    "handling": _UNDER_WAY,
    "whistled": Tone("soon", "whistle"),
    "joined": Tone("accent", "people"),
    "consulting": Tone("accent", "people"),
    "fed_back": Tone("accent", "check"),
    "inspecting": Tone("accent", "search"),
    "rework": _COME_BACK,
    "calling_back": Tone("accent", "call-back"),
    "closed": _SETTLED,
    "archived": Tone("calm", "lock"),
    "reopened": _COME_BACK,
    "suspended": _PAUSED,
    "waiting": _PAUSED,
    "merged": Tone("calm", "merge"),
    "withdrawn": _ENDED,
    "void": _ENDED,
    "unreasonable": _ENDED,
    "appealed": _COME_BACK,
    "self_closed": _SETTLED,
}

TONE_OF_WISH = {
    "collected": _WAITING_FOR_US,
    "refused": _ENDED,
    "published": Tone("accent", "star"),
    "committee": Tone("soon", "people"),
    "claimed": Tone("accent", "people"),
    "fulfilled": Tone("accent", "call-back"),
    "confirmed": _SETTLED,
    "unmet": _ENDED,
    "asked": Tone("accent", "phone"),
    "declined": _ENDED,
    "committed": Tone("accent", "check"),
    "under_way": _UNDER_WAY,
}
"""States of wishes and of the resources that serve them."""

TONE_IN_HALLS = {
    "raised": _WAITING_FOR_US,
    "admitted": Tone("accent", "people"),
    "scheduled": Tone("accent", "calendar"),
    "to_rate": Tone("accent", "star"),
    "planned": Tone("calm", "pen"),
    "called": Tone("accent", "bell"),
    "signing": Tone("soon", "pen"),
    "final": Tone("settled", "lock"),
    "taken": _SETTLED,
}
"""States of motions, meetings, minutes and amendments."""

TONE_OF_HELP = {
    "applied": _WAITING_FOR_US,
    "active": Tone("settled", "person"),
    "left": _ENDED,
    "open": Tone("accent", "people"),
    "done": _SETTLED,
    "cancelled": _ENDED,
}
"""States of volunteers, and of their calls and hours where no other table names them."""

TONE_OF_VOTE = {
    "preparing": Tone("calm", "pen"),
    "roll_published": Tone("accent", "people"),
    "voting": Tone("accent", "inbox"),
    "counting": Tone("soon", "clock"),
    "declared": Tone("settled", "check"),
    "annulled": Tone("overdue", "cross"),
    "stands": Tone("settled", "check"),
    "third": Tone("soon", "warning"),
    "accepted": Tone("settled", "check"),
}
"""Phases of votes, batches of paper ballots, answers of those who were put forward."""


TONE_OF_PROJECT = {
    "proposed": _WAITING_FOR_US,
    "approved": Tone("accent", "check"),
    "completed": _SETTLED,
    "maintained": Tone("settled", "settings"),
    "stopped": _ENDED,
}
"""States of projects and surveys that no case or wish has."""


def tone_of(state: object) -> Tone:
    """The tone and icon of a state given as enum member or code, by the first table that knows it; an unknown word is calm."""
    code = str(getattr(state, "value", state))
    tables = (TONE_OF_STATE, TONE_OF_WISH, TONE_OF_PROJECT, TONE_OF_HELP, TONE_IN_HALLS, TONE_OF_VOTE)
    return next((table[code] for table in tables if code in table), Tone("calm", "case"))
