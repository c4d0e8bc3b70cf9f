"""Is the server of a data folder running, and what is left of one that was killed."""

import os
import time
from pathlib import Path

import psutil


def running_server(data: Path) -> int | None:
    """The process id of the live server of `data`, None when there is none.

    `postmaster.pid` alone proves nothing: after a kill or a restart of the machine its number may belong to nobody, to
    a zombie or to a stranger. A server of ours works inside its data folder.
    """
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if pid > 0 and _works_in(pid, data) else None


def clear_what_a_crash_left(data: Path, patience: float = 20.0) -> None:
    """Remove a stale `postmaster.pid`, once no back end of the dead server is alive any more.

    Waits up to `patience` seconds for them to notice; while one lives, the file stays, and PostgreSQL itself refuses to start.
    """
    lock = data / "postmaster.pid"
    if not lock.exists():
        return
    until = time.monotonic() + patience
    while left := [p.pid for p in psutil.process_iter(["name"]) if _is_postgres(p) and _works_in(p.pid, data)]:
        if time.monotonic() > until:
            return
        psutil.wait_procs([psutil.Process(pid) for pid in left if psutil.pid_exists(pid)], timeout=0.2)
    lock.unlink(missing_ok=True)


def _is_postgres(process: psutil.Process) -> bool:
    return (process.info["name"] or "").startswith("postgres")


def _works_in(pid: int, data: Path) -> bool:
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or not process.name().startswith("postgres"):
            return False
        return os.path.samefile(process.cwd(), data)
    except (psutil.NoSuchProcess, OSError):
        return False
    except psutil.AccessDenied:
        return False
