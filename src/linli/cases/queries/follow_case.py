"""The page of a case for the person who raised it: every turn told, his own words and nobody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.errors import NotFound
from linli.kernel.limits import Limit
from linli.kernel.scope import Scope
from linli.kernel.work_calendar import Due
from linli.ledger.follow_codes import Followed
from linli.ledger.models import Attachment
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey
from linli.places.queries import PlaceFacts, place_facts
from linli.teams.queries.calendar import work_calendar

from ..carry_out import PUBLIC_TEXT
from ..loop import facts_of
from ..matter import subject_of
from ..models import Case, Entry, Step
from ..rules import PAUSED, UNDER_WAY, Deed, NextDeed, State, available

FIRST_CONTACT = Limit.parse("1wd")
"""What is promised before a matter has its kind: the response limit of 99 其他 (standards.zh.md §7)."""

PICTURED = frozenset({Deed.FEED_BACK, Deed.SELF_CLOSE})
"""Deeds of staff whose photographs those who raised the matter see: the photographs of the result."""

_SHOWN_FACTS = frozenset({"category", "lead", "called", "arrived", "review_on", "extension", "handle_due_at", "until"})
_HANDED_OVER = frozenset({Deed.DISPATCH, Deed.TRANSFER, Deed.CONCLUDE_CONSULTATION})
_BY_REPORTERS = frozenset({Deed.RAISE, Deed.SUBMIT, Deed.ADD_ENTRY, Deed.RATE, Deed.REOPEN, Deed.APPEAL})
_NOT_TOLD_OF_OTHERS = frozenset({Deed.SUPPLEMENT, Deed.URGE, Deed.WITHDRAW})


@dataclass(frozen=True, slots=True)
class Turn:
    """One step told. `text` is empty unless everyone who raised the matter may read it, or it is the reader's own; `raising`
    is the turn by which the reader's own words came in."""

    at: datetime
    deed: Deed
    mine: bool
    raising: bool
    of_another: bool
    text: str
    lead: str
    facts: Mapping[str, Any]
    photographs: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The reader's own entry, as he gave it; name and telephone masked."""

    body: str
    at: datetime
    name: str
    phone: str
    by_staff: bool
    withdrawn: bool
    photographs: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowPage:
    """Everything the page shows. `first_contact` is promised only while the matter waits to be filed."""

    followed: Followed
    subject: str
    state: State
    place: PlaceFacts
    place_text: str
    place_reason: str
    lead: str
    is_urgent: bool
    own: OwnWords
    turns: tuple[Turn, ...]
    deeds: tuple[NextDeed, ...]
    first_contact: Due | None
    handle_due_at: datetime | None
    uncertain_years: tuple[int, ...]
    paused: bool
    review_on: date | None
    answer: str
    answered_at: datetime | None
    merged: bool = False

    @property
    def question(self) -> str:
        """What the reader was asked, while the case waits for the answer."""
        if self.state is not State.WAITING:
            return ""
        return next((turn.text for turn in reversed(self.turns) if turn.deed is Deed.ASK_REPORTER), "")


def follow_page(followed: Followed) -> FollowPage:
    """The page of an opened case. At most six statements and the scope, one more for each merge into another case.

    Raises `NotFound` when the entry is not of this case.
    """
    with acting_in(Scope.of([followed.place_code])):
        case = _case(followed.row)
        entry = Entry.objects.filter(street_code=case.street_code, case=case, id=followed.as_id).first()
        if entry is None:
            raise NotFound("followed_case")
        way = _way_on(case)
        goes_on = way[-1]
        # A merged case goes on in its own street, maybe in another community's list.
        with acting_in(Scope.of([followed.place_code]) if goes_on is case else _street_of(case)):
            told = Step.objects.filter(
                street_code=case.street_code, case_id__in={one.id for one in way}, is_public=True
            )
            steps = list(told.order_by("at", "id"))
            shown = [step.id for step in steps if _shows_pictures(step, entry.id)]
            photographs = _photographs(case.street_code, [entry.id, *shown])
    return _page(followed, case, goes_on, entry, steps, photographs)


def case_acted_on(followed: Followed) -> tuple[RowKey, str]:
    """The case a deed of this reporter is done on, and its place: the one followed, or the one it was merged into.

    Raises `NotFound` for a case that is no more. Two statements, one more for each merge.
    """
    with acting_in(_street_of(followed.row)):
        case = _way_on(_case(followed.row))[-1]
    return case.key, case.place_code


def followed_photograph(followed: Followed, id: UUID) -> Path:
    """The file of a photograph that the page of this case shows. Raises `NotFound` for any other. Four statements."""
    with acting_in(_street_of(followed.row)):
        photograph = Attachment.objects.filter(street_code=followed.row.street_code, id=id).first()
        if photograph is None or not _may_see(followed, photograph):
            raise NotFound("photograph")
    return Path(settings.MEDIA_ROOT) / photograph.stored_as


def _street_of(row: Case | RowKey) -> Scope:
    return Scope.of([str(row.street_code).zfill(9)])


def _case(key: RowKey) -> Case:
    case = Case.objects.defer("search").filter(street_code=key.street_code, id=key.id).first()
    if case is None:
        raise NotFound("followed_case")
    return case


def _way_on(case: Case) -> list[Case]:
    """The case, the one it was merged into, the one that was merged into, to the one that goes on."""
    way = [case]
    if case.merged_into_id is None:
        return way
    with acting_in(_street_of(case)):
        while way[-1].merged_into_id is not None:
            way.append(_case(RowKey(case.street_code, way[-1].merged_into_id)))
    return way


def _shows_pictures(step: Step, entry_id: UUID) -> bool:
    return step.actor_id == entry_id or Deed(step.deed) in PICTURED


def _photographs(street_code: int, subjects: list[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Attachment.objects.filter(street_code=street_code, subject_id__in=subjects).order_by("id")
    for row in rows:
        found[row.subject_id].append(row.id)
    return {subject: tuple(ids) for subject, ids in found.items()}


def _may_see(followed: Followed, photograph: Attachment) -> bool:
    if photograph.subject_id == followed.as_id:
        return Entry.objects.filter(
            street_code=followed.row.street_code, case_id=followed.row.id, id=followed.as_id
        ).exists()
    step = Step.objects.filter(street_code=followed.row.street_code, id=photograph.subject_id, is_public=True).first()
    if step is None or not _shows_pictures(step, followed.as_id):
        return False
    return step.case_id in {one.id for one in _way_on(_case(followed.row))}


def _page(
    followed: Followed,
    case: Case,
    goes_on: Case,
    entry: Entry,
    steps: list[Step],
    photographs: dict[UUID, tuple[UUID, ...]],
) -> FollowPage:
    state = State(goes_on.state)
    waits = state in (State.REPORTED, State.VERIFYING) and goes_on.responded_at is None
    withdrawn = entry.withdrawn_at is not None
    open_deeds = (
        []
        if withdrawn
        else available(facts_of(goes_on, frozenset()), by=entry.id, roles={Role.REPORTER}, now=clock.now())
    )
    return FollowPage(
        followed=followed,
        # The heading of a case is made of the first reporter's words.
        subject=case.subject if entry.is_main else subject_of(entry.body),
        state=state,
        place=place_facts(case.place_code, case.estate_id, case.building_id),
        place_text=case.place_text,
        place_reason=case.place_reason,
        lead=goes_on.lead_title,
        is_urgent=case.is_urgent,
        own=OwnWords(
            body=entry.body,
            at=entry.raised_at,
            name=entry.name.masked if entry.name else "",
            phone=entry.phone.masked if entry.phone else "",
            by_staff=entry.entered_by is not None,
            withdrawn=withdrawn,
            photographs=photographs.get(entry.id, ()),
        ),
        turns=tuple(_turns(steps, entry, photographs)),
        deeds=tuple(open_deeds),
        first_contact=work_calendar(case.place_code).deadline(case.raised_at, FIRST_CONTACT) if waits else None,
        handle_due_at=goes_on.handle_due_at
        if state in UNDER_WAY | PAUSED | {State.FED_BACK, State.INSPECTING}
        else None,
        uncertain_years=tuple(goes_on.uncertain_years),
        paused=state in PAUSED,
        review_on=goes_on.review_on,
        answer=goes_on.answer if goes_on.fed_back_at else "",
        answered_at=goes_on.fed_back_at,
        merged=goes_on is not case,
    )


def _brought_in(step: Step, deed: Deed, entry: Entry) -> bool:
    if step.case_id != entry.case_id:
        return False
    if deed is Deed.ADD_ENTRY:
        return step.at == entry.entered_at
    return deed in (Deed.RAISE, Deed.SUBMIT) and step.facts.get("entry", str(entry.id)) == str(entry.id)


def _turns(steps: list[Step], entry: Entry, photographs: dict[UUID, tuple[UUID, ...]]) -> list[Turn]:
    turns, leads = [], {}
    for step in steps:
        deed = Deed(step.deed)
        if deed in _HANDED_OVER:
            leads[step.case_id] = step.facts.get("lead", "")
        mine = step.actor_id == entry.id
        if not mine and deed in _NOT_TOLD_OF_OTHERS:
            continue
        raising = _brought_in(step, deed, entry)
        turns.append(
            Turn(
                at=step.at,
                deed=deed,
                mine=mine,
                raising=raising,
                of_another=not mine and not raising and deed in _BY_REPORTERS,
                text=step.text if mine or deed in PUBLIC_TEXT else "",
                lead=leads.get(step.case_id, ""),
                facts={
                    name: value
                    for name, value in step.facts.items()
                    if name in _SHOWN_FACTS or (mine and name in ("resolved", "satisfaction"))
                },
                photographs=photographs.get(step.id, ()) if _shows_pictures(step, entry.id) else (),
            )
        )
    return turns
