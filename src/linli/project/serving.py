"""The note of who is serving this home, so that `stop` finds them and the next start ends what a kill left behind."""

import contextlib
import json
import time
from collections.abc import Iterator
from pathlib import Path

import psutil


class Serving:
    """`home`/run/serving.json: the address, the serving process and its children, each with its time of birth."""

    def __init__(self, home: Path):
        self._file = home / "run" / "serving.json"

    @property
    def url(self) -> str | None:
        """The address served by a living process, None when nobody serves."""
        note = self._read()
        return note["url"] if note and _living(note["parent"]) else None

    @contextlib.contextmanager
    def at(self, url: str) -> Iterator[None]:
        self._write({"url": url, "parent": _birth(psutil.Process()), "children": []})
        try:
            yield
        finally:
            self._file.unlink(missing_ok=True)

    def note_children(self, pids: list[int]) -> None:
        note = self._read()
        if note:
            with contextlib.suppress(psutil.NoSuchProcess):
                note["children"] = [_birth(psutil.Process(pid)) for pid in pids]
            self._write(note)

    def stop(self, patience: float = 30.0) -> bool:
        """Ask the serving process to end and wait for it; then end its orphans. Returns whether anything was running."""
        note = self._read()
        parent = note and _living(note["parent"])
        if parent:
            parent.terminate()
            psutil.wait_procs([parent], timeout=patience)
        return bool(self.end_orphans() or parent)

    def end_orphans(self) -> int:
        """End the children of a serving process that was killed; returns how many."""
        note = self._read()
        if not note or _living(note["parent"]):
            return 0
        orphans = [process for child in note["children"] if (process := _living(child))]
        family = [_birth(one) for process in orphans for one in (process, *_below(process))]
        for process in orphans:
            with contextlib.suppress(psutil.Error):
                process.terminate()
        until = time.monotonic() + 10
        while any(_living(one) for one in family) and time.monotonic() < until:
            time.sleep(0.05)  # an orphan may end as a zombie that nobody collects, so its end cannot be waited for
        for process in filter(None, map(_living, family)):
            with contextlib.suppress(psutil.Error):
                process.kill()
        self._file.unlink(missing_ok=True)
        return len(orphans)

    def _read(self) -> dict | None:
        try:
            return json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def _write(self, note: dict) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(".draft")
        draft.write_text(json.dumps(note), encoding="utf-8")
        draft.replace(self._file)


def _birth(process: psutil.Process) -> list[float]:
    return [process.pid, process.create_time()]


def _living(birth: list[float]) -> psutil.Process | None:
    try:
        process = psutil.Process(int(birth[0]))
        if process.status() != psutil.STATUS_ZOMBIE and abs(process.create_time() - birth[1]) < 2.0:
            return process
    except psutil.Error:
        pass
    return None


def _below(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []
