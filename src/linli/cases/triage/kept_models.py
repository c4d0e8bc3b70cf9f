"""The models kept in LINLI_HOME/models/triage: one folder a version with its card, and the name of the one that runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from linli.kernel.errors import NotFound

from .learned import Learned, read_learned

WORDS = "words"
"""The version that has learned nothing: the word lists alone."""
_VERSION = re.compile(r"\d{8}-\d{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class KeptModel:
    """A version and its card: what it was fitted on, how it did on later filings (`fit.Measured` as plain values)."""

    version: str
    card: dict[str, Any]
    is_running: bool


def kept_models() -> list[KeptModel]:
    """Every version that can be read, newest first."""
    running = running_version()
    found = []
    for folder in _folder().glob("*-*"):
        if _VERSION.fullmatch(folder.name):
            try:
                card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            found.append(KeptModel(folder.name, card, folder.name == running))
    return sorted(found, key=lambda one: _order(one.version), reverse=True)


def running_version() -> str:
    """The version in use; `words` where none was chosen, or the chosen one is gone."""
    try:
        version = (_folder() / "running").read_text(encoding="utf-8").strip()
    except OSError:
        return WORDS
    return version if _VERSION.fullmatch(version) and (_folder() / version / "card.json").is_file() else WORDS


def running_model() -> tuple[str, Learned | None]:
    """The version in use with its model; `words` and None where there is none, or it cannot be read."""
    version = running_version()
    if version == WORDS:
        return WORDS, None
    try:
        changed = (_folder() / version / "words.json").stat().st_mtime_ns
        return version, _read(str(_folder() / version), changed)
    except (OSError, ValueError, KeyError):
        return WORDS, None


def read_version(version: str) -> Learned:
    """The model of a version. Raises `NotFound` where there is none that can be read."""
    if not _VERSION.fullmatch(version):
        raise NotFound("triage_model", version)
    try:
        return read_learned(_folder() / version)
    except (OSError, ValueError, KeyError):
        raise NotFound("triage_model", version) from None


def use_version(version: str) -> None:
    """Let a kept version run from now on, or `words` for the lists alone. Raises `NotFound` for one that cannot be read;
    then nothing changes. Running servers follow at the next suggestion."""
    if version != WORDS:
        read_version(version)
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    waiting = folder / f".running-{os.getpid()}"
    waiting.write_text(version + "\n", encoding="utf-8")
    os.replace(waiting, folder / "running")


def keep_model(learned: Learned, card: dict[str, Any], day: str) -> str:
    """Keep a model under a new version of the day (`20261122`) and return the version. It does not run yet."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        learned.keep(made)
        numbers = [_order(one.name)[1] for one in folder.glob(f"{day}-*") if _VERSION.fullmatch(one.name)]
        version = f"{day}-{max(numbers, default=0) + 1}"
        card_text = json.dumps({"version": version, **card}, ensure_ascii=False, indent=2)
        (made / "card.json").write_text(card_text + "\n", encoding="utf-8")
        made.rename(folder / version)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return version


def _order(version: str) -> tuple[str, int]:
    day, _dash, number = version.partition("-")
    return day, int(number)


@lru_cache(maxsize=2)
def _read(folder: str, changed: int) -> Learned:
    return read_learned(Path(folder))


def _folder() -> Path:
    return Path(settings.HOME) / "models" / "triage"
