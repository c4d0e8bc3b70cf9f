"""A lock between processes that dies with its holder. Standard library only: the launcher needs it too."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextlib.contextmanager
def one_at_a_time(path: Path, *, while_waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock file `path`; another process waits here, having called `while_waiting` once.

    The operating system frees the lock when its holder ends, however it ends. Raises `OSError` when `path` cannot be written.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        told = False
        while not _try_lock(handle):
            if not told:
                while_waiting()
                told = True
            time.sleep(0.1)
        yield
    finally:
        os.close(handle)
