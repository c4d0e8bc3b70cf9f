"""What the rules need to know of a case, and what a person attempts with it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from linli.kernel.actor import Role
from linli.kernel.limits import Limit

from .deeds import Deed
from .levels import Level
from .states import State

Id = Hashable
"""Whatever tells people, posts or organisations apart; the rules only compare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """One case as the rules see it. `CaseFacts()` is the case that does not exist yet.

    People are users' ids; reporters are the ids of their entries. `after` in replay.py keeps every field up to date
    from one decision to the next.
    """

    case_id: Id = None
    state: State | None = None
    state_since: datetime | None = None
    before_pause: State | None = None
    author: Id = None
    """Who keeps the draft."""
    reporters: frozenset[Id] = frozenset()
    """Everyone who ever raised the matter."""
    open_reporters: frozenset[Id] = frozenset()
    """Those of them who have not withdrawn their own entry."""
    verifier: Id = None
    filed_at: datetime | None = None
    dispatcher: Id = None
    lead: Id = None
    """The post or organisation that leads the work."""
    lead_level: Level | None = None
    first_lead: Id = None
    """The first receiver (首接): it leads when a consultation finds no owner."""
    handlers: frozenset[Id] = frozenset()
    """The people who act for the lead now."""
    assists: frozenset[Id] = frozenset()
    """The people of the posts and organisations that assist."""
    ever_handled: frozenset[Id] = frozenset()
    """Everyone who ever led, assisted or joined: none of them may judge the result."""
    returns: int = 0
    first_contact_at: datetime | None = None
    called: frozenset[Id] = frozenset()
    """Departments the whistle called."""
    arrived: frozenset[Id] = frozenset()
    was_whistled: bool = False
    is_self_closed: bool = False
    inspector: Id = None
    """Who has taken the inspection now under way."""
    inspectors: frozenset[Id] = frozenset()
    callers: frozenset[Id] = frozenset()
    earlier_reviewers: frozenset[Id] = frozenset()
    """Who inspected or called back before the latest reopening."""
    call_attempts: int = 0
    """Calls of this round that reached nobody."""
    closed_at: datetime | None = None
    reopenings: int = 0
    due_at: datetime | None = None
    original_limit: Limit | None = None
    extended: bool = False
    extension_asked_by: Id = None
    extension_asked: Limit | None = None
    review_on: date | None = None
    """When a suspension must be looked at again."""
    waiting_until: datetime | None = None
    waited: bool = False
    """Whether the clock has already stopped for a question in this round."""
    level: Level = Level.COMMUNITY
    void_proposed_by: Id = None
    unreasonable_proposed_by: Id = None
    finding_by: frozenset[Id] = frozenset()
    """Who rejected the matter, or proposed and confirmed that it is unreasonable."""
    appealed_from: State | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopPolicy:
    """What a tenant may set; the defaults are standards.zh.md §8."""

    dispatcher_may_inspect: bool = True
    call_attempts: int = 3
    """Calls that reach nobody before a case may be closed unanswered."""
    answer_days: int = 7
    """Days to rate, reopen or appeal; and of silence before a case is closed unanswered."""
    returns_before_consultation: int = 2
    review_within_days: int = 90
    """A suspension must be looked at again within this many days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody tries a deed: everything a guard may look at."""

    deed: Deed
    facts: CaseFacts
    by: Id
    roles: frozenset[Role]
    now: datetime
    policy: LoopPolicy
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def by_system(self) -> bool:
        return Role.SYSTEM in self.roles
