"""Everything the pages of one volunteer show: to the community, and to herself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import JSONObject

from linli.accounts.models import User
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.audit import looked_at
from linli.ledger.follow_codes import Followed
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey
from linli.people.follow_word import follow_word, opens
from linli.places.queries import PlaceFacts, place_facts

from ..models import CallTaker, Certificate, CoinAccount, HoursShare, TeamMember, TrainingAttendance, Volunteer
from ..rules.calls import CallState
from ..rules.hours import HoursSource, HoursState
from ..rules.volunteers import FreeTime, Skill, VolunteerState, is_under_age
from ..volunteer_in_hand import community_of

SHOWN = 50


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One entry of hours in which she helped."""

    entry_id: UUID
    what: str
    source: HoursSource
    held_on: date
    minutes: int
    state: HoursState
    led: bool
    is_reversal: bool
    reason: str


@dataclass(frozen=True, slots=True)
class TakenCall:
    """A call she took. The address is for her who takes it."""

    id: UUID
    title: str
    state: CallState
    starts_at: datetime
    ends_at: datetime
    address: str
    contact: str
    safety: str
    came: bool | None
    thanks: str
    reason: str


@dataclass(frozen=True, slots=True)
class VolunteerPage:
    """One volunteer; names and numbers masked. `word` is for whoever wrote down somebody without a telephone."""

    key: RowKey
    code: str
    state: VolunteerState
    name: str
    phone: str
    has_phone: bool
    is_young: bool
    guardian: str
    place: PlaceFacts
    place_code: str
    way: str
    skills: tuple[str, ...]
    skill_words: str
    times: tuple[str, ...]
    registered_at: datetime
    reason: str
    teams: tuple[tuple[UUID, str], ...]
    shares: tuple[ShareLine, ...]
    minutes: int
    calls: tuple[TakenCall, ...]
    certificates: tuple[tuple[str, date, date, int], ...]
    trained: tuple[tuple[str, date], ...]
    balance: int
    word: str
    username: str

    @property
    def skill_labels(self) -> list[str]:
        return [Skill(one).label for one in self.skills]

    @property
    def time_labels(self) -> list[str]:
        return [FreeTime(one).label for one in self.times]


def volunteer_page(actor: Actor, id: UUID) -> VolunteerPage:
    """The page for the community; looking at it is recorded. Raises `NotFound`. At most seven statements."""
    row = Volunteer.objects.filter(id=id).first()
    if row is None:
        raise NotFound("volunteer", id)
    looked_at(actor, "volunteer.look", row)
    word = "" if row.phone or row.registered_by != actor.id else follow_word(row.id)
    with acting_in(Scope.of([community_of(row.place_code)])):
        return _page(_whole(row.street_code, row.id), word=word)


def own_page(followed: Followed) -> VolunteerPage:
    """Her own page. Raises `NotFound` once she has left. Four statements and the scope."""
    with acting_in(Scope.of([community_of(followed.place_code)])):
        row = _whole(followed.row.street_code, followed.as_id)
        if row.state == VolunteerState.LEFT:
            raise NotFound("volunteer")
        return _page(row, own=True)


def volunteer_opened(followed: Followed, typed: str) -> UUID | None:
    """As whom the digits open a volunteer's code, or that of a certificate of hers; None when they do not, or when she has left."""
    with acting_in(Scope.of([community_of(followed.place_code)])):
        row = Volunteer.objects.filter(street_code=followed.row.street_code, id=followed.as_id).first()
    if row is None or row.state == VolunteerState.LEFT or not opens(row.id, row.phone, typed):
        return None
    return row.id


def volunteer_key(id: UUID) -> RowKey:
    """What finds the volunteer, within the caller's scope. Raises `NotFound`. One statement."""
    row = Volunteer.objects.filter(id=id).only("street_code").first()
    if row is None:
        raise NotFound("volunteer", id)
    return row.key


def phone_of_volunteer(actor: Actor, id: UUID) -> tuple[str, str]:
    """Name and whole number, of the guardian for somebody under age, to call: recorded with that purpose. Raises `NotFound`."""
    row = Volunteer.objects.filter(id=id).first()
    if row is None or not (row.guardian_phone or row.phone):
        raise NotFound("phone")
    looked_at(actor, "volunteer.reveal_phone", row, "contact")
    if row.guardian_phone and is_under_age(row.birth_year, clock.today()):
        return row.guardian_name.reveal(), row.guardian_phone.reveal()
    return row.name.reveal(), row.phone.reveal()


def _whole(street_code: int, id: UUID) -> Volunteer:
    """The volunteer with the short lists of her page. Raises `NotFound`. One statement."""
    hers = {"street_code": OuterRef("street_code"), "volunteer_id": OuterRef("id")}
    member = TeamMember.objects.filter(**hers, left_at__isnull=True).order_by()
    counted = HoursShare.objects.filter(**hers, entry__state=HoursState.CONFIRMED.value).order_by()
    row = (
        Volunteer.objects.filter(street_code=street_code, id=id)
        .annotate(
            her_minutes=Subquery(counted.values("volunteer_id").annotate(n=Sum("minutes")).values("n")),
            her_balance=Subquery(CoinAccount.objects.filter(**hers).order_by().values("balance")[:1]),
            her_teams=ArraySubquery(
                member.order_by("team__name").values(row=JSONObject(id="team__id", name="team__name"))
            ),
            her_certificates=ArraySubquery(
                _listed(Certificate, hers, "-issued_at", "number", "first_on", "last_on", "minutes")
            ),
            her_trainings=ArraySubquery(_listed(TrainingAttendance, hers, "-held_on", "topic", "held_on")),
        )
        .first()
    )
    if row is None:
        raise NotFound("volunteer", id)
    return row


def _listed(model, hers, order: str, *columns: str):
    return model.objects.filter(**hers).order_by(order, "id").values(row=JSONObject(**{name: name for name in columns}))


def _page(row: Volunteer, *, word: str = "", own: bool = False) -> VolunteerPage:
    """Of a volunteer read whole, within the scope of her community. Three statements."""
    here = {"street_code": row.street_code, "volunteer": row}
    shares = list(HoursShare.objects.filter(**here).select_related("entry").order_by("-entry__held_on", "-id")[:SHOWN])
    taken = list(
        CallTaker.objects.filter(**here, dropped_at__isnull=True)
        .select_related("call")
        .order_by("-call__starts_at")[:SHOWN]
    )
    return VolunteerPage(
        key=row.key,
        code=row.code,
        state=VolunteerState(row.state),
        name=str(row.name),
        phone=str(row.phone),
        has_phone=bool(row.phone or row.guardian_phone),
        is_young=is_under_age(row.birth_year, clock.today()),
        guardian=str(row.guardian_name),
        place=place_facts(row.place_code, row.estate_id),
        place_code=row.place_code,
        way=row.way,
        skills=tuple(one for one in row.skills if one in Skill.codes()),
        skill_words=row.skill_words,
        times=tuple(one for one in row.times if one in FreeTime.codes()),
        registered_at=row.registered_at,
        reason=row.reason,
        teams=tuple((UUID(one["id"]), one["name"]) for one in row.her_teams),
        shares=tuple(map(_share, shares)),
        minutes=row.her_minutes or 0,
        calls=tuple(_taken(one, own) for one in taken),
        certificates=tuple(
            (one["number"], date.fromisoformat(one["first_on"]), date.fromisoformat(one["last_on"]), one["minutes"])
            for one in row.her_certificates
        ),
        trained=tuple((one["topic"], date.fromisoformat(one["held_on"])) for one in row.her_trainings),
        balance=row.her_balance or 0,
        word=word,
        username=_username(row),
    )


def _username(row: Volunteer) -> str:
    return User.objects.filter(id=row.user_id).values_list("username", flat=True).first() or "" if row.user_id else ""


def _share(one: HoursShare) -> ShareLine:
    entry = one.entry
    return ShareLine(
        entry_id=entry.id,
        what=entry.what,
        source=HoursSource(entry.source_kind),
        held_on=entry.held_on,
        minutes=one.minutes,
        state=HoursState(entry.state),
        led=one.led,
        is_reversal=entry.reverses_id is not None,
        reason=entry.reason,
    )


def _taken(one: CallTaker, own: bool) -> TakenCall:
    call = one.call
    open_to_her = own and call.state == CallState.OPEN
    return TakenCall(
        id=call.id,
        title=call.title,
        state=CallState(call.state),
        starts_at=call.starts_at,
        ends_at=call.ends_at,
        address=call.address.reveal() if open_to_her else "",
        contact=call.contact.reveal() if open_to_her else "",
        safety=call.safety,
        came=one.came,
        thanks=call.thanks,
        reason=call.reason,
    )
