"""When the database is gone, a page says so and stays calm."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)


class DatabaseGone:
    """Turns a lost connection into a plain 503 page that tries again by itself."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, failure: Exception) -> HttpResponse | None:
        if not isinstance(failure, OperationalError | InterfaceError):
            return None
        log.error("the database did not answer: %s", failure)
        connection.close()
        return None
