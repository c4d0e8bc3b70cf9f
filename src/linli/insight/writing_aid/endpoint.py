"""Asking an OpenAI-compatible endpoint over plain HTTP: one question, one answer, a short patience, no harm when it fails."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import BoundedSemaphore, Timer
from urllib.parse import urlsplit

from linli.kernel.errors import Refusal

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds from the connection to the last byte; then we hang up, also on a server that answers drop by drop."""
CONNECTING = 5.0
"""Seconds until a connection must stand."""
MOST_AT_ONCE = 2
"""Questions under way in one web process, which has four threads: a slow model never keeps the platform from its other work."""
LONGEST_ANSWER = 200_000
"""Bytes read of an answer."""
MOST_WORDS = 1_200

_under_way = BoundedSemaphore(MOST_AT_ONCE)


class AidUnavailable(Refusal):
    """The endpoint was not asked, did not answer, or not with words. `reason` is `busy`, `unreachable`, `refused` or `no_words`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"writing aid: {reason}", reason=reason)


def ask_endpoint(url: str, model: str, secret: str, task: str, text: str, patience: float = PATIENCE) -> str:
    """What the model answers to `task` about `text`, which has been masked. Raises `AidUnavailable`.

    A text is sent where the administrator said, nowhere else: no redirect and no proxy is followed.
    """
    said = {
        "model": model,
        "messages": [{"role": "system", "content": task}, {"role": "user", "content": text}],
        "temperature": 0.2,
        "max_tokens": MOST_WORDS,
    }
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    if secret:
        headers["Authorization"] = f"Bearer {secret}"
    try:
        with _one_of_few():
            status, body = _post(f"{url}/chat/completions", headers, json.dumps(said).encode(), patience)
    except (OSError, HTTPException, ValueError) as failure:
        log.warning("the writing aid cannot be reached: %s", type(failure).__name__)
        raise AidUnavailable("unreachable") from None
    if not 200 <= status < 300:
        log.warning("the writing aid refused: %s", status)
        raise AidUnavailable("refused")
    return _words_in(body)


@contextmanager
def _one_of_few() -> Iterator[None]:
    if not _under_way.acquire(blocking=False):
        raise AidUnavailable("busy")
    try:
        yield
    finally:
        _under_way.release()


def _post(url: str, headers: Mapping[str, str], body: bytes, patience: float) -> tuple[int, bytes]:
    parts = urlsplit(url)
    make = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    line = make(parts.hostname or "", parts.port, timeout=min(CONNECTING, patience))
    try:
        line.connect()
        talk = line.sock
        talk.settimeout(patience)
        hang_up = Timer(patience, _shut, [talk])
        hang_up.daemon = True
        hang_up.start()
        try:
            line.request("POST", parts.path, body, dict(headers))
            answer = line.getresponse()
            return answer.status, answer.read(LONGEST_ANSWER + 1)
        finally:
            hang_up.cancel()
    finally:
        line.close()


def _shut(talk: socket.socket) -> None:
    with suppress(OSError):
        talk.shutdown(socket.SHUT_RDWR)


def _words_in(body: bytes) -> str:
    try:
        words = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise AidUnavailable("no_words") from None
    if not isinstance(words, str) or len(body) > LONGEST_ANSWER:
        raise AidUnavailable("no_words")
    plain = words.replace("\x00", "").encode("utf-8", "ignore").decode().strip()[:4_000]
    if not plain:
        raise AidUnavailable("no_words")
    return plain
