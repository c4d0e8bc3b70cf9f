"""Nothing a page says stays behind in a browser or on the way to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase


class NotKept:
    """Every answer is `no-store` unless its view said otherwise (a photograph is `private`): pages, redirections and
    refusals alike, for each may name a person or a case. Files of the interface are answered further out."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
