"""Paper ballots: two readings compared, and the sum that must come out before a result is declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class BatchState(Labelled):
    """Whose turn it is with a batch. Each reading is another person's."""

    FIRST = "first", _("第一人录入")
    SECOND = "second", _("等第二人录入")
    THIRD = "third", _("有不一致，等第三人核对")
    ACCEPTED = "accepted", _("已计入")


READING_OF = {BatchState.FIRST: 1, BatchState.SECOND: 2, BatchState.THIRD: 3}


class Spoiled(Labelled):
    """Why a paper ballot counts for nothing."""

    BLANK = "blank", _("空白票")
    TOO_MANY = "too_many", _("选多了")
    UNCLEAR = "unclear", _("看不清")
    TORN = "torn", _("破损")


ABSENT = "absent"
"""What the third person says of a paper that is not in the bundle at all: it is left out of the batch."""

Read = tuple[tuple[str, ...], str]
"""What was read on one paper: its marks, and why it is spoiled."""


def differing(first: Mapping[str, Read], second: Mapping[str, Read]) -> list[str]:
    """The serials on which two readings differ, or that only one of them holds, in order."""
    return sorted(serial for serial in first.keys() | second.keys() if first.get(serial) != second.get(serial))


@dataclass(frozen=True, slots=True)
class Papers:
    """The paper ballots of a vote. `issued` were printed, `handed_out` given to voters, `unused` counted as left over (with
    those that never came back); None while nobody has counted."""

    issued: int
    handed_out: int
    cast: int
    spoiled: int
    unused: int | None
    open_batches: int = 0

    @property
    def missing(self) -> int:
        """How many papers nothing accounts for; below nought there are more than were issued."""
        return self.issued - self.cast - self.spoiled - (self.unused or 0)

    @property
    def balances(self) -> bool:
        """issued = cast + spoiled + unused, no more read than handed out, and no batch half entered."""
        if not self.issued:
            return True
        counted = self.unused is not None and not self.missing
        return counted and not self.open_batches and self.cast + self.spoiled <= self.handed_out
