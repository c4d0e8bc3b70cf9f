"""Refusals become sentences: what happened, what is kept, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


class Refusals:
    """Turns the typed errors of actions and queries into pages with a sentence."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
