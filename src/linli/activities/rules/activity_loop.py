"""The way of one activity: draft, published, held, settled; or cancelled, and then everybody is told."""

from __future__ import annotations

from datetime import datetime

from linli.kernel.errors import BadInput, MissingField, WrongState
from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class ActivityState(Labelled):
    """Where an activity stands. Full is no state of its own: it is published with no place left, and is open again the
    moment somebody leaves."""

    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("报名中")
    HELD = "held", _("已举办")
    SETTLED = "settled", _("已办结")
    CANCELLED = "cancelled", _("已取消")


class ActivityDeed(Labelled):
    """What the organiser does with an activity."""

    PUBLISH = "publish", _("发布")
    CANCEL = "cancel", _("取消活动")
    HOLD = "hold", _("活动结束")
    SETTLE = "settle", _("办结并出数字")


S, D = ActivityState, ActivityDeed

TABLE: dict[tuple[ActivityDeed, ActivityState], ActivityState] = {
    (D.PUBLISH, S.DRAFT): S.PUBLISHED,
    (D.CANCEL, S.DRAFT): S.CANCELLED,
    (D.CANCEL, S.PUBLISHED): S.CANCELLED,
    (D.HOLD, S.PUBLISHED): S.HELD,
    (D.SETTLE, S.HELD): S.SETTLED,
}
SEEN_BY_ALL = frozenset({S.PUBLISHED, S.HELD, S.SETTLED, S.CANCELLED})
COUNTED = frozenset({S.HELD, S.SETTLED})
"""What counts as an activity that took place."""


def decide_activity(
    deed: ActivityDeed, state: ActivityState, *, starts_at: datetime, now: datetime, reason: str = ""
) -> ActivityState:
    """Where the deed leads. Raises `WrongState`; `MissingField` for a published activity cancelled without a reason;
    `BadInput` on `starts_at` for one published after it began or ended before."""
    target = TABLE.get((deed, state))
    if target is None:
        raise WrongState(deed, state)
    if deed is D.CANCEL and state is S.PUBLISHED and not reason:
        raise MissingField(deed, ["reason"])
    if deed is D.PUBLISH and starts_at <= now:
        raise BadInput("starts_at", "past")
    if deed is D.HOLD and now < starts_at:
        raise BadInput("starts_at", "not_begun")
    return target


def deeds_in(state: ActivityState) -> list[ActivityDeed]:
    """The deeds open in a state, in the order they are offered."""
    return [deed for deed in ActivityDeed if (deed, state) in TABLE]
