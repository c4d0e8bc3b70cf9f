"""A thing of one room as another room names it in a link."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Target:
    """`kind` is case, wish, need, project, survey, opinion, motion, hot_issue, activity, meeting or call; `code` where it has
    one; `told` where it stands, in a resident's words (a Chinese source string, empty where there is nothing to tell)."""

    kind: str
    id: UUID
    code: str
    name: str
    told: str = ""

    @property
    def key(self) -> str:
        """What stands in its address."""
        return self.code or str(self.id)
