"""Somebody on the roll lets another vote in her place."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.people.sealing import fingerprint

from ..models import Proxy, RollMark
from ..poll import kept, numbered
from ..rules.chain import LineKind
from ..rules.phases import Phase
from ..rules.slips import new_slip
from ..write_line import write_line

WHEN = frozenset({Phase.ROLL_PUBLISHED, Phase.VOTING})


@action
def give_proxy(*, actor: Actor, key: UUID | None, vote: RowKey, number: int, name: str, phone: str) -> Proxy:
    """Register from a signed form that `name` votes for the entry with this `number`; the proxy gets a code of her own.

    Raises `BadInput` on `number` where proxies are not taken or the entry has voted, on `name`, on `phone` (also where she
    holds as many as the vote allows); `Conflict` where another proxy stands. Ten statements.
    """
    with deed(actor, key, "vote.give_proxy") as d:
        row = kept(d, vote, "vote.give_proxy", WHEN)
        if not row.proxy_cap:
            raise BadInput("number", "no_proxies")
        name, phone = clean_text(name).strip()[:40], read_phone(phone)
        if not name or not phone:
            raise BadInput("phone" if name else "name", "empty")
        entry = numbered(row, number)
        if RollMark.objects.filter(street_code=row.street_code, entry=entry).exists():
            raise BadInput("number", "has_voted")
        standing = Proxy.objects.filter(street_code=row.street_code, vote=row, revoked_at__isnull=True)
        if standing.filter(entry=entry).exists():
            raise Conflict("proxy")
        taken = set(standing.filter(holder_mark=fingerprint(phone)).values_list("slot", flat=True))
        free = [slot for slot in range(1, row.proxy_cap + 1) if slot not in taken]
        if not free:
            raise BadInput("phone", "proxy_cap", row.proxy_cap)
        proxy = Proxy(
            street_code=row.street_code,
            place_code=row.place_code,
            vote=row,
            entry=entry,
            holder_name=name,
            holder_phone=phone,
            slot=free[0],
            code=new_slip(),
            given_at=d.now,
            given_by=actor.id,
        )
        proxy.save(force_insert=True)
        write_line(d, row, LineKind.PROXY_GIVEN)
        d.record(proxy)
    return proxy
