"""What is said when a command cannot go on: one sentence, one next step. Standard library only: the launcher needs it too."""

import os
import sys
import tempfile
import time
import traceback
from pathlib import Path


class CannotGoOn(Exception):
    """A command stops here for a reason a person can act on.

    `what` and `then` are the sentence and the next step in Chinese, `what_en` and `then_en` the same in English.
    """

    def __init__(self, what: str, then: str, what_en: str, then_en: str):
        super().__init__(what_en)
        self.what, self.then, self.what_en, self.then_en = what, then, what_en, then_en

    def __str__(self) -> str:
        return f"✗ {self.what}\n  下一步：{self.then}\n  {self.what_en} Next: {self.then_en}"


def say(line: str) -> None:
    """Print one line at once, even on a terminal that cannot show Chinese (unknown letters become `?`)."""
    try:
        print(line, flush=True)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding or "ascii"
        print(line.encode(encoding, "replace").decode(encoding), flush=True)


def disk_is_full(what_for: str, where: Path) -> CannotGoOn:
    """The sentence for a full disk while doing `what_for` at `where`."""
    return CannotGoOn(
        f"磁盘空间不足，无法{what_for}（{where}）。已有数据没有改动。",
        f"清理 {where} 所在磁盘后再运行一次；或用环境变量 LINLI_HOME 指定另一块磁盘上的文件夹。",
        f"The disk holding {where} is full; nothing was changed.",
        "free some space and run again, or set LINLI_HOME to a folder on another disk.",
    )


def cannot_write(where: Path) -> CannotGoOn:
    """The sentence for a folder we may not write to."""
    return CannotGoOn(
        f"没有权限写入 {where}。",
        "把整个文件夹复制到可写的位置再运行；数据位置可用环境变量 LINLI_HOME 指定。",
        f"{where} is not writable.",
        "copy the whole folder to a place you may write to; LINLI_HOME says where data goes.",
    )


def unexpected(error: BaseException, home: Path) -> CannotGoOn:
    """Write an unforeseen error to a file under `home`/log (or the temporary folder) and say where it is."""
    name = f"error-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.log"
    text = "".join(traceback.format_exception(error))
    for folder in (home / "log", Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        except OSError:
            continue
        return CannotGoOn(
            f"出了没有预料到的错误（{type(error).__name__}）。详细情况已写入 {folder / name}。",
            "再运行一次；如仍出错，请运行 ./linli doctor，并把上面的文件交给维护人员。",
            f"Unexpected error; the details are in {folder / name}.",
            "run again; if it stays, run ./linli doctor and send that file to whoever maintains this.",
        )
    return CannotGoOn(
        f"出了没有预料到的错误：{error!r}。",
        "磁盘可能已满或不可写，请检查后再运行一次。",
        f"Unexpected error: {error!r}.",
        "the disk may be full or read-only; check and run again.",
    )


def home_of(root: Path) -> Path:
    """Where data, keys and logs live: LINLI_HOME, or `.linli` in the project folder."""
    return Path(os.environ.get("LINLI_HOME") or root / ".linli").expanduser().resolve()
