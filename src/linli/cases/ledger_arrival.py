"""A row of a ledger as a case with its history: what happened elsewhere, told as steps with the times it bears.

Only what the row says is written: raised; answered where it has an answer; rated where it tells how satisfied somebody was.
Stages nobody recorded (filed, dispatched, inspected) are not made up. From there the rules of the loop go on: the reporter
of an answered matter may ask for it to be done again within the days of standards.zh.md §8, an open one waits to be filed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from linli.kernel.bigrams import as_tsvector
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import street_of
from linli.kernel.work_calendar import WorkCalendar

from .alarms import KEPT_OPEN_DAYS, set_alarm
from .ledger_files import LedgerRow
from .ledger_words import finished_in, satisfaction_in
from .loop import keep_facts
from .matter import PlaceChosen, Source, subject_of
from .models import Case, Entry, Step
from .open_case import PROACTIVE
from .rules import CaseFacts, Deed, Note, Satisfaction, State

AS_RECORDED = "台账记载"
ANSWER_NOT_WRITTEN = "台账记为已办结，没有写答复内容。"


@dataclass(frozen=True, slots=True)
class Arriving:
    """What all rows of one import share. `kinds` are the small kinds of the set in force by name: (set, code)."""

    import_id: UUID
    source: Source
    by: UUID
    by_name: str
    at: datetime
    place_of: Callable[[LedgerRow], PlaceChosen]
    kinds: Mapping[str, tuple[UUID, str]]
    calendar: WorkCalendar


@dataclass(slots=True)
class Arrived:
    """One matter, not yet written: its case (still without a code), its voice and its steps in order."""

    case: Case
    entry: Entry
    steps: list[Step] = field(default_factory=list)


def arrival_of(row: LedgerRow, arriving: Arriving) -> Arrived:
    """The case, entry and steps of a row. Plain work: no statement.

    A matter that ended more than 30 days ago arrives in the archive, so that thousands of old rows do not crowd the desk nor
    the sweep of alarms.
    """
    place = arriving.place_of(row)
    case = _case_of(row, place, arriving)
    arrived = Arrived(case, _entry_of(row, case, arriving))
    facts = _raise(arrived, row, arriving)
    satisfaction = satisfaction_in(row.satisfaction_text)
    if _is_ended(row, satisfaction):
        facts = _answer_and_close(arrived, facts, row, satisfaction, arriving)
    elif row.answer:
        # Work has begun, but the book says that it goes on.
        _step(
            arrived, arriving, Deed.ADD_NOTE, row.answered_at or row.raised_at, State.REPORTED, State.REPORTED,
            by=row.handler_text, text=row.answer,
        )  # fmt: skip
    keep_facts(case, facts)
    case.moved_at = facts.state_since or row.raised_at
    set_alarm(case, facts, arriving.calendar)
    return arrived


def _is_ended(row: LedgerRow, satisfaction: Satisfaction | None) -> bool:
    finished = finished_in(row.resolved_text)
    if finished is None:
        return bool(row.answer or row.answered_at or satisfaction)
    # Somebody who was asked how satisfied she is has been answered, whether or not it was solved.
    return finished or satisfaction is not None


def _case_of(row: LedgerRow, place: PlaceChosen, arriving: Arriving) -> Case:
    body = row.body or row.subject
    subject = row.subject[:120] or subject_of(body)
    kind_set, kind = arriving.kinds.get("".join(row.category_text.split()), (None, ""))
    return Case(
        place_code=place.place_code,
        street_code=street_of(place.place_code),
        subject=subject,
        category_set_id=kind_set,
        category_code=kind,
        source=arriving.source.value,
        is_proactive=arriving.source in PROACTIVE,
        place_text=place.text[:200],
        place_reason=place.reason[:200],
        estate_id=place.estate_id,
        building_id=place.building_id,
        raised_at=row.raised_at,
        moved_at=row.raised_at,
        registered_by=arriving.by,
        import_id=arriving.import_id,
        search=as_tsvector(subject, body, place.text, row.answer),
    )


def _entry_of(row: LedgerRow, case: Case, arriving: Arriving) -> Entry:
    return Entry(
        id=uuid7(),
        place_code=case.place_code,
        street_code=case.street_code,
        case=case,
        source=arriving.source.value,
        raised_at=row.raised_at,
        entered_at=arriving.at,
        entered_by=arriving.by,
        body=row.body or row.subject,
        name=row.raised_by_name,
        phone=row.raised_by_phone,
        dwelling_text=row.place_text,
        source_no=row.source_no[:60],
        is_main=True,
        fingerprint=row.fingerprint,
    )


def _raise(arrived: Arrived, row: LedgerRow, arriving: Arriving) -> CaseFacts:
    entry = arrived.entry
    voice = frozenset({entry.id})
    facts = CaseFacts(state=State.REPORTED, state_since=row.raised_at, reporters=voice, open_reporters=voice)
    shown: dict[str, Any] = {"source": arriving.source.value, "entry": str(entry.id)}
    shown |= {
        name: value
        for name, value in (
            ("number", row.source_no),
            ("channel", row.channel),
            ("kind", "" if arrived.case.category_code else row.category_text),
            ("remarks", row.remarks),
            ("day_only", row.raised_on_day_only),
        )
        if value
    }
    _step(
        arrived,
        arriving,
        Deed.RAISE,
        row.raised_at,
        None,
        State.REPORTED,
        by=arriving.by_name,
        by_id=arriving.by,
        shown=shown,
    )
    return facts


def _answer_and_close(
    arrived: Arrived, facts: CaseFacts, row: LedgerRow, satisfaction: Satisfaction | None, arriving: Arriving
) -> CaseFacts:
    case, at = arrived.case, max(row.answered_at or row.raised_at, row.raised_at)
    case.answer = row.answer or ANSWER_NOT_WRITTEN
    case.fed_back_at = at
    facts = replace(facts, state=State.CLOSED, state_since=at, first_contact_at=at, closed_at=at)
    shown: dict[str, Any] = {} if row.answered_at else {"time_unknown": True}
    answer = (State.REPORTED, State.CALLING_BACK)
    _step(arrived, arriving, Deed.FEED_BACK, at, *answer, by=row.handler_text, text=case.answer, shown=shown)
    if satisfaction:
        case.satisfaction = satisfaction.value
        case.solved = finished_in(row.resolved_text) is not False and satisfaction is not Satisfaction.DISSATISFIED
        case.rated_at = at
        shown = {"resolved": case.solved, "satisfaction": satisfaction.value}
        deed = Deed.CALL_BACK
    else:
        shown, deed = {"notes": [Note.NOT_RATED.value]}, Deed.CLOSE_UNANSWERED
    as_written = {"written": row.satisfaction_text} if row.satisfaction_text else {}
    _step(arrived, arriving, deed, at, State.CALLING_BACK, State.CLOSED, shown={**shown, **as_written})
    if arriving.at - at < timedelta(days=KEPT_OPEN_DAYS):
        return facts
    _step(arrived, arriving, Deed.ARCHIVE, arriving.at, State.CLOSED, State.ARCHIVED, is_public=False)
    return replace(facts, state=State.ARCHIVED, state_since=arriving.at)


def _step(
    arrived: Arrived,
    arriving: Arriving,
    deed: Deed,
    at: datetime,
    before: State | None,
    state: State,
    *,
    by: str = "",
    by_id: UUID | None = None,
    text: str = "",
    shown: Mapping[str, Any] | None = None,
    is_public: bool = True,
) -> None:
    case = arrived.case
    arrived.steps.append(
        Step(
            # Steps of one moment keep their order: each id is made a millisecond later than the one before.
            id=uuid7(int(arriving.at.timestamp() * 1000) + len(arrived.steps)),
            place_code=case.place_code,
            street_code=case.street_code,
            case=case,
            at=at,
            deed=deed.value,
            from_state=before.value if before else "",
            to_state=state.value,
            actor_id=by_id,
            actor_name=(by or AS_RECORDED)[:60],
            text=text,
            facts={"import": str(arriving.import_id), **(shown or {})},
            is_public=is_public and deed is not Deed.ADD_NOTE,
        )
    )
