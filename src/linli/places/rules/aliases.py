"""What people call a place, learned from what staff chose and confirmed by the community. Plain decisions, no Django."""

from __future__ import annotations

from linli.kernel.actor import Role
from linli.kernel.errors import WrongState
from linli.kernel.labelled import Labelled

from .keepers import KEEPERS

_ = str  # marks a Chinese source string for the catalogue; the door translates it

CONFIRM = KEEPERS | {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF}
"""Who says that people do call a place so, within the own jurisdiction."""

PROPOSE = CONFIRM | {
    Role.GRID_OFFICER,
    Role.GRID_LEADER,
    Role.BUILDING_CAPTAIN,
    Role.PATCH_LEADER,
    Role.PROPERTY_FIRM,
}
"""Whose choice of a place is worth learning from."""


class AliasState(Labelled):
    """Where a name that was heard stands."""

    PROPOSED = "proposed", _("待确认")
    CONFIRMED = "confirmed", _("在用")
    REFUSED = "refused", _("不采用")
    WITHDRAWN = "withdrawn", _("已撤回")


class AliasDeed(Labelled):
    """What staff do with it."""

    CONFIRM = "confirm", _("确认这个叫法")
    REFUSE = "refuse", _("不采用")
    WITHDRAW = "withdraw", _("撤回这个叫法")


_TURNS = {
    (AliasState.PROPOSED, AliasDeed.CONFIRM): AliasState.CONFIRMED,
    (AliasState.PROPOSED, AliasDeed.REFUSE): AliasState.REFUSED,
    (AliasState.CONFIRMED, AliasDeed.WITHDRAW): AliasState.WITHDRAWN,
    (AliasState.REFUSED, AliasDeed.CONFIRM): AliasState.CONFIRMED,
    (AliasState.WITHDRAWN, AliasDeed.CONFIRM): AliasState.CONFIRMED,
}


def after(state: AliasState, deed: AliasDeed) -> AliasState:
    """Where the name stands after the deed. Raises `WrongState` for one that does not fit."""
    if (state, deed) not in _TURNS:
        raise WrongState(deed, state, [one for one, other in _TURNS if other is deed])
    return _TURNS[state, deed]


def open_deeds(state: AliasState) -> list[AliasDeed]:
    """What can be done with it now."""
    return [deed for one, deed in _TURNS if one is state]
