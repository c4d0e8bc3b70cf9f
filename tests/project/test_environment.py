"""The launcher makes its environment, finishes a half-made one, and says in a sentence what is in its way."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from linli.project.environment import STAMP, _reason, ready_environment
from linli.project.plain_words import CannotGoOn, unexpected

ROOT = Path(__file__).resolve().parents[2]
READY = "import sys; from pathlib import Path; from linli.project.environment import ready_environment; "


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder whose lock pins nothing, so that its environment is quickly made."""
    (tmp_path / "requirements.lock").write_text("# nothing yet\n")
    return tmp_path


def begin(project: Path) -> subprocess.Popen:
    """Ready the environment in a process of its own, with nothing but the standard library (-S)."""
    return subprocess.Popen(
        [sys.executable, "-S", "-c", READY + "ready_environment(Path(sys.argv[1]))", str(project)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip


def test_half_made_then_made_once_by_two_at_once_then_updated(project, capsys, monkeypatch):
    (project / ".venv").mkdir()
    (project / ".venv" / "pyvenv.cfg").touch()
    both = [begin(project), begin(project)]
    said = [one.communicate()[0] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert sum("没有做完" in text for text in said) == 1
    assert sum("运行环境已就绪" in text for text in said) == 1
    stamp = (project / ".venv" / STAMP).read_text()

    assert ready_environment(project).exists()
    assert capsys.readouterr().out == ""

    (project / "requirements.lock").write_text("# a newer lock\n")
    ready_environment(project)
    assert "更新" in capsys.readouterr().out
    assert (project / ".venv" / STAMP).read_text() != stamp

    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("PIP_RETRIES", "0")
    (project / "requirements.lock").write_text(f"no-such-package-here==1.0 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(CannotGoOn) as stopped:
        ready_environment(project)
    assert "下载软件包失败" in stopped.value.what
    assert not (project / ".venv" / STAMP).exists()


def test_a_folder_that_is_not_ours_is_never_removed(project):
    mine = project / ".venv" / "thesis.txt"
    mine.parent.mkdir()
    mine.write_text("years of work")
    with pytest.raises(CannotGoOn) as stopped:
        ready_environment(project)
    assert "不敢覆盖" in stopped.value.what
    assert mine.read_text() == "years of work"


def test_a_full_disk_is_said_before_anything_is_made(project, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(CannotGoOn) as stopped:
        ready_environment(project)
    assert "磁盘空间不足" in stopped.value.what
    assert not (project / ".venv").exists()


def test_a_read_only_folder_is_named(project, monkeypatch):
    def refuse(*_args, **_options):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(CannotGoOn) as stopped:
        ready_environment(project)
    assert str(project) in stopped.value.what


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "磁盘空间不足"),
        ("ERROR: [Errno 13] Permission denied: '/opt/linli/.venv/lib'", "没有权限"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "校验值不符"),
        ("WARNING: Retrying ... NewConnectionError: Failed to establish a new connection", "网络不通"),
        ("ERROR: No matching distribution found for Django==5.2.19", "软件源缺少"),
        ("Segmentation fault", "准备运行环境失败"),
    ],
)
def test_what_stopped_pip_becomes_a_sentence(said, words, tmp_path):
    reason = _reason(said, tmp_path)
    assert words in reason.what
    assert reason.then
    assert "Traceback" not in str(reason)


def test_a_python_that_is_too_old_is_told_so():
    script = "import sys, runpy; sys.version_info = (3, 9, 2); sys.argv = ['linli']; runpy.run_path(sys.argv[0])"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env={"PATH": "", "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    assert "需要 Python 3.11" in done.stderr
    assert "3.9" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unforeseen_error_goes_to_a_file_that_is_named(tmp_path):
    try:
        raise ZeroDivisionError("surprise")
    except ZeroDivisionError as error:
        reason = unexpected(error, tmp_path)
    (written,) = (tmp_path / "log").iterdir()
    assert str(written) in reason.what
    assert "surprise" in written.read_text()
