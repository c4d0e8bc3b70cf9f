"""The tenant's administrator lets an outside language model help with wording, or stops it."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, MissingField
from linli.kernel.scope import EVERYTHING
from linli.ledger.deed import action, deed

from ..models import WritingAid

LONGEST_SECRET = 400


@action
def set_writing_aid(
    *, actor: Actor, key: UUID | None, is_on: bool, url: str, model: str, secret: str = ""
) -> WritingAid:
    """Keep where it is asked and with which key; an empty `secret` keeps the one there is.

    Raises `MissingField` for turning it on without address or model, `BadInput` for an address that is none, `NotAllowed` for
    everybody but the platform's administrator.
    """
    with deed(actor, key, "writing_aid.set") as d:
        d.allow({Role.ADMINISTRATOR}, "writing_aid.set", on=EVERYTHING)
        url, model, secret = url.strip().rstrip("/"), model.strip(), secret.strip()
        missing = [name for name, value in (("url", url), ("model", model)) if is_on and not value]
        if missing:
            raise MissingField("writing_aid.set", missing)
        if url:
            _check(url)
        for name, value, most in (("url", url, 200), ("model", model, 80), ("secret", secret, LONGEST_SECRET)):
            if len(value) > most or not value.isprintable():
                raise BadInput(name, "not_possible")
        row = WritingAid.objects.select_for_update().filter(id=1).first() or WritingAid(id=1)
        row.is_on, row.url, row.model = is_on, url, model
        row.changed_at, row.changed_by = d.now, actor.id
        if secret:
            row.secret = secret
        row.save()
        d.record(row)
    return row


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
        is_address = is_address and parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:
        is_address = False
    if not is_address:
        raise BadInput("url", "not_an_address", url)
