"""Asking an OpenAI-compatible endpoint over plain HTTP: one question, one answer, a short patience, no harm when it fails."""

from __future__ import annotations

import json
import logging
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from linli.kernel.errors import Refusal

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds for each wait on the network."""
LONGEST_ANSWER = 200_000
"""Bytes read of an answer."""
MOST_WORDS = 1_200


class AidUnavailable(Refusal):
    """The endpoint did not answer, or not with words. `reason` is `unreachable`, `refused` or `no_words`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"writing aid: {reason}", reason=reason)


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *given: Any, **more: Any) -> None:
        """A text is sent where the administrator said, nowhere else."""
        return None


def ask_endpoint(url: str, model: str, secret: str, task: str, text: str, patience: float = PATIENCE) -> str:
    """What the model answers to `task` about `text`, which has been masked. Raises `AidUnavailable`."""
    said = {
        "model": model,
        "messages": [{"role": "system", "content": task}, {"role": "user", "content": text}],
        "temperature": 0.2,
        "max_tokens": MOST_WORDS,
    }
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if secret:
        headers["Authorization"] = f"Bearer {secret}"
    request = Request(f"{url}/chat/completions", json.dumps(said).encode(), headers, method="POST")  # noqa: S310
    try:
        with build_opener(_NoRedirect, ProxyHandler({})).open(request, timeout=patience) as answer:
            body = answer.read(LONGEST_ANSWER + 1)
    except HTTPError as failure:
        log.warning("the writing aid refused: %s", failure.code)
        raise AidUnavailable("refused") from None
    except (OSError, HTTPException, ValueError) as failure:
        log.warning("the writing aid cannot be reached: %s", type(failure).__name__)
        raise AidUnavailable("unreachable") from None
    return _words_in(body)


def _words_in(body: bytes) -> str:
    try:
        words = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise AidUnavailable("no_words") from None
    if not isinstance(words, str) or not words.strip() or len(body) > LONGEST_ANSWER:
        raise AidUnavailable("no_words")
    return words.replace("\x00", "").encode("utf-8", "ignore").decode().strip()[:4_000]
