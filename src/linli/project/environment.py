"""Make and keep the environment `.venv` beside the launcher. Standard library only: it runs before anything is installed."""

import contextlib
import hashlib
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from linli.project.one_at_a_time import one_at_a_time
from linli.project.plain_words import CannotGoOn, cannot_write, disk_is_full, home_of, say, unexpected

STAMP = "linli-lock"
SPACE_NEEDED = 1_200_000_000  # bytes: the environment measures 0.5 GB, pip unpacks as much again beside it


def launch(root: str, arguments: list[str]) -> int:
    """Ready the environment of the project folder `root`, then run its command line. Returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")
    folder = Path(root)
    try:
        return _run(ready_environment(folder), folder, arguments)
    except CannotGoOn as reason:
        say(str(reason))
    except KeyboardInterrupt:
        say("已停止。Stopped.")
        return 130
    except Exception as error:
        say(str(unexpected(error, home_of(folder))))
    return 1


def ready_environment(root: Path) -> Path:
    """Return the environment's Python, making or updating the environment to match `requirements.lock`.

    An environment is finished when its stamp, written last, names the lock's hash. Without a stamp it is half made and
    made again (pip keeps what it has downloaded). Raises `CannotGoOn`.
    """
    wanted = hashlib.sha256((root / "requirements.lock").read_bytes()).hexdigest()
    if _finished(root, wanted):
        return _python_of(root)
    try:
        with one_at_a_time(root / ".venv.lock", while_waiting=lambda: say("另一个窗口正在准备运行环境，等它完成…")):
            if not _finished(root, wanted):
                _make(root, wanted)
    except OSError as error:
        if error.errno == 28:
            raise disk_is_full("准备运行环境", root) from error
        if isinstance(error, PermissionError) or error.errno == 30:
            raise cannot_write(root) from error
        raise
    return _python_of(root)


def _python_of(root: Path) -> Path:
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _finished(root: Path, wanted: str) -> bool:
    stamp = root / ".venv" / STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii").strip() == wanted and _python_of(root).exists()


def _make(root: Path, wanted: str) -> None:
    place = root / ".venv"
    stamp = place / STAMP
    if shutil.disk_usage(root).free < SPACE_NEEDED:
        raise disk_is_full(f"准备运行环境（约需 {SPACE_NEEDED / 1e9:.1f} GB）", root)
    if stamp.exists() and _python_of(root).exists():
        say("依赖清单有更新，正在更新运行环境…")
        stamp.unlink()
    else:
        if place.exists():
            _clear_half_made(place)
        say(f"第一次启动：正在 {place} 准备运行环境（几分钟，只做一次）…")
        _make_empty(place)
    _install(root)
    draft = place / f"{STAMP}.draft"
    draft.write_text(wanted + "\n", encoding="ascii")
    draft.replace(stamp)
    say("运行环境已就绪。")


def _clear_half_made(place: Path) -> None:
    ours = (place / "pyvenv.cfg").exists() or (place / STAMP).exists() or not any(place.iterdir())
    if not ours:
        raise CannotGoOn(
            f"{place} 已存在，但不是 Linli 做的运行环境，不敢覆盖。",
            f"把 {place} 改名或移走，再运行一次。",
            f"{place} exists but is not an environment of Linli's.",
            "move it away and run again.",
        )
    say("发现没有做完的运行环境，重新准备（已下载的不再下载）…")
    shutil.rmtree(place)


def _make_empty(place: Path) -> None:
    place.mkdir()
    (place / "pyvenv.cfg").touch()  # so that even an environment broken off now is known as ours
    done = subprocess.run([sys.executable, "-m", "venv", str(place)], capture_output=True, text=True, errors="replace")
    if done.returncode == 0:
        return
    said = done.stdout + done.stderr
    shutil.rmtree(place, ignore_errors=True)
    if "No module named" in said or "ensurepip" in said:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise CannotGoOn(
            "这个 Python 缺少 venv 组件，无法准备运行环境。",
            f"Debian/Ubuntu 请运行：apt install python{version}-venv，然后再运行一次。",
            "This Python has no venv module.",
            f"on Debian or Ubuntu run: apt install python{version}-venv",
        )
    raise _reason(said, place.parent)


def _install(root: Path) -> None:
    lock = root / "requirements.lock"
    total = sum(1 for _ in _pinned(lock))
    command = [
        str(_python_of(root)), "-m", "pip", "install", "--require-hashes", "--no-deps", "--only-binary", ":all:",
        "--disable-pip-version-check", "--no-input", "--no-color", "--progress-bar", "off", "--retries", "3", "-r", str(lock),
    ]  # fmt: skip
    log = home_of(root) / "log" / "environment.log"
    with contextlib.suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
    pip = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace"
    )
    said: list[str] = []
    show = Progress(total)
    try:
        for line in _lines_or_ticks(pip):
            if line:
                said.append(line)
            if line and (found := re.match(r"Collecting ([\w.-]+)==", line)):
                show.fetched(found[1])
            elif line and line.startswith("Installing collected packages"):
                show.installing = True
            elif show.installing:
                show.installed(_count_installed(root / ".venv"))
    except BaseException:
        pip.terminate()
        pip.wait()
        raise
    finally:
        show.close()
        with contextlib.suppress(OSError):
            log.write_text("\n".join(said), encoding="utf-8")
    if pip.wait() != 0:
        raise _reason("\n".join(said), root, log)


def _pinned(lock: Path) -> Iterator[str]:
    skipped = "sys_platform == 'win32'" if os.name != "nt" else "\0"
    for line in lock.read_text(encoding="utf-8").splitlines():
        if "==" in line and line[:1].isalnum() and skipped not in line:
            yield line.split("==")[0]


def _count_installed(place: Path) -> int:
    packages = "Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"
    return sum(1 for _ in place.glob(f"{packages}/*.dist-info/RECORD"))


def _lines_or_ticks(process: subprocess.Popen) -> Iterator[str | None]:
    """Each line the process prints, and None whenever it has been silent for a third of a second."""
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        for line in process.stdout:
            lines.put(line.rstrip())
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=0.3)
        except queue.Empty:
            yield None
            continue
        if line is None:
            return
        yield line


class Progress:
    """Counts packages fetched and installed against the lock; one moving line on a terminal, few lines elsewhere."""

    def __init__(self, total: int):
        self.total, self.count, self.installing, self._last = total, 0, False, ""
        self._terminal = sys.stdout.isatty()

    def fetched(self, name: str) -> None:
        self.count += 1
        self._show("下载", self.count, name)

    def installed(self, count: int) -> None:
        self._show("安装", min(count, self.total), "")

    def _show(self, deed: str, count: int, name: str) -> None:
        line = f"  {deed} {count}/{self.total} {name}".rstrip()
        if line == self._last:
            return
        if self._terminal:
            print(f"\r\033[K{line}", end="", flush=True)
        elif count == self.total or count % 10 == 0:
            say(line)
        self._last = line

    def close(self) -> None:
        if self._terminal and self._last:
            print(flush=True)


def _reason(said: str, root: Path, log: Path | None = None) -> CannotGoOn:
    """What pip or venv complained of, as a sentence and a next step."""
    if re.search(r"No space left on device|Errno 28\b", said):
        return disk_is_full("准备运行环境", root)
    if re.search(r"Read-only file system|Permission denied|Errno 13\b|Errno 30\b", said):
        return cannot_write(root)
    if "DO NOT MATCH THE HASHES" in said:
        return CannotGoOn(
            "下载到的软件包与清单中的校验值不符，已停止安装。",
            "换一个网络或镜像源再运行一次；如仍不符，请不要继续，并告知维护人员。",
            "A downloaded package does not match its pinned hash.",
            "try another network or mirror; if it stays, stop and tell whoever maintains this.",
        )
    if re.search(r"NewConnectionError|ConnectTimeout|ReadTimeout|name resolution|Max retries|ProxyError|SSLError"
                 r"|No matching distribution|Could not find a version", said):  # fmt: skip
        return CannotGoOn(
            "下载软件包失败：网络不通，或软件源缺少需要的包。已下载的会保留。",
            "检查网络（需要镜像源或代理时设置 PIP_INDEX_URL、HTTPS_PROXY），再运行一次。",
            "Packages could not be downloaded.",
            "check the network (PIP_INDEX_URL and HTTPS_PROXY are honoured) and run again; downloads are kept.",
        )
    where = f"详细情况在 {log}。" if log else said.strip().splitlines()[-1:] and said.strip().splitlines()[-1]
    return CannotGoOn(
        f"准备运行环境失败。{where}",
        "再运行一次；如仍失败，删除 .venv 文件夹后重试。",
        f"The environment could not be made{f'; see {log}' if log else ''}.",
        "run again; if it stays, delete the folder .venv and retry.",
    )


def _run(python: Path, root: Path, arguments: list[str]) -> int:
    command = [str(python), "-m", "linli.project.command_line", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONNOUSERSITE": "1"}
    if os.name != "nt":
        os.execve(command[0], command, environment)  # noqa: S606 - our own command, given on
    running = subprocess.Popen(command, env=environment)
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return running.wait()
