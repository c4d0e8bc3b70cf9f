"""The idempotency key a form carries, so that a form sent twice is done once."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from linli.kernel.errors import BadInput

FIELD = "key"


def read_key(request: HttpRequest) -> UUID:
    """The key in the form's hidden field (`{% deed_key %}`) or the header `Idempotency-Key`.

    Raises `BadInput` on `key` when there is none or it is no UUID: a deed without one could be done twice.
    """
    text = request.POST.get(FIELD) or request.headers.get("Idempotency-Key") or ""
    try:
        return UUID(text)
    except ValueError:
        raise BadInput(FIELD, "missing" if not text else "not_a_key") from None
