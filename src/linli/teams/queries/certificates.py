"""Certificates: to print for the volunteer, to check by their number for anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.audit import looked_at
from linli.ledger.follow_codes import find_followed
from linli.ledger.scoped import acting_in
from linli.places.queries import place_facts

from ..actions.issue_certificate import FOLLOWED_AS
from ..models import Certificate
from ..rules.volunteers import ACCEPTERS, VolunteerState
from ..volunteer_in_hand import community_of


@dataclass(frozen=True, slots=True)
class CertificateShown:
    """What a certificate says. `name` is the whole name on the print alone; the public check has the family name's initial."""

    number: str
    initial: str
    name: str
    community: str
    street: str
    first_on: date
    last_on: date
    minutes: int
    times: int
    issued_at: datetime


def checked_certificate(number: str) -> CertificateShown:
    """What anybody may know of the number. Raises `NotFound`. Three statements and the scope."""
    return _shown(_found(number))


def printed_certificate(actor: Actor, number: str) -> CertificateShown:
    """The certificate with its whole name, to print: for who keeps volunteers in its place or the volunteer herself; recorded.
    Raises `NotFound`, also once she has left."""
    row = _found(number)
    with acting_in(Scope.of([community_of(row.place_code)])):
        herself = actor.id == row.volunteer_id
        if not (herself or actor.may(ACCEPTERS, row.place_code)) or row.volunteer.state == VolunteerState.LEFT:
            raise NotFound("certificate")
        looked_at(actor, "certificate.print", row.volunteer, "certificate")
        return _shown(row, row.volunteer.name.reveal())


def _found(number: str) -> Certificate:
    followed = find_followed(number)
    if followed is None or followed.kind != FOLLOWED_AS:
        raise NotFound("certificate")
    with acting_in(Scope.of([community_of(followed.place_code)])):
        row = Certificate.objects.filter(street_code=followed.row.street_code, id=followed.row.id)
        found = row.select_related("volunteer").first()
    if found is None:
        raise NotFound("certificate")
    return found


def _shown(row: Certificate, name: str = "") -> CertificateShown:
    place = place_facts(community_of(row.place_code))
    return CertificateShown(
        number=row.number,
        initial=row.initial,
        name=name,
        community=place.community,
        street=place.divisions[-1] if place.divisions else "",
        first_on=row.first_on,
        last_on=row.last_on,
        minutes=row.minutes,
        times=row.times,
        issued_at=row.issued_at,
    )
