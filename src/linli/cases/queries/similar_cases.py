"""Open cases that may be the same matter: the same place, the last weeks, shared words (practices E3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import RowKey, scope_condition
from linli.places.queries import place_facts_of

from ..models import Case, Entry
from ..rules import OPEN, State
from ..rules.categories import shipped_categories
from ..triage.legible import legible
from ..triage.likeness import likenesses, telling_pairs
from ..triage.word_evidence import evidence_in
from ..triage.word_lists import index_of
from .visible import visible_cases

DAYS = 60
MOST_READ = 300
LEAST_SHARED = 2
ALIKE = 0.35
ALIKE_HERE = 0.25
"""What two tellings must share to be offered as one matter: rather nothing than a wrong one. Less in the same building."""
CLEARLY = 0.5
WORD_FOR_WORD = 0.9
"""What two tellings must share that speak clearly for different kinds of matter."""
KIND_NAMES = {row.code: row.name for row in shipped_categories() if row.is_small}
NEARER = 0.2
"""What the same building adds to the order; age takes as much away over the 60 days."""


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A candidate. `percent` of the rarer words of the shorter telling stand in both, `shared` are they, `kind` the kind both are about where they say it in other words, `where`
    how near it is: building, estate or community."""

    key: RowKey
    code: str
    subject: str
    body: str
    place: str
    state: State
    raised_at: datetime
    lead: str
    voices: int
    where: str
    percent: int
    shared: tuple[str, ...]
    kind: str


def similar_cases(
    actor: Actor,
    text: str,
    place_code: str,
    estate_id: UUID | None = None,
    building_id: UUID | None = None,
    *,
    without: UUID | None = None,
    most: int = 5,
) -> list[SimilarCase]:
    """Up to `most` open cases of the last 60 days near the place that tell the same matter as `text`, likeliest first.

    The same: rare enough words in common and not clearly another kind of matter, or in one building the same kind in other
    words. Two statements. Looks at the 300 newest of the estate (without one: of the community): O(300 · length of text).
    """
    if not telling_pairs(text):
        return []
    near = list(_candidates(actor, place_code, estate_id, without))
    kind, now = _kind_of(text), clock.now()
    rows = []
    for row, like in zip(near, likenesses(text, [f"{row.subject} {row.first_body}" for row in near])):
        here = building_id is not None and row.building_id == building_id
        enough = len(like.shared) >= LEAST_SHARED and like.score >= (ALIKE_HERE if here else ALIKE)
        if not enough and not (here and kind):
            continue
        theirs = _kind_of(row.first_body or row.subject)
        same_kind = here and kind is not None and theirs == kind
        if kind and theirs and theirs != kind:
            enough = like.score >= WORD_FOR_WORD
        if enough or same_kind:
            age = (now - row.raised_at) / timedelta(days=DAYS)
            rows.append((like.score + NEARER * (here - age), row, like, kind if same_kind else None))
    rows.sort(key=lambda one: (-one[0], -one[1].raised_at.timestamp()))
    rows = rows[:most]
    places = place_facts_of((row.place_code, row.estate_id, row.building_id) for _, row, _, _ in rows)
    return [
        SimilarCase(
            key=row.key,
            code=row.code,
            subject=row.subject,
            body=row.first_body or "",
            place=places[row.place_code, row.estate_id, row.building_id].short,
            state=State(row.state),
            raised_at=row.raised_at,
            lead=row.lead_title,
            voices=row.voices or 0,
            where=_how_near(row, estate_id, building_id),
            percent=round(100 * like.score),
            shared=tuple(_words(text, like.shared)),
            kind=KIND_NAMES[same_kind] if same_kind else "",
        )
        for _, row, like, same_kind in rows
    ]


def _candidates(actor: Actor, place_code: str, estate_id: UUID | None, without: UUID | None) -> QuerySet[Case]:
    near = Q(estate_id=estate_id) if estate_id else scope_condition(place_code[: PlaceLevel.COMMUNITY])
    entries = Entry.objects.filter(street_code=OuterRef("street_code"), case_id=OuterRef("id"))
    count = entries.order_by().values("case_id").annotate(count=Count("id")).values("count")
    cases = visible_cases(actor).filter(
        near,
        scope_condition(place_code[: PlaceLevel.STREET]),
        state__in=OPEN,
        raised_at__gte=clock.now() - timedelta(days=DAYS),
    )
    if without:
        cases = cases.exclude(id=without)
    cases = cases.annotate(first_body=Subquery(entries.filter(is_main=True).values("body")[:1]), voices=Subquery(count))
    return cases.order_by("-raised_at")[:MOST_READ]


def _kind_of(text: str) -> str | None:
    """The kind the words speak for clearly, by the shipped lists."""
    found = evidence_in(legible(text[:500]), index_of(tuple(KIND_NAMES.items()), ()))
    return found[0].code if found and found[0].share >= CLEARLY else None


def _words(text: str, shared: frozenset[str]) -> list[str]:
    """The shared pairs joined where they follow each other in `text`, longest first, at most four."""
    plain, words, i = legible(text), [], 0
    while i < len(plain) - 1:
        if plain[i : i + 2] in shared:
            j = i + 2
            while plain[j - 1 : j + 1] in shared and j < len(plain):
                j += 1
            words.append(plain[i:j])
            i = j
        else:
            i += 1
    return sorted(dict.fromkeys(words), key=len, reverse=True)[:4]


def _how_near(row: Case, estate_id: UUID | None, building_id: UUID | None) -> str:
    if building_id and row.building_id == building_id:
        return "building"
    return "estate" if estate_id and row.estate_id == estate_id else "community"
