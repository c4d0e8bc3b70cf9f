"""Who uses the embedded server: several commands may share it, the last one out stops it."""

import itertools
from pathlib import Path

import psutil

_numbers = itertools.count()


class InUse:
    """One file per user in `folder`, named by process; files of processes that died count for nothing."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._mine: Path | None = None

    def join(self) -> None:
        me = psutil.Process()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._mine = self.folder / f"{me.pid}-{next(_numbers)}"
        self._mine.write_text(repr(me.create_time()), encoding="ascii")

    def leave(self) -> None:
        if self._mine:
            self._mine.unlink(missing_ok=True)
            self._mine = None

    @property
    def joined(self) -> bool:
        return self._mine is not None

    def others(self) -> list[int]:
        """Process ids of the other living users; forgets the dead."""
        alive = []
        for file in self.folder.glob("*-*") if self.folder.exists() else ():
            if file == self._mine:
                continue
            pid = int(file.name.split("-")[0])
            if _same_process(pid, file):
                alive.append(pid)
            else:
                file.unlink(missing_ok=True)
        return alive


def _same_process(pid: int, file: Path) -> bool:
    try:
        return abs(psutil.Process(pid).create_time() - float(file.read_text(encoding="ascii"))) < 2.0
    except (psutil.Error, OSError, ValueError):
        return False
