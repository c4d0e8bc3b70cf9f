"""Open cases that may be the same matter: the same place, the last weeks, shared words (practices E3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.bigrams import normalise
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import RowKey, scope_condition
from linli.places.queries import place_facts_of

from ..models import Case, Entry
from ..rules import OPEN, State
from .visible import visible_cases

DAYS = 60
MOST_READ = 300
LEAST_SHARED = 2
COMMON = frozenset(
    [
        "小区",
        "我们",
        "没有",
        "一个",
        "请问",
        "什么",
        "现在",
        "希望",
        "处理",
        "解决",
        "问题",
        "影响",
        "居民",
        "业主",
        "社区",
        "单元",
        "号楼",
        "号的",
        "反映",
        "谢谢",
        "领导",
        "尊敬",
    ]
)
"""Pairs of characters that say nothing about what the matter is."""


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A candidate. `shared` are the words both have, `where` how near it is: building, estate or community."""

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
    shared: tuple[str, ...]


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
    """Up to `most` open cases of the last 60 days near the place that share words with `text`, likeliest first.

    Two statements. Looks at the 300 newest of the estate (without one: of the community): O(300 · length of text).
    """
    wanted = _pairs(text)
    if not wanted:
        return []
    rows = []
    for row in _candidates(actor, place_code, estate_id, without):
        shared = wanted & _pairs(f"{row.subject} {row.first_body}")
        same_building = building_id is not None and row.building_id == building_id
        if len(shared) >= (1 if same_building else LEAST_SHARED):
            rows.append((len(shared) + (2 if same_building else 0), row, shared))
    rows.sort(key=lambda one: (-one[0], -one[1].raised_at.timestamp()))
    rows = rows[:most]
    places = place_facts_of((row.place_code, row.estate_id, row.building_id) for _, row, _ in rows)
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
            shared=tuple(_words(text, shared)),
        )
        for _, row, shared in rows
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


def _pairs(text: str) -> set[str]:
    plain = normalise(text)
    return {
        plain[i : i + 2] for i in range(len(plain) - 1) if all("一" <= c <= "鿿" for c in plain[i : i + 2])
    } - COMMON


def _words(text: str, shared: set[str]) -> list[str]:
    """The shared pairs joined where they follow each other in `text`, longest first, at most four."""
    plain, words, i = normalise(text), [], 0
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
